import {describe, expect, test} from 'vitest';
import {parseOptions} from '../../source/options/options.ts';

function optionsOf(commandLine: string) {
	const parsed = parseOptions(commandLine.split(' '), {}, {version: '1.2.3'});
	if (parsed.kind !== 'run') throw new Error(`this asks for ${parsed.kind}`);
	return parsed.options;
}

const mebibyte = 2 ** 20;

describe('recordings', () => {
	test.each([
		['--utc', 64 * mebibyte],
		['--flight-recorder off', 0],
		['--flight-recorder 1MiB', mebibyte],
		['--flight-recorder 1.5g', 1.5 * 1024 * mebibyte],
		['--flight-recorder 128m', 128 * mebibyte],
		['--flight-recorder 2000000', 2_000_000],
	])('%s keeps the last messages in so many bytes', (commandLine, bytes) => {
		expect(optionsOf(commandLine).flightRecorderBytes).toBe(bytes);
	});

	test.each(['1', '0', '9GiB', 'much', '-1', '64TiB', '1e9'])('--flight-recorder=%s is refused', size => {
		expect(() => optionsOf(`--flight-recorder=${size}`)).toThrow(
			/^cannot use --flight-recorder: .* is no size from 1MiB to 8GiB; write 64MiB, or off$/,
		);
	});

	test('--record names the file', () => {
		expect(optionsOf('--demo --record a.ndjson').record).toBe('a.ndjson');
	});

	test('--replay shows a file, up to a moment', () => {
		expect(optionsOf('--replay a.ndjson').source).toEqual({kind: 'replay', file: 'a.ndjson', loops: false});
		expect(optionsOf('--replay a.ndjson --at 2026-11-27T12:03:44Z').source).toEqual({
			kind: 'replay',
			file: 'a.ndjson',
			at: Date.UTC(2026, 10, 27, 12, 3, 44),
			loops: false,
		});
	});

	test.each([
		['--replay a --at noon', /^cannot use --at: "noon" is no time; /],
		['--at 2026-11-27T12:03:44Z', /^cannot use --at: it is for a recording; add --replay$/],
		['--speed 10', /^cannot use --speed: it is for a recording; add --replay or --demo$/],
		['--loop', /^cannot use --loop: it is for a recording; add --replay$/],
		['--replay a --speed fast', /^cannot use --speed: "fast" is no speed from 0.1 to 1000; write 1, 10 or max$/],
		['--replay a --demo', /^cannot use --demo: /],
		['--replay a --record b', /^cannot use --record: /],
		['--replay a -s n1', /^cannot use --server: a replay connects to no server; drop --server or --replay$/],
		['--replay a --check --for 3s', /^cannot use --for: a recording is judged at one moment of it; .*--at says which/],
		['--replay a --context prod', /^cannot use --context: /],
	])('%s is refused', (commandLine, sentence) => {
		expect(() => optionsOf(commandLine)).toThrow(sentence);
	});
});
