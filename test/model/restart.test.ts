// A server that is killed, and a new process under its name.
import {describe, expect, test} from 'vitest';
import type {Message} from '../../source/wire/message.ts';
import {valuesUpTo} from '../../source/model/history.ts';
import {entriesOf} from '../../source/model/journal.ts';
import type {Model} from '../../source/model/model.ts';
import type {Server} from '../../source/model/server.ts';
import {shownNamesOf} from '../../source/model/server-names.ts';
import {silenceLimitMs, stateOf} from '../../source/model/server-state.ts';
import {idOf, linkUp, MadeServer, missed, noon} from '../events/made-server.ts';
import {messagesOf, passTo, replay} from '../helpers/replay.ts';
import {invariantsOf} from './invariants.ts';

function processesOf(model: Model, name: string): readonly Server[] {
	return model.serversByName.get(name) ?? [];
}

function told(model: Model): readonly string[] {
	return [...entriesOf(model.journals.notices)].map(([, {kind, who}]) => `${kind} ${who}`);
}

describe('the recording of a SIGKILL', () => {
	const messages = messagesOf('crash-sigkill');
	const restartAt = messages.find(({text}) => text === 'n3 started again, same name')?.at ?? 0;
	const lastWordAt =
		messages.filter(({at, text}) => at < restartAt && text.includes('"name":"n3","host"')).at(-1)?.at ?? 0;

	test('is known from silence, as soon as two and a half intervals are over', () => {
		let silentAt: number | undefined;
		const upTo = messages.filter(({at}) => at < restartAt);
		const model = replay(upTo, {
			afterTick(seen) {
				const [n3] = processesOf(seen, 'n3');
				if (n3?.silentSince !== undefined) silentAt ??= seen.now;
				for (const server of seen.servers.values()) if (server !== n3) expect(stateOf(seen, server)).toBe('up');
			},
		});
		const n3 = processesOf(model, 'n3')[0] ?? raise();
		expect(n3.silentSince).toBe(lastWordAt);
		const quiet = (silentAt ?? 0) - lastWordAt;
		expect(quiet).toBeGreaterThan(25_000);
		expect(quiet).toBeLessThanOrEqual(silenceLimitMs(model, n3) + 1000);
		expect(told(model)).toEqual(['silent n3']);
	});

	test('no rate is ever negative, and nothing else goes wrong', () => {
		replay(messages, {afterTick: model => expect(invariantsOf(model)).toEqual([])});
	});

	test('the new process takes the place of the old one', () => {
		const model = replay(messages);
		const [n3, ...others] = processesOf(model, 'n3');
		expect(others).toEqual([]);
		expect(model.servers.size).toBe(3);
		expect(n3 && stateOf(model, n3)).toBe('restarted');
		// It never gave statistics in the recording: nothing is known of its life before.
		expect(n3?.restart).toMatchObject({orderly: false, previousUptimeMs: undefined, previousConnections: undefined});
		expect(n3?.silentSince).toBeUndefined();
		expect(told(model)).toEqual(['silent n3', 'restarted n3']);
	});

	test('its clients are counted where they have gone', () => {
		const model = replay(messages);
		expect(model.connections).toBe(4);
		expect(
			[...model.clients.values()].map(({name, live, servers}) => [name, live, shownNamesOf(model, servers)]),
		).toEqual(['cr-0', 'cr-1', 'cr-2', 'cr-3'].map(name => [name, 1, ['n1', 'n3']]));
	});
});

function raise(): never {
	throw new Error('it is not there');
}

describe('by hand', () => {
	function pair(more: {readonly after?: Record<string, unknown>} = {}): readonly [MadeServer, MadeServer] {
		const before = new MadeServer('n1');
		const after = new MadeServer('n1', more.after, idOf('other'));
		after.startedAt = noon + 15_000;
		return [before, after];
	}

	test('the life before is remembered', () => {
		const [before, after] = pair();
		const beats = [before.heartbeat(noon, {connections: 70}), before.heartbeat(noon + 10_000, {connections: 74})];
		const model = replay([...beats, after.heartbeat(noon + 16_000)]);
		expect(processesOf(model, 'n1')).toMatchObject([
			{
				id: idOf('other'),
				restart: {at: noon + 15_000, previousUptimeMs: 3_610_000, previousConnections: 74, orderly: false},
				rates: undefined,
			},
		]);
	});

	test.each([
		['at its own word, however late it is heard', 15_000, 0, 75_000, 15_000],
		['by its own uptime, whatever its clock says', 15_000, 1_000_000, 75_000, 15_000],
		['not before the old one was last heard', 4000, 0, 75_000, 10_000],
		['not later than now', 90_000, 0, 75_000, 75_000],
	])('it began %s', (_, startedAfter, clockAheadMs, heardAfter, expected) => {
		const [before, after] = pair();
		after.startedAt = noon + startedAfter;
		after.clockAheadMs = clockAheadMs;
		// An orderly end, so that clocks that differ do not matter.
		const model = replay([
			before.heartbeat(noon),
			before.goodbye(noon + 10_000, 'SHUTDOWN'),
			after.heartbeat(noon + heardAfter),
		]);
		const [server] = processesOf(model, 'n1');
		expect((server?.restart?.at ?? 0) - noon).toBe(expected);
		expect(server?.predecessorsEndedAt).toEqual([noon + expected]);
	});

	test('what waited while this program slept is set right by what comes after', () => {
		const [before, after] = pair();
		after.startedAt = noon + 25_000;
		const model = replay([before.heartbeat(noon), before.heartbeat(noon + 10_000)]);
		passTo(model, noon + 11_000);
		// Asleep from here to 40 s; the words of both processes come at once then, as old as they are.
		const late = (message: Message): Message => ({...message, at: noon + 40_000});
		const slept = missed(noon + 11_000, noon + 40_000);
		replay([slept, late(before.heartbeat(noon + 20_000)), late(after.heartbeat(noon + 26_000))], {model});
		expect(processesOf(model, 'n1')).toMatchObject([{restart: {at: noon + 39_000}}]);
		replay([after.heartbeat(noon + 41_000)], {model});
		expect(processesOf(model, 'n1')).toMatchObject([{restart: {at: noon + 25_000}}]);
	});

	test('of a process that starts over and over the last few lives are remembered', () => {
		const model = replay(
			Array.from({length: 20}, (_, index) => {
				const process = new MadeServer('n1', {}, idOf(`life ${'x'.repeat(index)}`));
				process.startedAt = noon + index * 10_000;
				return process.heartbeat(process.startedAt + 1000);
			}),
		);
		expect(processesOf(model, 'n1')).toHaveLength(1);
		expect(processesOf(model, 'n1')[0]?.predecessorsEndedAt).toEqual(
			Array.from({length: 8}, (_, index) => noon + (index + 12) * 10_000),
		);
	});

	test('an orderly end is remembered', () => {
		const [before, after] = pair();
		const model = replay([
			before.heartbeat(noon),
			before.goodbye(noon + 14_000, 'SHUTDOWN'),
			after.heartbeat(noon + 16_000),
		]);
		expect(processesOf(model, 'n1')).toMatchObject([{restart: {orderly: true}}]);
	});

	test('after an orderly end, clocks that differ do not matter', () => {
		const [before, after] = pair();
		after.startedAt = noon - 5000;
		const model = replay([
			before.heartbeat(noon),
			before.goodbye(noon + 1000, 'SHUTDOWN'),
			after.heartbeat(noon + 2000),
		]);
		expect(processesOf(model, 'n1')).toMatchObject([{id: idOf('other'), restart: {orderly: true}}]);
	});

	test('its history goes on, its counters begin anew', () => {
		const [before, after] = pair();
		const traffic = (msgs: number) => ({sent: {msgs, bytes: 0}, received: {msgs, bytes: 0}});
		const model = replay([
			before.heartbeat(noon, traffic(1000)),
			before.heartbeat(noon + 10_000, traffic(2000)),
			after.heartbeat(noon + 16_000, traffic(3)),
			after.heartbeat(noon + 18_000, traffic(5)),
		]);
		const [server] = processesOf(model, 'n1');
		expect(server?.rates?.messagesIn).toBe(1);
		const history = server?.histories.messages;
		const known = (history ? valuesUpTo(history, model.now) : []).filter(value => !Number.isNaN(value));
		expect(known).toContain(200);
		expect(known).toContain(2);
		expect(known.filter(value => value < 0)).toEqual([]);
	});

	test.each([
		['of another cluster', {cluster: 'west'}, 15_000],
		['that started while the other one still spoke', {}, 5000],
		['that started before the other one', {}, -7_200_000],
	])('two of the same name stay two, when it is one %s', (_, more, startedAfter) => {
		const [before, after] = pair({after: more});
		after.startedAt = noon + startedAfter;
		const model = replay([before.heartbeat(noon), before.heartbeat(noon + 10_000), after.heartbeat(noon + 16_000)]);
		expect(processesOf(model, 'n1')).toHaveLength(2);
		expect(invariantsOf(model)).toEqual([]);
	});

	test('a server that comes after the first picture is news', () => {
		const [before] = pair();
		const model = replay([before.heartbeat(noon)]);
		expect(told(model)).toEqual([]);
		model.completeAt = noon + 1000;
		replay([new MadeServer('n2').heartbeat(noon + 2000)], {model});
		expect(told(model)).toEqual(['started n2']);
	});
});

test('a server that has told nothing of itself yet is not taken for the one before another of its name', () => {
	const [one, other] = [new MadeServer('nats-0'), new MadeServer('nats-0', {}, idOf('other'))];
	const model = replay([
		linkUp(noon),
		one.connect(noon + 600, 5),
		other.heartbeat(noon + 700),
		one.heartbeat(noon + 2500),
		other.heartbeat(noon + 5700),
	]);
	expect(processesOf(model, 'nats-0')).toHaveLength(2);
	expect(told(model)).toEqual([]);
});
