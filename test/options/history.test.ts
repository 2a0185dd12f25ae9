import {describe, expect, test} from 'vitest';
import {flightRecorderBytesFor} from '../../source/open-source.ts';
import {parseOptions} from '../../source/options/options.ts';

function optionsOf(commandLine: string) {
	const parsed = parseOptions(commandLine.split(' '), {}, {version: '1.2.3'});
	if (parsed.kind !== 'run') throw new Error(`this asks for ${parsed.kind}`);
	return parsed.options;
}

describe('--history', () => {
	test('names a stream', () => {
		expect(optionsOf('--history EVENTS-1 --user sys').source).toMatchObject({kind: 'nats', history: 'EVENTS-1'});
	});

	test.each(['a.b', '*', '>', 'a/b', 'a\\b', 'x'.repeat(256)])('%s is no name of a stream', name => {
		expect(() => optionsOf(`--history=${name}`)).toThrow(/^cannot use --history: ".*" is no name of a stream; /);
	});

	test.each([
		['--demo', 'cannot use --history: a demo has none; drop --history or --demo'],
		['--replay a', 'cannot use --history: a recording is replayed; drop --history or --replay'],
	])('goes not together with %s', (other, message) => {
		expect(() => optionsOf(`--history EVENTS ${other}`)).toThrow(message);
	});

	test.each([
		['--history EVENTS', 512],
		['--history EVENTS --flight-recorder 1GiB', 1024],
		['--history EVENTS --flight-recorder off', 0],
		['--utc', 64],
	])('has room: %s', (commandLine, mebibytes) => {
		expect(flightRecorderBytesFor(optionsOf(commandLine))).toBe(mebibytes * 2 ** 20);
	});
});
