// What is said of JetStream's meta group.
import {describe, expect, test} from 'vitest';
import type {Model} from '../../source/model/model.ts';
import {idOf, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {messagesOf, passTo, replay, sentencesOf, toldOf} from '../helpers/replay.ts';

const [a, b, c] = ['a', 'b', 'c'].map(name => new MadeServer(name, {jetstream: true, domain: 'hub'})) as [
	MadeServer,
	MadeServer,
	MadeServer,
];

type Replica = {readonly name: string; readonly current?: boolean; readonly offline?: boolean; readonly lag?: number};

const meta = (leader: string, replicas: readonly Replica[] = []) => ({
	active_servers: 3,
	jetstream: {
		config: {max_memory: 1, max_storage: 1},
		stats: {memory: 0, storage: 0, api: {total: 1, errors: 0}},
		meta: {name: '_meta_', leader, peer: leader, cluster_size: 3, replicas},
	},
});

function said(model: Model): readonly string[] {
	return sentencesOf(toldOf(model).filter(({rule}) => rule.startsWith('meta-')));
}

/** Each of the servers says this every two seconds, for so many of them. */
function keepSaying(
	model: Model,
	from: number,
	until: number,
	words: ReadonlyMap<MadeServer, ReturnType<typeof meta>>,
): Model {
	for (let at = from; at <= until; at += 2000) {
		replay(
			[...words].map(([server, body]) => server.heartbeat(at, body)),
			{model},
		);
	}
	return model;
}

const agree = new Map([
	[a, meta('b')],
	[
		b,
		meta('b', [
			{name: 'a', current: true},
			{name: 'c', current: true},
		]),
	],
	[c, meta('b')],
]);

describe('the meta leader', () => {
	test('of whom all agree is no news', () => {
		expect(said(keepSaying(replay([linkUp(noon)]), noon, noon + 30_000, agree))).toEqual([]);
	});

	test('who is lost is told after an election’s time', () => {
		const model = keepSaying(replay([linkUp(noon)]), noon, noon + 4000, agree);
		const nobody = new Map([a, b, c].map(server => [server, meta('')]));
		keepSaying(model, noon + 6000, noon + 10_000, nobody);
		expect(said(model)).toEqual([]);
		keepSaying(model, noon + 12_000, noon + 14_000, nobody);
		expect(said(model)).toEqual(['bad meta-leader: JetStream no meta leader']);
		keepSaying(model, noon + 16_000, noon + 18_000, agree);
		expect(said(model)[0]).toMatch(/^bad meta-leader: JetStream no meta leader over for /);
	});

	test('who has no quorum left is told at once, with who is missing, as none can be elected', () => {
		const model = keepSaying(replay([linkUp(noon)]), noon, noon + 4000, agree);
		replay([b.goodbye(noon + 4500, 'SHUTDOWN')], {model});
		keepSaying(
			model,
			noon + 5000,
			noon + 5000,
			new Map([
				[a, meta('c')],
				[c, meta('c')],
			]),
		);
		expect(said(model)).toEqual([]);
		replay([c.goodbye(noon + 5600, 'SHUTDOWN')], {model});
		// The last one believes in its leader for ten seconds.
		keepSaying(model, noon + 6000, noon + 6000, new Map([[a, meta('c')]]));
		const words = 'bad meta-leader: JetStream no quorum of the meta group: 1 of 3 answers, need 2, missing b c';
		expect(said(model)).toEqual([words]);
		keepSaying(model, noon + 8000, noon + 14_000, new Map([[a, meta('')]]));
		expect(said(model)).toEqual([words]);
		const again = ['b', 'c'].map(name => new MadeServer(name, b.more, idOf(`${name}2`)));
		keepSaying(model, noon + 16_000, noon + 18_000, new Map([a, ...again].map(server => [server, meta('c')])));
		expect(said(model)[0]).toMatch(/^bad meta-leader: JetStream no quorum of the meta group over for /);
	});

	test('whom servers name differently is told with who names whom', () => {
		const split = new Map([
			[a, meta('b')],
			[b, meta('b')],
			[c, meta('c')],
		]);
		expect(said(keepSaying(replay([linkUp(noon)]), noon, noon + 8000, split))).toEqual([
			'bad meta-leader: JetStream servers disagree on the meta leader: a b→b, c→c',
		]);
	});

	test('is not missed where all servers have just begun', () => {
		const young = new MadeServer('y', {jetstream: true});
		young.startedAt = noon - 1000;
		expect(said(keepSaying(replay([linkUp(noon)]), noon, noon + 16_000, new Map([[young, meta('')]])))).toEqual([]);
	});
});

describe('peers of the meta leader', () => {
	const behind = (replicas: readonly Replica[]) => new Map([...agree, [b, meta('b', replicas)]]);

	test('that lag are told by name after a while', () => {
		const lagging = behind([
			{name: 'a', current: false, lag: 4112},
			{name: 'c', current: true},
		]);
		const model = keepSaying(replay([linkUp(noon)]), noon, noon + 14_000, lagging);
		expect(said(model)).toEqual([]);
		keepSaying(model, noon + 16_000, noon + 18_000, lagging);
		expect(said(model)).toEqual(['warn meta-peers: JetStream meta peers a lags 4,112, as b tells']);
	});

	test('that are silent are told by another rule', () => {
		const model = keepSaying(replay([linkUp(noon)]), noon, noon + 4000, agree);
		replay([c.goodbye(noon + 4500, 'SHUTDOWN')], {model});
		const two = new Map([
			[a, meta('b')],
			[b, meta('b', [{name: 'c', current: false, offline: true}])],
		]);
		expect(said(keepSaying(model, noon + 6000, noon + 40_000, two))).toEqual([]);
	});
});

test('a real group that loses two of three servers and is rescued', () => {
	const model = replay(messagesOf('meta-rescue'));
	passTo(model, model.now + 1000);
	expect(said(model)).toEqual([]);
});
