// Silence: a crash says nothing, so it is told from the time since the last word.
import {describe, expect, test} from 'vitest';
import {entriesOf} from '../../source/model/journal.ts';
import {asHeard, createModel, type Model} from '../../source/model/model.ts';
import type {Server} from '../../source/model/server.ts';
import {expectedEveryMs, quietMs, silenceLimitMs, stateOf, stateSinceMs} from '../../source/model/server-state.ts';
import {tick} from '../../source/model/tick.ts';
import {ingest} from '../../source/core/ingest.ts';
import {linkMessage, linkUp, MadeServer, missed, noon, ping} from '../events/made-server.ts';
import {passTo as passInSilence, replay} from '../helpers/replay.ts';
import {invariantsOf} from './invariants.ts';

function named(model: Model, name: string): Server {
	const server = model.serversByName.get(name)?.[0];
	if (server === undefined) throw new Error(`no server ${name}`);
	return server;
}

function told(model: Model): readonly string[] {
	return [...entriesOf(model.journals.notices)].map(([, {kind, who, at}]) => `${kind} ${who} ${(at - noon) / 1000}`);
}

/** As seconds pass, one more server is heard, so that it is not our link that brings nothing. */
function passTo(model: Model, at: number): void {
	const other = new MadeServer('other');
	// A model that nothing has ticked yet begins with its last message, not in 1970.
	const from = model.lastTickAt === 0 ? model.now : model.lastTickAt;
	other.sequence = 1e6 + Math.floor(from / 1000);
	for (let now = from + 1000; now <= at; now += 1000) {
		// Just before the second is over: what comes with it has not let it pass.
		if (model.link.state === 'up') ingest(model, other.share(now - 1, 'APP', {conns: 1}));
		passInSilence(model, now);
	}
}

const down = (at: number) => linkMessage(at, {state: 'down', reason: 'cut'});

/** A server that beats every so many seconds, as many times, and was heard last at noon. */
function beating(seconds: number, times: number, version = '2.15.2'): Model {
	const n1 = new MadeServer('n1', {ver: version});
	const first = noon - (times - 1) * seconds * 1000;
	return replay([
		linkUp(first),
		...Array.from({length: times}, (_, index) => n1.heartbeat(first + index * seconds * 1000)),
	]);
}

describe('a server that says nothing any more', () => {
	test.each<[string, number, string, number]>([
		['10 s', 10, '2.15.2', 25],
		['30 s', 30, '2.9.25', 75],
		['30 s, though it is new', 30, '2.15.2', 75],
	])('is silent after two and a half of its intervals of %s', (_, seconds, version, limit) => {
		const model = beating(seconds, 8, version);
		expect(silenceLimitMs(model, named(model, 'n1'))).toBeCloseTo(limit * 1000, -2);
		passTo(model, noon + limit * 1000);
		expect(stateOf(model, named(model, 'n1'))).toBe('up');
		passTo(model, noon + limit * 1000 + 1000);
		expect(stateOf(model, named(model, 'n1'))).toBe('silent');
		expect(named(model, 'n1').silentSince).toBe(noon);
		expect(told(model).at(-1)).toBe(`silent n1 ${limit + 1}`);
	});

	test('is told once, and is back with its next word', () => {
		const model = beating(10, 3);
		const n1 = new MadeServer('n1');
		n1.sequence = 1000;
		passTo(model, noon + 100_000);
		ingest(model, n1.connect(noon + 100_000, 5));
		expect(stateOf(model, named(model, 'n1'))).toBe('up');
		expect(told(model)).toEqual(['silent n1 26', 'back n1 100']);
		expect([...entriesOf(model.journals.notices)].at(-1)?.[1].text).toBe('heard again after 100 s of silence');
	});

	test('may say anything to be there', () => {
		const model = createModel();
		const n1 = new MadeServer('n1');
		const words = [n1.heartbeat(noon), n1.connect(noon + 20_000, 5), n1.share(noon + 40_000, 'APP', {conns: 1})];
		replay([...words, n1.authError(noon + 60_000, 6), n1.disconnect(noon + 80_000, 5)], {model});
		expect(told(model)).toEqual([]);
	});

	test('loses its connections when the others have forgotten it', () => {
		const n1 = new MadeServer('n1');
		const model = replay([linkUp(noon), n1.connect(noon, 5), n1.connect(noon, 6)]);
		passTo(model, noon + 150_000);
		expect([stateOf(model, named(model, 'n1')), model.connections]).toEqual(['silent', 2]);
		passTo(model, noon + 151_000);
		expect(model.connections).toBe(0);
		expect(invariantsOf(model)).toEqual([]);
	});
});

describe('while we ask', () => {
	/** Asked every so many seconds, and answered until noon. */
	function asked(seconds: number): Model {
		const n1 = new MadeServer('n1');
		const times = Array.from({length: 5}, (_, index) => noon - (4 - index) * seconds * 1000);
		return replay([linkUp(noon - 100_000), ...times.flatMap(at => [ping(at), n1.answer(at)])]);
	}

	test.each([
		[2, 5],
		[4, 10],
		[10, 25],
	])('every %i s, silence is known after %i s', (seconds, limit) => {
		const model = asked(seconds);
		expect(expectedEveryMs(model, named(model, 'n1'))).toBe(seconds * 1000);
		const other = new MadeServer('other');
		for (let at = noon + 1000; at <= noon + limit * 1000; at += 1000) {
			if ((at - noon) % (seconds * 1000) === 0) replay([ping(at), other.answer(at)], {model});
			tick(model, at);
		}
		expect(stateOf(model, named(model, 'n1'))).toBe('up');
		tick(model, noon + limit * 1000 + 1000);
		expect(stateOf(model, named(model, 'n1'))).toBe('silent');
	});

	test('no more, the heartbeat counts again', () => {
		const model = asked(2);
		passTo(model, noon + 25_000);
		expect(stateOf(model, named(model, 'n1'))).toBe('up');
		passTo(model, noon + 26_000);
		expect(stateOf(model, named(model, 'n1'))).toBe('silent');
	});

	test('one that never answers PING is known by its heartbeat', () => {
		const n1 = new MadeServer('n1');
		const model = replay([linkUp(noon), ping(noon - 2000), ping(noon), n1.heartbeat(noon)]);
		for (let at = noon; at <= noon + 24_000; at += 2000) {
			ingest(model, ping(at));
			tick(model, at);
		}
		expect(stateOf(model, named(model, 'n1'))).toBe('up');
	});
});

describe('when all are quiet at a time', () => {
	function heardOf(model: Model): readonly [boolean, string] {
		return [model.nothingHeardSince !== undefined, stateOf(model, named(model, 'n1'))];
	}

	test('it is our link that brings nothing, before any of them is silent', () => {
		const model = beating(10, 3);
		passInSilence(model, noon + 15_000);
		expect(heardOf(model)).toEqual([false, 'up']);
		passInSilence(model, noon + 16_000);
		expect(model.nothingHeardSince).toBe(noon);
		passInSilence(model, noon + 90_000);
		expect(heardOf(model)).toEqual([true, 'up']);
		expect(asHeard(model).now).toBe(noon);
	});

	test('the time in which nothing was heard makes nobody silent afterwards', () => {
		const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')] as const;
		const model = replay([linkUp(noon), n1.heartbeat(noon), n2.heartbeat(noon + 3000)]);
		passInSilence(model, noon + 60_000);
		ingest(model, n2.heartbeat(noon + 60_500));
		passInSilence(model, noon + 70_000);
		expect(heardOf(model)).toEqual([false, 'up']);
		for (const second of [70, 80]) replay([n2.heartbeat(noon + second * 1000 + 500)], {model});
		passInSilence(model, noon + 86_000);
		expect(heardOf(model)).toEqual([false, 'silent']);
		expect(stateSinceMs(model, named(model, 'n1'))).toBe(86_000);
	});

	test('PINGs that nobody answers any more say nothing of one server', () => {
		const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')] as const;
		const model = replay([linkUp(noon - 5000)]);
		for (const second of [-4, -2, 0]) {
			const at = noon + second * 1000;
			replay([ping(at), n1.answer(at), n2.answer(at + 1)], {model});
		}
		// From here on only heartbeats come.
		for (let second = 2; second <= 40; second += 2) {
			const at = noon + second * 1000;
			const beats = second % 10 === 0 ? [n1.heartbeat(at), n2.heartbeat(at)] : [];
			replay([ping(at), ...beats], {model});
			passInSilence(model, at + 1000);
			expect(stateOf(model, named(model, 'n1'))).toBe('up');
		}
		expect(expectedEveryMs(model, named(model, 'n1'))).toBe(10_000);
	});
});

describe('when nothing could be heard', () => {
	test('because our link is down, nobody is silent', () => {
		const model = beating(10, 3);
		ingest(model, down(noon + 5000));
		passTo(model, noon + 600_000);
		expect(stateOf(model, named(model, 'n1'))).toBe('up');
		ingest(model, linkUp(noon + 600_000));
		passTo(model, noon + 625_000);
		expect(stateOf(model, named(model, 'n1'))).toBe('up');
		expect(quietMs(model, named(model, 'n1'))).toBe(25_000);
		passTo(model, noon + 626_000);
		expect(stateOf(model, named(model, 'n1'))).toBe('silent');
		expect(named(model, 'n1').silentSince).toBe(noon);
	});

	test('who was silent before is silent still, until it is heard', () => {
		const model = beating(10, 3);
		passTo(model, noon + 30_000);
		replay([down(noon + 31_000), linkUp(noon + 40_000)], {model});
		passTo(model, noon + 45_000);
		expect(stateOf(model, named(model, 'n1'))).toBe('silent');
		// State and age are one fact, which our own reconnection does not touch.
		expect(stateSinceMs(model, named(model, 'n1'))).toBe(45_000);
		expect(told(model).filter(text => text.startsWith('silent'))).toHaveLength(1);
	});

	test('because the program slept, nobody is silent', () => {
		const model = beating(10, 3);
		replay([missed(noon + 5000, noon + 3_600_000)], {model});
		expect(stateOf(model, named(model, 'n1'))).toBe('up');
		expect(model.listeningSince).toBe(noon + 3_600_000);
		passTo(model, noon + 3_625_000);
		expect(stateOf(model, named(model, 'n1'))).toBe('up');
		passTo(model, noon + 3_626_000);
		expect(stateOf(model, named(model, 'n1'))).toBe('silent');
	});

	test('a tick that is a little late is no sleep', () => {
		const model = beating(10, 3);
		const other = new MadeServer('other');
		for (let at = noon + 2900; at < noon + 30_000; at += 2900) {
			ingest(model, other.heartbeat(at));
			tick(model, at);
		}
		expect(stateOf(model, named(model, 'n1'))).toBe('silent');
	});
});

test('a restart is news for ten minutes', () => {
	const [before, after] = [new MadeServer('n1'), new MadeServer('n1', {}, `NAFTER${'Z'.repeat(50)}`)] as const;
	after.startedAt = noon + 60_000;
	const model = replay([
		before.heartbeat(noon),
		before.goodbye(noon + 59_000, 'SHUTDOWN'),
		after.heartbeat(noon + 61_000),
	]);
	expect([model.servers.size, stateOf(model, named(model, 'n1'))]).toEqual([1, 'restarted']);
	for (let at = noon + 70_000; at < noon + 700_000; at += 10_000) replay([after.heartbeat(at)], {model});
	expect(stateOf(model, named(model, 'n1'))).toBe('up');
});
