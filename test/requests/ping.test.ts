// One question to all servers, and the answers to it.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Message} from '../../source/wire/message.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {hardDeadlineMs, stallMs} from '../../source/model/ping-round.ts';
import {clockOffsetMs} from '../../source/model/server.ts';
import {serversInOrder} from '../../source/model/servers.ts';
import {tick} from '../../source/model/tick.ts';
import {ingest} from '../../source/core/ingest.ts';
import {linkUp, MadeServer, noon, ping} from '../events/made-server.ts';
import {messagesOf, replay, replayed} from '../helpers/replay.ts';
import {invariantsOf} from '../model/invariants.ts';

function isPingOrAnswer({subject}: Message): boolean {
	return subject.endsWith('$SYS.REQ.SERVER.PING');
}

/** What is known of the servers, but for when it was heard. */
function pictureOf(model: Model): unknown {
	return {
		servers: serversInOrder(model).map(({id, name, cluster, tags, stats, version}) => ({
			id,
			name,
			cluster,
			tags,
			stats,
			version,
		})),
		answered: [...(model.pingRound?.answered ?? [])].sort(),
		expected: model.pingRound?.expected,
		complete: model.pingRound?.complete,
		completeAt: model.completeAt,
	};
}

function names(model: Model): readonly string[] {
	return serversInOrder(model).map(({name}) => name);
}

describe('the answers of real systems, in any order', () => {
	test.each([
		['supercluster', ['e1', 'e2', 'l1', 'w1', 'w2']],
		['mixed-versions', ['v10', 'v12', 'v15']],
		['duplicate-paths', ['h1', 'h2', 'lf']],
	])('%s', (fixture, expected) => {
		const [question, ...answers] = messagesOf(fixture).filter(isPingOrAnswer);
		if (question === undefined) throw new Error('no question');
		const at = answers.at(-1)?.at ?? 0;
		const pictureAfter = (order: readonly Message[]): unknown => {
			const model = replay([question, ...order.map(answer => ({...answer, at}))]);
			tick(model, at + 1000);
			return pictureOf(model);
		};
		const picture = pictureAfter(answers);
		const model = replay([question, ...answers]);
		expect([...names(model)].sort()).toEqual(expected);
		expect(model.pingRound?.answered.size).toBe(expected.length);
		fc.assert(
			fc.property(fc.shuffledSubarray([...answers], {minLength: answers.length}), order => {
				expect(pictureAfter(order)).toEqual(picture);
			}),
			{numRuns: 100},
		);
	});

	test('many servers', () => {
		const servers = Array.from({length: 30}, (_, index) => new MadeServer(`s${index}`, {cluster: `c${index % 4}`}));
		const answers = servers.map(server => server.answer(noon + 5, {active_servers: 30}));
		const pictureAfter = (order: readonly Message[]): unknown => pictureOf(replay([ping(noon), ...order]));
		const picture = pictureAfter(answers);
		fc.assert(
			fc.property(fc.shuffledSubarray(answers, {minLength: 30}), order => {
				expect(pictureAfter(order)).toEqual(picture);
			}),
			{numRuns: 50},
		);
		const model = replay([ping(noon), ...answers]);
		expect(names(model).slice(0, 9)).toEqual(['s0', 's4', 's8', 's12', 's16', 's20', 's24', 's28', 's1']);
		expect(invariantsOf(model)).toEqual([]);
	});
});

test('a server that is reached over two paths answers three times, and counts once', () => {
	const model = replayed('duplicate-paths');
	const answers = messagesOf('duplicate-paths').filter(({subject}) => subject.startsWith('_INBOX.'));
	expect(answers.filter(({text}) => text.includes('"name":"lf"'))).toHaveLength(3);
	expect(model.pingRound?.answered.size).toBe(3);
	expect(model.pingRound?.complete).toBe(true);
	// Nothing but copies: ten of the events of lf, of three the copies on two subjects, two answers.
	expect(model.duplicates).toBe(22);
});

describe('a round', () => {
	const [n1, n2, n3] = [new MadeServer('n1'), new MadeServer('n2'), new MadeServer('n3')] as const;
	const three = {active_servers: 3};

	test('is complete with the last answer that is expected', () => {
		const model = replay([linkUp(noon), ping(noon), n1.answer(noon + 10, three), n2.answer(noon + 12, three)]);
		expect([model.pingRound?.complete, model.completeAt]).toEqual([false, undefined]);
		ingest(model, n3.answer(noon + 40, three));
		expect([model.pingRound?.complete, model.completeAt]).toEqual([true, noon + 40]);
	});

	test('is complete when nothing more comes for a while', () => {
		const model = replay([linkUp(noon), ping(noon), n1.answer(noon + 10, three), n2.answer(noon + 12, three)]);
		tick(model, noon + 12 + stallMs - 1);
		expect(model.pingRound?.complete).toBe(false);
		tick(model, noon + 12 + stallMs);
		expect([model.pingRound?.complete, model.completeAt]).toEqual([true, noon + 12 + stallMs]);
	});

	test('without any answer ends, and is no picture', () => {
		const model = replay([linkUp(noon), ping(noon)]);
		tick(model, noon + hardDeadlineMs - 1);
		expect(model.pingRound?.complete).toBe(false);
		tick(model, noon + hardDeadlineMs);
		expect([model.pingRound?.complete, model.completeAt]).toEqual([true, undefined]);
	});

	test('ends at once when nobody is there', () => {
		const model = replay([
			linkUp(noon),
			ping(noon),
			{at: noon + 3, subject: '_INBOX.t.$SYS.REQ.SERVER.PING', text: ''},
		]);
		expect([model.pingRound?.complete, model.completeAt, model.misunderstood]).toEqual([true, undefined, 0]);
	});

	test('is of its own time: the next one begins anew', () => {
		const model = replay([ping(noon), n1.answer(noon + 10), ping(noon + 2000)]);
		expect([model.pingRound?.askedAt, model.pingRound?.answered.size, model.completeAt]).toEqual([
			noon + 2000,
			0,
			noon + 10,
		]);
		expect(model.askEveryMs).toBe(2000);
		ingest(model, ping(noon + 2300));
		expect(model.askEveryMs).toBe(2000);
	});

	test('measures the way there and back, and the clock at the other end', () => {
		const server = new MadeServer('n9');
		server.clockAheadMs = 5000;
		// The answer is written at half of the way.
		const model = createModel();
		for (const [index, roundTrip] of [20, 60, 1000, 40, 30].entries()) {
			const at = noon + index * 2000;
			ingest(model, ping(at));
			ingest(model, {...server.answer(at + roundTrip / 2), at: at + roundTrip});
		}
		const [known] = model.servers.values();
		expect(known?.roundTripMs).toBe(30);
		expect(known && clockOffsetMs(known)).toBe(5000);
	});

	test('measures no clock by an answer that was longer on its way than a second', () => {
		const server = new MadeServer('n9');
		server.clockAheadMs = 200;
		// All of the time was spent on the way back, so that half of the round trip is wrong by half of it.
		const model = createModel();
		for (const [index, roundTrip] of [1001, 1900, 1500, 40, 1800].entries()) {
			const at = noon + index * 2000;
			ingest(model, ping(at));
			ingest(model, {...server.answer(at), at: at + roundTrip});
		}
		const [known] = model.servers.values();
		expect(known?.roundTripMs).toBe(1800);
		expect(known?.clockOffsetsMs).toEqual([180]);
	});

	test('measures nothing by answers that waited in a process that stood still', () => {
		const server = new MadeServer('n9');
		const model = replay([linkUp(noon), ping(noon), server.answer(noon + 20)]);
		const [known] = model.servers.values();
		const offsets = known?.clockOffsetsMs.length;
		expect(known?.roundTripMs).toBe(20);
		replay([ping(noon + 2000), ping(noon + 4000), ping(noon + 6000)], {model});
		const burst = noon + 6500;
		for (let waited = 0; waited < 3; waited++) ingest(model, server.answer(burst + waited));
		expect([known?.roundTripMs, known?.clockOffsetsMs.length]).toEqual([undefined, offsets]);
		replay([ping(noon + 8000), server.answer(noon + 8030)], {model});
		expect(known?.roundTripMs).toBe(30);
	});

	test('that comes before the last was answered leaves the last round trip', () => {
		const server = new MadeServer('n9');
		const model = replay([ping(noon), server.answer(noon + 200), ping(noon + 2000), ping(noon + 2150)]);
		const [known] = model.servers.values();
		ingest(model, server.answer(noon + 2200));
		expect(known?.roundTripMs).toBe(200);
		replay([ping(noon + 4150), server.answer(noon + 4340)], {model});
		expect(known?.roundTripMs).toBe(190);
	});

	test.each([
		['an error in place of statistics', {error: {code: 400, description: 'no'}}],
		['statistics that are none', {statsz: [1]}],
	])('does not count %s', (_, body) => {
		const model = replay([ping(noon), n1.message(noon, '_INBOX.t.$SYS.REQ.SERVER.PING', body)]);
		expect([model.pingRound?.answered.size, model.misunderstood]).toEqual([0, 1]);
	});

	test('may be answered though nobody here asked', () => {
		const model = replay([n1.answer(noon)]);
		expect([model.pingRound, model.misunderstood, names(model)]).toEqual([undefined, 0, ['n1']]);
	});
});
