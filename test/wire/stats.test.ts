import {describe, expect, test} from 'vitest';
import {fields} from '../../source/wire/fields.ts';
import {statsOf} from '../../source/wire/stats.ts';
import {messagesOf} from '../helpers/replay.ts';

/** The statistics of the last such message of a recording that the server of this name sent. */
function lastStatsOf(fixture: string, server: string): unknown {
	const bodies = messagesOf(fixture)
		.filter(({subject}) => subject.endsWith('.STATSZ') || subject.endsWith('.PING'))
		.filter(({text}) => text.includes(`"name":"${server}","host"`))
		.map(({text}): unknown => JSON.parse(text));
	return fields(bodies.at(-1))['statsz'];
}

test('of the meta leader of a supercluster', () => {
	const stats = statsOf(lastStatsOf('supercluster', 'e1'));
	expect(stats).toMatchObject({
		cores: 2,
		connections: 1,
		accepted: 1,
		sent: {messages: 146},
		received: {messages: 94},
		sentToClients: {messages: 46},
		slowConsumers: 0,
		knownServers: 5,
		// Four routes, and one peer.
		peers: [{name: 'e2', links: 4, pendingBytes: 0}],
		gateways: [{name: 'west'}],
	});
	expect(stats?.jetStream).toMatchObject({metaLeader: 'e1', metaSize: 4});
	expect(stats?.jetStream?.metaPeers.map(peer => peer.name).sort()).toEqual(['e2', 'w1', 'w2']);
});

test('of servers of three versions', () => {
	const [v10, v12, v15] = ['v10', 'v12', 'v15'].map(name => statsOf(lastStatsOf('mixed-versions', name)));
	for (const stats of [v10, v12, v15]) expect(stats).toMatchObject({knownServers: 3, peers: [{links: 4}, {links: 4}]});
	expect(v10?.sentToClients).toBeUndefined();
	expect(v12?.sentToClients).toBeUndefined();
	expect(v15?.sentToClients).toMatchObject({messages: expect.any(Number)});
	expect(v10?.staleConnections).toBeUndefined();
});

test('of a server whose clients are too slow', () => {
	expect(statsOf(lastStatsOf('slow-consumer', 'solo'))).toMatchObject({
		slowConsumers: 3,
		slowByKind: {clients: 3, routes: 0, gateways: 0, leafs: 0},
		staleConnections: 1,
		connections: 2,
		accepted: 5,
		peers: [],
		jetStream: undefined,
	});
});

describe('by its fields', () => {
	test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
		[
			'nothing at all',
			{},
			{startedAt: undefined, connections: undefined, peers: [], gateways: [], sentToClients: undefined},
		],
		['lists that are null', {routes: null, gateways: null}, {peers: [], gateways: []}],
		['routes before 2.1.2', {routes: [{rid: 1}, {rid: 2}]}, {peers: [{name: '', links: 2, pendingBytes: 0}]}],
		[
			'routes in a pool',
			{routes: [{name: 'a', pending: 5}, {name: 'b'}, {name: 'a', pending: 7}, null, 'x']},
			{
				peers: [
					{name: 'a', links: 2, pendingBytes: 12},
					{name: 'b', links: 1},
					{name: '', links: 2},
				],
			},
		],
		['cores it may use', {cores: 64, gomaxprocs: 4}, {cores: 4}],
		['cores it has', {cores: 64}, {cores: 64}],
		['a memory limit', {gomemlimit: 1000}, {memoryLimitBytes: 1000}],
		['the zero time', {start: '0001-01-01T00:00:00Z'}, {startedAt: undefined}],
		[
			'JetStream without a bound',
			{jetstream: {config: {max_memory: -1, max_storage: 2 ** 64}, stats: {memory: 5}}},
			{jetStream: {maxMemoryBytes: undefined, maxStorageBytes: undefined, memoryBytes: 5, metaLeader: ''}},
		],
		[
			'JetStream with bounds',
			{jetstream: {config: {max_memory: 10, max_storage: 0}}},
			{jetStream: {maxMemoryBytes: 10}},
		],
	])('%s', (_, block, expected) => {
		expect(statsOf(block)).toMatchObject(expected);
	});

	test.each<unknown>([undefined, null, [], 'x', 7])('%j is none', value => {
		expect(statsOf(value)).toBeUndefined();
	});

	test('nonsense is bounded', () => {
		const many = Array.from({length: 10_000}, (_, index) => ({name: `p${index}`}));
		const stats = statsOf({routes: many, gateways: many, jetstream: {meta: {replicas: many}}});
		expect([stats?.peers.length, stats?.gateways.length, stats?.jetStream?.metaPeers.length]).toEqual([
			2000, 2000, 2000,
		]);
	});
});
