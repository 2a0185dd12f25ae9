// A client that comes and goes.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Message} from '../../source/wire/message.ts';
import {MadeServer, noon} from '../events/made-server.ts';
import {passTo, replay, sentencesOf, toldOf, troubleOf} from '../helpers/replay.ts';

describe('a client that comes and goes', () => {
	const n1 = new MadeServer('n1');

	/** So many connections one after the other, each of this length. */
	function loop(times: number, lifeMs: number, everyMs: number): readonly Message[] {
		return Array.from({length: times}, (_, index) => {
			const at = noon + index * everyMs;
			const start = new Date(at).toISOString();
			return [n1.connect(at, index), n1.disconnect(at + lifeMs, index, {start})];
		}).flat();
	}

	function loops(messages: readonly Message[]): readonly string[] {
		const sorted = [...messages].sort((one, other) => one.at - other.at);
		return sentencesOf(troubleOf(replay(sorted)).filter(({rule}) => rule === 'reconnect-loop'));
	}

	test.each([
		[
			'often and briefly',
			loop(30, 1500, 2000),
			['warn reconnect-loop: orders reconnect loop 30/min on n1, lives 1.5 s'],
		],
		['not often enough', loop(19, 1500, 3500), []],
		['twice, which may be chance', loop(2, 300, 1000), []],
		['too slowly', loop(25, 1500, 10_000), []],
		['and stays longer each time', loop(40, 12_000, 1000), []],
		['and many stay', loop(60, 500, 900).filter((_, index) => index % 2 === 0 || index % 8 === 1), []],
	])('%s', (_, messages, expected) => {
		expect(loops(messages)).toEqual(expected);
	});

	/** 170 times a minute, 0.3 s each. */
	const every = 60_000 / 170;

	test('is named from its third round on, with its true rate from the beginning', () => {
		const seen = new Map<number, string>();
		replay(loop(170, 300, every), {
			afterTick: at => {
				for (const {text} of troubleOf(at)) seen.set((at.now - noon) / 1000, text);
			},
		});
		const [first = 0] = seen.keys();
		expect(first).toBeLessThanOrEqual(2);
		expect(new Set(seen.values())).toEqual(new Set(['reconnect loop 170/min on n1, lives 0.3 s']));
	});

	test('says that it has ended, and how often it went round, instead of fading away', () => {
		const model = replay(loop(170, 300, every));
		passTo(model, noon + 80_000);
		const [text = ''] = sentencesOf(toldOf(model));
		expect(text).toBe('warn reconnect-loop: orders reconnect loop over for 20 s · 170 in all');
	});

	test('of clients that never come twice is told of as short lives, and only where they are many', () => {
		const lives = (times: number, everyMs: number, connections: number): readonly string[] => {
			const messages = Array.from({length: times}, (_, index) => {
				const at = noon + index * everyMs;
				const client = {name: `job-${index}`, host: '10.0.0.7', start: new Date(at).toISOString()};
				return [n1.connect(at, index, client), n1.disconnect(at + 200, index, client)];
			}).flat();
			const all = [n1.heartbeat(noon, {connections}), ...messages].sort((one, other) => one.at - other.at);
			return sentencesOf(troubleOf(replay(all)));
		};
		expect(lives(2500, 20, 10)).toEqual([
			expect.stringMatching(/^warn short-lives: host 10\.0\.0\.7 come and go 50\/s from 10\.0\.0\.7: [\d,]+ clients/),
		]);
		expect(lives(100, 600, 10)).toEqual([]);
		// The daily business of a large system.
		expect(lives(2500, 20, 40_000)).toEqual([]);
	});

	test('is none of short lives that chance makes, more than a minute apart', () => {
		const life = fc.record({
			gapMs: fc.integer({min: 61_000, max: 200_000}),
			lifeMs: fc.integer({min: 1, max: 9999}),
			host: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3'),
		});
		fc.assert(
			fc.property(fc.array(life, {minLength: 3, maxLength: 12}), lives => {
				let at = noon;
				const told = new Set<string>();
				const messages = lives.flatMap(({gapMs, lifeMs, host}, index) => {
					at += gapMs;
					const client = {host, start: new Date(at).toISOString()};
					return [n1.connect(at, index, client), n1.disconnect(at + lifeMs, index, client)];
				});
				replay(messages, {
					afterTick: model => {
						for (const {rule} of troubleOf(model)) told.add(rule);
					},
				});
				expect([...told].filter(rule => rule === 'reconnect-loop' || rule === 'short-lives')).toEqual([]);
			}),
			{numRuns: 30},
		);
	});

	test('is none of clients that a server sends away', () => {
		const moved = loop(30, 500, 1000).map(message => ({
			...message,
			text: message.text.replace('Client Closed', 'Server Shutdown'),
		}));
		expect(loops(moved)).toEqual([]);
	});
});
