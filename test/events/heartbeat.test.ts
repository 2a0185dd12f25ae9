// Statistics: what they are sampled into, and how often they come.
import {describe, expect, test} from 'vitest';
import {valuesUpTo} from '../../source/model/history.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import type {Server} from '../../source/model/server.ts';
import {ingest} from '../../source/core/ingest.ts';
import {messagesOf, replay, replayed} from '../helpers/replay.ts';
import {invariantsOf} from '../model/invariants.ts';
import {linkMessage, linkUp, MadeServer, noon} from './made-server.ts';

function only(model: Model): Server {
	const [server, ...others] = model.servers.values();
	if (server === undefined || others.length > 0) throw new Error(`${model.servers.size} servers`);
	return server;
}

describe('one server from its start', () => {
	test('has the rates of its own clock, as computed by hand', () => {
		const messages = messagesOf('single-start');
		const at = (seconds: number): number => (messages[0]?.at ?? 0) + seconds * 1000;
		const upTo = (seconds: number): Server => only(replay(messages.filter(message => message.at <= at(seconds))));
		expect(upTo(0.5).rates).toBeUndefined();
		// From seq 12 to seq 16: 0 → 5 sent, 0 → 1 received, 1 → 2 sockets, in the 1.001 s from .929 to .930.
		const first = upTo(1.1).rates;
		expect(first?.messagesOut).toBeCloseTo(5 / 1.001, 2);
		expect(first?.messagesIn).toBeCloseTo(1 / 1.001, 2);
		expect(first?.accepted).toBeCloseTo(1 / 1.001, 2);
		expect(first?.connections).toBeCloseTo(1 / 1.001, 2);
		// Two answers, 0.27 s and 0.77 s after it, are too close: the next is from seq 16 to seq 20, .930 to 28.932.
		expect(upTo(2).rates).toEqual(first);
		expect(upTo(3.1).rates?.messagesOut).toBeCloseTo((9 - 5) / 2.002, 2);
		// From seq 23 to seq 28: 12 → 17 sent in 10.001 s.
		expect(upTo(36).rates?.messagesOut).toBeCloseTo(5 / 10.001, 2);
		expect(upTo(36).rates?.messagesIn).toBe(0);
	});

	test('has a history of them', () => {
		const model = replayed('single-start');
		const server = only(model);
		const connections = valuesUpTo(server.histories.connections, model.now);
		expect(connections.filter(value => !Number.isNaN(value)).length).toBeGreaterThan(15);
		expect(new Set(connections.filter(value => !Number.isNaN(value)))).toEqual(new Set([1, 2]));
	});

	test('has a round trip and a clock from the answer to PING', () => {
		const server = only(replayed('single-start'));
		expect(server.roundTripMs).toBeLessThan(5);
		expect(Math.abs(server.clockOffsetsMs[0] ?? Number.NaN)).toBeLessThan(50);
	});
});

describe('rates', () => {
	const counters = (messages: number, bytes = messages * 100): Record<string, unknown> => ({
		sent: {msgs: messages, bytes},
		received: {msgs: messages * 2, bytes: bytes * 2},
	});

	test('are of the server clock, not of the arrival', () => {
		const n1 = new MadeServer('n1');
		const first = n1.heartbeat(noon, counters(0));
		const late = {...n1.heartbeat(noon + 10_000, counters(1000)), at: noon + 13_000};
		const model = replay([first, late]);
		expect(only(model).rates).toMatchObject({messagesOut: 100, messagesIn: 200, bytesOut: 10_000, bytesIn: 20_000});
	});

	test('are of a clock that is hours off, too', () => {
		const n1 = new MadeServer('n1');
		n1.clockAheadMs = -5 * 3_600_000;
		const model = replay([n1.heartbeat(noon, counters(0)), n1.heartbeat(noon + 10_000, counters(1000))]);
		expect(only(model).rates?.messagesOut).toBe(100);
	});

	test('begin anew when the clock is set back', () => {
		const n1 = new MadeServer('n1');
		const before = [n1.heartbeat(noon, counters(0)), n1.heartbeat(noon + 10_000, counters(1000))];
		n1.clockAheadMs = -3_600_000;
		const after = [n1.heartbeat(noon + 20_000, counters(2000)), n1.heartbeat(noon + 30_000, counters(2500))];
		expect(only(replay([...before, ...after])).rates?.messagesOut).toBe(50);
	});

	test('are never negative, whatever the counters do', () => {
		const n1 = new MadeServer('n1');
		const values = [5000, 100, 0, 2 ** 63, 7, -5, 1e308, 3];
		const seen: (number | undefined)[] = [];
		const model = createModel();
		for (const [index, value] of values.entries()) {
			ingest(model, n1.heartbeat(noon + index * 2000, {...counters(value), total_connections: value}));
			expect(invariantsOf(model)).toEqual([]);
			seen.push(only(model).rates?.messagesOut, only(model).rates?.accepted);
		}
		expect(seen.map(rate => rate ?? 0).every(rate => rate >= 0)).toBe(true);
		// A counter that falls within one process, or is none, cannot be vouched for.
		expect(seen.filter(rate => rate !== undefined)).toEqual([]);
	});

	test('say that connections leave', () => {
		const n1 = new MadeServer('n1');
		const model = replay([n1.heartbeat(noon, {connections: 50}), n1.heartbeat(noon + 10_000, {connections: 20})]);
		expect(only(model).rates?.connections).toBe(-3);
	});

	test('ignore statistics that come later than newer ones', () => {
		const n1 = new MadeServer('n1');
		const [first, second, third] = [0, 1000, 2000].map(ms => n1.heartbeat(noon + ms, counters(ms)));
		if (first === undefined || second === undefined || third === undefined) throw new Error('three of them');
		const model = replay([first, third, {...second, at: third.at}]);
		expect(only(model).stats?.sent.messages).toBe(2000);
		expect(model.misunderstood).toBe(0);
	});
});

describe('the time between heartbeats', () => {
	/** What is learnt from heartbeats with these gaps, in seconds. */
	function learnt(version: string, gaps: readonly number[]): number {
		const n1 = new MadeServer('n1', {ver: version});
		let at = noon;
		const model = replay([n1.heartbeat(at)]);
		for (const gap of gaps) {
			at += gap * 1000;
			ingest(model, n1.heartbeat(at));
		}
		return only(model).heartbeatMs / 1000;
	}

	test.each<[string, string, readonly number[], number]>([
		['10 s from 2.10.21 on', '2.10.21', [], 10],
		['30 s before', '2.10.20', [], 30],
		['30 s in 2.9', '2.9.25', [], 30],
		['10 s of a version that cannot be read', 'next', [], 10],
		['10 s after a start with its short gaps', '2.15.2', [1, 2, 4, 8, 10, 10], 10],
		['30 s at once, when it was thought to be 10', '2.15.2', [30], 30],
		['10 s, when it was thought to be 30', '2.9.25', Array<number>(30).fill(10), 10],
		['nothing of a gap longer than a minute', '2.15.2', [70, 300], 10],
	])('is %s', (_, version, gaps, expected) => {
		expect(learnt(version, gaps)).toBeCloseTo(expected, 0);
	});

	test('is 10 s by the recording of a cluster', () => {
		const model = replayed('crash-sigkill');
		const learnt = [...model.servers.values()].map(server => server.heartbeatMs / 1000);
		expect(learnt).toHaveLength(3);
		expect(learnt.filter(seconds => seconds < 9.5 || seconds > 10.1)).toEqual([]);
	});

	test('is not learnt from a gap of our own', () => {
		const n1 = new MadeServer('n1');
		const messages = [
			linkUp(noon),
			n1.heartbeat(noon + 1000),
			linkMessage(noon + 2000, {state: 'down', reason: 'cut'}),
			linkUp(noon + 35_000),
			n1.heartbeat(noon + 41_000),
		];
		expect(only(replay(messages)).heartbeatMs).toBe(10_000);
	});
});

test('new slow consumers are those since the last statistics', () => {
	const n1 = new MadeServer('n1');
	const counts = [7, 7, 9, 9, 12];
	const model = replay(counts.map((slow, index) => n1.heartbeat(noon + index * 10_000, {slow_consumers: slow})));
	expect(only(model).slow.total).toBe(5);
});
