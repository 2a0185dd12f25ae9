import {describe, expect, test} from 'vitest';
import {flightRecorderBytesFor, historyPlan, progressInWords} from '../../source/printing/open-source.ts';
import {parseOptions} from '../../source/options/options.ts';

function optionsOf(commandLine: string) {
	const parsed = parseOptions(commandLine.split(' '), {}, {version: '1.2.3'});
	if (parsed.kind !== 'run') throw new Error(`this asks for ${parsed.kind}`);
	return parsed.options;
}

describe('--history', () => {
	test('names a stream, of which the last hour is read', () => {
		const history = {stream: 'EVENTS-1', start: {kind: 'ago', ms: 3_600_000}};
		expect(optionsOf('--history EVENTS-1 --user sys').source).toMatchObject({kind: 'nats', history});
	});

	const now = Date.UTC(2026, 10, 27, 12);

	test.each([
		['2h', now - 7_200_000],
		['1h30m', now - 5_400_000],
		['7d', now - 7 * 86_400_000],
		['0.5d', now - 43_200_000],
		['2026-11-27T11:03:44Z', Date.UTC(2026, 10, 27, 11, 3, 44)],
		['2026-11-27', Date.UTC(2026, 10, 27)],
		['all', undefined],
	])('is read from --history-since %s on', (text, from) => {
		const {source} = optionsOf(`--history EVENTS --history-since ${text}`);
		if (source.kind !== 'nats' || source.history === undefined) throw new Error('there is no history');
		expect(historyPlan(source.history, now)).toEqual({stream: 'EVENTS', from});
	});

	test.each(['2', '-2h', '0s', 'noon', '2026', '2026-13-01', '0d', '12:03'])('%s says no time', text => {
		expect(() => optionsOf(`--history EVENTS --history-since=${text}`)).toThrow(
			/^cannot use --history-since: ".*" (?:says no|is no) time; write /,
		);
	});

	test.each(['', 'a..b', 'a.*', '.a', 'x'.repeat(256)])('%j is no beginning of a subject', prefix => {
		expect(() => optionsOf(`--history EVENTS --js-api-prefix=${prefix}`)).toThrow(/^cannot use --js-api-prefix: /);
	});

	test('--js-api-prefix needs a stream', () => {
		expect(() => optionsOf('--js-api-prefix HISTORY.API')).toThrow(
			'cannot use --js-api-prefix: it says how the stream of a history is reached; add --history STREAM',
		);
	});

	test('--history-since needs a stream', () => {
		expect(() => optionsOf('--history-since 2h')).toThrow(
			'cannot use --history-since: it says how far back a history is read; add --history STREAM',
		);
	});

	test('tells how far it has been read', () => {
		const progress = {stream: 'EVENTS', messages: 12_000, of: 450_123, at: Date.UTC(2026, 10, 27, 12, 2, 47)};
		expect(progressInWords(progress, true)).toBe('reading history EVENTS: 12,000 of 450,123 messages, at 12:02:47');
	});

	test('--permissions lists it as it is reached', () => {
		const parsed = parseOptions(
			'--permissions watch --history EVENTS --js-api-prefix H.API'.split(' '),
			{},
			{version: '1'},
		);
		if (parsed.kind !== 'permissions') throw new Error(`this asks for ${parsed.kind}`);
		expect(parsed.text).toContain('"H.API.DIRECT.GET.EVENTS"');
		expect(parsed.text).not.toContain('$JS');
	});

	test.each(['configuration', 'nats', 'nsc'])('--permissions lists what it needs, as %s', form => {
		const parsed = parseOptions(`--permissions watch --as ${form} --history EVENTS`.split(' '), {}, {version: '1'});
		if (parsed.kind !== 'permissions') throw new Error(`this asks for ${parsed.kind}`);
		expect(parsed.text).toMatch(/["']\$JS\.API\.DIRECT\.GET\.EVENTS["']/);
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
