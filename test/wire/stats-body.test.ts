import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {redactText} from '../../source/recording/redact.ts';
import {openEnvelope} from '../../source/wire/envelope.ts';
import {statsBody} from '../../source/wire/stats-body.ts';
import {statsOf} from '../../source/wire/stats.ts';
import {nastyTexts, realMessages} from './mutations.ts';
import {anyCharacter} from '../helpers/any-character.ts';

const block = '"server":{"name":"n1","host":"h","id":"NA","ver":"2.15.2","seq":7,"time":"2026-11-23T12:00:00Z"}';

function messageOf(statsz: unknown): string {
	return `{${block},"statsz":${JSON.stringify(statsz)}}`;
}

const name = fc.oneof(
	{weight: 60, arbitrary: fc.constantFrom('n1', 'nats-0', 'east')},
	fc.constantFrom('', 'n1', 'nats-0', `N${'A2'.repeat(27)}B`, `N${'A'.repeat(60)}`, 'x'.repeat(48), ...nastyTexts),
	fc.string(),
	fc.string({unit: anyCharacter, maxLength: 60}),
);
const number: fc.Arbitrary<unknown> = fc.oneof(
	{weight: 200, arbitrary: fc.nat()},
	fc.constantFrom<unknown>(-1, 0.5, 1e15, 2 ** 53, 2 ** 64, 1e21, null, '7', true, {}),
);
const traffic = fc.record({msgs: number, bytes: number});
const byKind = fc.record({clients: number, routes: number, gateways: number, leafs: number});
const route = fc.record(
	{rid: number, name, sent: traffic, received: traffic, pending: number},
	{requiredKeys: ['rid', 'sent', 'received', 'pending']},
);
const gateway = fc.record({gwid: number, name, sent: traffic, received: traffic, inbound_connections: number});
const replica = fc.record(
	{name, current: fc.boolean(), offline: fc.boolean(), active: number, lag: number, peer: name, pending: fc.boolean()},
	{requiredKeys: ['name', 'current', 'active', 'peer']},
);
const meta = fc.record(
	{
		name,
		leader: name,
		peer: name,
		replicas: fc.array(replica, {minLength: 1, maxLength: 3}),
		cluster_size: number,
		quorum_needed: number,
		rescue: fc.boolean(),
		pending: number,
		pending_requests: number,
		pending_infos: number,
		snapshot: fc.record({
			pending_entries: number,
			pending_size: number,
			last_time: fc.constant('0001-01-01T00:00:00Z'),
			last_duration: number,
		}),
	},
	{requiredKeys: ['name', 'cluster_size', 'pending']},
);
const jetStream = fc.record(
	{
		config: fc.record(
			{
				max_memory: number,
				max_storage: number,
				store_dir: name,
				sync_interval: number,
				sync_always: fc.boolean(),
				domain: name,
				compress_ok: fc.boolean(),
				unique_tag: name,
				strict: fc.boolean(),
			},
			{requiredKeys: ['max_memory', 'max_storage']},
		),
		stats: fc.record({
			memory: number,
			storage: number,
			reserved_memory: number,
			reserved_storage: number,
			accounts: number,
			ha_assets: number,
			api: fc.record(
				{level: number, total: number, errors: number, inflight: number},
				{requiredKeys: ['total', 'errors']},
			),
		}),
		meta,
		limits: fc.record({max_ack_pending: number, default_max_consumers: number}, {requiredKeys: []}),
	},
	{requiredKeys: ['config', 'stats']},
);
const required = {
	start: fc.oneof(
		{weight: 9, arbitrary: fc.constant('2026-11-23T12:00:00.123456789Z')},
		fc.constantFrom('yesterday', ''),
	),
	mem: number,
	cores: number,
	cpu: fc.oneof({weight: 9, arbitrary: number}, fc.constant(12.5), fc.double({noNaN: true})),
	connections: number,
	total_connections: number,
	active_accounts: number,
	subscriptions: number,
	sent: traffic,
	sent_to_clients: traffic,
	received: traffic,
	received_from_clients: traffic,
	slow_consumers: number,
};
const requiredFields = [
	'start',
	'mem',
	'cores',
	'cpu',
	'connections',
	'total_connections',
	'active_accounts',
	'subscriptions',
	'sent',
	'received',
	'slow_consumers',
] as const;
/** In the order of nats-server's ServerStats; most of it as it should be. */
const statistics = fc.record(
	{
		...required,
		slow_consumer_stats: byKind,
		stale_connections: number,
		stale_connection_stats: byKind,
		stalled_clients: number,
		routes: fc.array(route, {minLength: 1, maxLength: 4}),
		gateways: fc.array(gateway, {minLength: 1, maxLength: 3}),
		active_servers: number,
		jetstream: jetStream,
		gomemlimit: number,
		gomaxprocs: number,
	},
	{requiredKeys: [...requiredFields]},
);

const heartbeats = realMessages.map(({text}) => text).filter(text => /^\{"server":\{.*\},"statsz":\{/.test(text));

function bodyAt(text: string): number {
	return text.indexOf('"statsz":{');
}

describe('statistics told by patterns', () => {
	test('are those of JSON.parse', () => {
		let told = 0;
		fc.assert(
			fc.property(statistics, statsz => {
				const text = messageOf(statsz);
				if (statsBody(text, bodyAt(text)) !== undefined) told++;
				expect(statsOf(openEnvelope(text)?.body['statsz'])).toEqual(statsOf(JSON.parse(text).statsz));
			}),
			{numRuns: 2000},
		);
		expect(told).toBeGreaterThan(300);
	});

	test('are those of every real server', () => {
		expect(heartbeats.length).toBeGreaterThan(240);
		expect(heartbeats.filter(text => statsBody(text, bodyAt(text)) === undefined)).toEqual([]);
	});
});

// Where a stranger's text may stand in statistics.
const places = ['routes', 'gateways', 'replicas', 'store_dir', 'domain', 'unique_tag', 'leader', 'meta'] as const;
const secrets = [
	`eyJ${'h'.repeat(30)}.eyJ${'c'.repeat(30)}.sig`,
	`SU${'A2'.repeat(28)}`,
	'nats://app:hunter-abcdefgh@n1:4222',
];

test.each(places)('a secret as %s in statistics is cut out', place => {
	for (const secret of secrets) {
		const at = (here: (typeof places)[number]): string => (here === place ? secret : 'n1');
		const none = {msgs: 0, bytes: 0};
		const text = messageOf({
			start: '2026-11-23T12:00:00Z',
			mem: 1,
			cores: 1,
			cpu: 0,
			connections: 1,
			total_connections: 1,
			active_accounts: 1,
			subscriptions: 1,
			sent: none,
			received: none,
			slow_consumers: 0,
			routes: [{rid: 1, name: at('routes'), sent: none, received: none, pending: 0}],
			gateways: [{gwid: 1, name: at('gateways'), sent: none, received: none, inbound_connections: 0}],
			active_servers: 1,
			jetstream: {
				config: {
					max_memory: 1,
					max_storage: 1,
					store_dir: at('store_dir'),
					domain: at('domain'),
					unique_tag: at('unique_tag'),
				},
				stats: {
					memory: 0,
					storage: 0,
					reserved_memory: 0,
					reserved_storage: 0,
					accounts: 0,
					ha_assets: 0,
					api: {total: 0, errors: 0},
				},
				meta: {
					name: at('meta'),
					leader: at('leader'),
					replicas: [{name: at('replicas'), current: true, active: 1, peer: 'p'}],
					cluster_size: 1,
					pending: 0,
				},
			},
		});
		expect(text).toContain(secret);
		const harmless = text.replace(secret, 'n1');
		expect(statsBody(harmless, bodyAt(harmless))).toBeDefined();
		expect(redactText(text, openEnvelope(text))).not.toContain(secret.slice(11, 24));
	}
});
