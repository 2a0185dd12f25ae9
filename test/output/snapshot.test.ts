import {describe, expect, test} from 'vitest';
import {snapshotOf} from '../../source/output/snapshot.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {fixtureNames} from '../helpers/replay.ts';
import {demoStage, recordingStage, Stage, startAt} from '../views/stage.ts';

type Json = Readonly<Record<string, unknown>>;

function listOf(snapshot: Json, name: string): readonly Json[] {
	return snapshot[name] as readonly Json[];
}

function named(snapshot: Json, list: string, name: string): Json {
	return listOf(snapshot, list).find(one => one['name'] === name) ?? {};
}

const incident = snapshotOf(demoStage(60, 80, 24, 'accounts').look());

// Somebody's script reads these. One may be added; none goes or changes its meaning without a new `format`.
const names = {
	snapshot: [
		'format',
		'time',
		'observed_at',
		'listening_since',
		'coverage',
		'complete',
		'link',
		'servers',
		'accounts',
		'clients',
		'refused_logins',
		'meta_groups',
		'problems',
		'markers',
		'not_kept',
		'messages_not_understood',
		'messages_twice',
	],
	link: ['state', 'address', 'server', 'user', 'account', 'refused'],
	servers: [
		'name',
		'shown_name',
		'id',
		'cluster',
		'version',
		'domain',
		'tags',
		'jetstream',
		'state',
		'quiet_seconds',
		'stats_age_seconds',
		'started',
		'uptime_seconds',
		'restarted',
		'cpu_percent_of_one_core',
		'cores',
		'memory_bytes',
		'memory_limit_bytes',
		'connections',
		'last_known_connections',
		'total_connections',
		'accounts',
		'subscriptions',
		'messages_in',
		'messages_out',
		'bytes_in',
		'bytes_out',
		'messages_in_per_second',
		'messages_out_per_second',
		'bytes_in_per_second',
		'bytes_out_per_second',
		'slow_consumers',
		'slow_consumers_last_minute',
		'route_peers',
		'gateways',
		'known_servers',
		'meta_leader',
		'round_trip_ms',
		'clock_offset_ms',
		'jetstream_memory_bytes',
		'jetstream_memory_reserved_bytes',
		'jetstream_memory_limit_bytes',
		'jetstream_store_bytes',
		'jetstream_store_reserved_bytes',
		'jetstream_store_limit_bytes',
		'jetstream_ha_assets',
		'jetstream_api_requests',
		'jetstream_api_errors',
		'jetstream_api_requests_per_second',
		'jetstream_api_errors_per_second',
	],
	accounts: [
		'id',
		'name',
		'connections',
		'leafnodes',
		'subscriptions',
		'servers',
		'messages_in_per_second',
		'messages_out_per_second',
		'bytes_in_per_second',
		'bytes_out_per_second',
		'connects_last_minute',
		'disconnects_last_minute',
		'slow_consumers',
		'age_seconds',
		'servers_not_heard',
		'last_known_connections',
		'traffic_includes_copies',
	],
	clients: [
		'account',
		'user',
		'name',
		'host',
		'language',
		'version',
		'kind',
		'open_connections_seen',
		'connects_last_minute',
		'disconnects_last_minute',
		'median_life_seconds',
		'last_reason',
		'servers',
		'first_seen',
		'last_seen',
	],
	refused_logins: [
		'user',
		'name',
		'host',
		'kind',
		'finished_login',
		'attempts',
		'attempts_last_minute',
		'last_reason',
		'servers',
		'since',
		'last_seen',
	],
	meta_groups: ['domain', 'state', 'leader', 'size', 'quorum', 'servers_heard', 'missing'],
	problems: ['rule', 'severity', 'who', 'text', 'since', 'total'],
	not_kept: ['servers', 'accounts', 'clients', 'refused', 'connections', 'markers'],
} as const;

describe('names of the snapshot', () => {
	test('are those in docs/scripts.md', () => {
		expect(incident['format']).toBe(1);
		expect(Object.keys(incident)).toEqual(names.snapshot);
		expect(Object.keys(incident['link'] as Json)).toEqual(names.link);
		expect(Object.keys(incident['not_kept'] as Json)).toEqual(names.not_kept);
	});

	test.each(['servers', 'accounts', 'clients', 'refused_logins', 'meta_groups', 'problems'] as const)(
		'of %s, too, in each',
		list => {
			const records = listOf(incident, list);
			expect(records.length).toBeGreaterThan(list === 'meta_groups' ? 0 : 3);
			for (const record of records) expect(Object.keys(record)).toEqual(names[list]);
		},
	);
});

describe('a snapshot', () => {
	test('has the problems with who, what and since when', () => {
		expect(incident).toMatchObject({
			time: '2026-11-23T12:01:00.235Z',
			listening_since: '2026-11-23T12:00:00.000Z',
			complete: true,
			link: {state: 'up', address: '127.0.0.1:4222', server: 'n1', user: 'sys', account: 'SYS', refused: []},
		});
		expect(named(incident, 'servers', 'n1')).toMatchObject({
			cluster: 'east',
			state: 'up',
			connections: 124,
			cores: 8,
			route_peers: ['n2', 'n3'],
			gateways: ['west'],
			known_servers: 6,
		});
		expect(named(incident, 'clients', 'orders-svc')).toMatchObject({account: 'ORDERS', last_reason: 'Client Closed'});
		expect(named(incident, 'refused_logins', 'billing-worker')).toMatchObject({
			user: 'svc-billing',
			servers: ['n1', 'n2'],
			finished_login: true,
		});
		expect(listOf(incident, 'problems')[0]).toEqual({
			rule: 'silent-server',
			severity: 'bad',
			who: 'w2',
			text: 'silent 36 s (expected ≤ 5 s)',
			since: expect.stringMatching(/^2026-11-23T12:00:24\.\d{3}Z$/),
			total: null,
		});
	});

	test.each([15, 45, 60, 100, 185])(
		'has after %i s the problems of the screen that last, since the same time',
		seconds => {
			const stage = demoStage(seconds, 200, 50);
			const problems = listOf(snapshotOf(stage.look()), 'problems');
			const lasting = stage.look().problems.filter(({overAt}) => overAt === undefined);
			expect(problems.map(({rule, who, text, since}) => [rule, who, text, since])).toEqual(
				lasting.map(({rule, who, text, since}) => [rule, who, text, new Date(since).toISOString()]),
			);
			expect(problems.length).toBeGreaterThan(seconds < 45 ? 0 : 2);
		},
	);

	test('keeps since when a problem was found first, where nothing on the wire tells', () => {
		const stage = new Stage(80, 24);
		const [one, other] = [new MadeServer('n1'), new MadeServer('n2', {ver: '2.14.0'})];
		stage.hear([linkUp(noon), one.heartbeat(noon), other.heartbeat(noon)]);
		for (let second = 10; second <= 60; second += 10) {
			const at = noon + second * 1000;
			stage.hear([one.heartbeat(at), other.heartbeat(at)]).passTo(at);
		}
		expect(listOf(snapshotOf(stage.look()), 'problems')).toMatchObject([
			{rule: 'mixed-versions', since: '2026-11-23T12:00:01.000Z'},
		]);
	});

	test('has null for the figures of a silent server, and its last connections', () => {
		const silent = named(incident, 'servers', 'w2');
		const moving = [
			'uptime_seconds',
			'cpu_percent_of_one_core',
			'memory_bytes',
			'connections',
			'subscriptions',
			'messages_in',
			'messages_in_per_second',
			'bytes_out_per_second',
			'slow_consumers',
			'route_peers',
			'known_servers',
			'round_trip_ms',
		];
		expect(Object.fromEntries(moving.map(name => [name, silent[name]]))).toEqual(
			Object.fromEntries(moving.map(name => [name, null])),
		);
		expect(silent).toMatchObject({state: 'silent', last_known_connections: 211, quiet_seconds: 36.197});
	});

	test('has nothing of a process that has ended', () => {
		const stopped = listOf(snapshotOf(demoStage(100, 80, 24).look()), 'servers').find(({state}) => state === 'stopped');
		expect(stopped).toMatchObject({connections: null, last_known_connections: null});
	});

	test('says which servers with connections of an account are not heard', () => {
		expect(named(incident, 'accounts', 'ORDERS')).toMatchObject({servers: 5, servers_not_heard: ['w2']});
		expect(named(incident, 'accounts', 'BILLING')).toMatchObject({servers: 3, servers_not_heard: []});
		for (const account of listOf(incident, 'accounts')) {
			const more = Number(account['last_known_connections']) - Number(account['connections']);
			expect(more > 0).toBe((account['servers_not_heard'] as readonly string[]).length > 0);
			expect(account['traffic_includes_copies']).toBe(false);
		}
	});

	test('has null for a rate without a second sample', () => {
		const stage = recordingStage('ping-all-endpoints', 0.5, 80, 24);
		const servers = listOf(snapshotOf(stage.look()), 'servers');
		expect(servers).not.toEqual([]);
		for (const server of servers) {
			expect(server).toMatchObject({messages_in_per_second: null, bytes_out_per_second: null});
			expect(server['messages_in']).toBeTypeOf('number');
		}
	});

	test('has null for an account that no server has listed', () => {
		const stage = new Stage(80, 24);
		const server = {id: 'NA', name: 'n1', ver: '2.15.2', seq: 1, time: new Date(startAt).toISOString()};
		const text = JSON.stringify({server, client: {id: 1, acc: 'APP', user: 'u', start: server.time}});
		stage.hear([{at: startAt, subject: '$SYS.ACCOUNT.APP.CONNECT', text}]);
		expect(named(snapshotOf(stage.look()), 'accounts', 'APP')).toMatchObject({
			connections: null,
			leafnodes: null,
			servers: null,
			messages_in_per_second: null,
			connects_last_minute: 1,
		});
		stage.ui = {...stage.ui, view: 'accounts'};
		expect(stage.text()).toMatch(/\n»APP +– +– /);
	});

	test('of a program that has heard nothing is empty, not zero', () => {
		expect(snapshotOf(new Stage(80, 24).look())).toMatchObject({
			complete: false,
			listening_since: null,
			servers: [],
			problems: [],
		});
	});

	test.each(fixtureNames)('of %s is JSON through and through', fixture => {
		const snapshot = snapshotOf(recordingStage(fixture, 600, 80, 24).look());
		expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
		expect(JSON.stringify(snapshot)).not.toMatch(/eyJ\w{8}/);
	});
});

test('JetStream is null where it is off or nobody is heard, and its group is told with who leads it', () => {
	expect(named(incident, 'servers', 'n2')).toMatchObject({
		jetstream_store_limit_bytes: 512 * 2 ** 30,
		jetstream_ha_assets: 14,
		jetstream_api_requests_per_second: expect.any(Number),
	});
	for (const name of ['w1', 'w2']) {
		const use = Object.entries(named(incident, 'servers', name)).filter(([key]) => key.startsWith('jetstream_'));
		expect(use.map(([, value]) => value)).toEqual(use.map(() => null));
	}
	const group = {
		domain: '',
		state: 'led',
		leader: 'n2',
		size: 3,
		quorum: 2,
		servers_heard: ['n1', 'n2', 'n3'],
		missing: [],
	};
	expect(incident['meta_groups']).toEqual([group]);
});
