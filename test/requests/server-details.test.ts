// HEALTHZ, VARZ and SUBSZ of a real server as its page asks for them, and what is made of odd answers.
import fc from 'fast-check';
import {afterAll, describe, expect, test} from 'vitest';
import {ingest} from '../../source/core/ingest.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import type {ServerDetails} from '../../source/model/server-details.ts';
import {serverHealth} from '../../source/requests/server-health.ts';
import {serverVariables} from '../../source/requests/server-variables.ts';
import {subscriptionCounts} from '../../source/requests/subscription-counts.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {connectAs, startServer, stopServers} from '../helpers/nats-server.ts';
import {startWatch, type Watch} from '../tutorial/watch.ts';

let watch: Watch | undefined;

afterAll(async () => {
	await watch?.stop();
	await stopServers();
});

test('a real server tells of its health, its configuration and its subscriptions, on its page too', async () => {
	const config = `max_connections: 500
max_payload: 65536
max_pending: 1MB
ping_interval: "90s"
ping_max: 4
write_deadline: "5s"
jetstream { store_dir: "$folder/jetstream", max_mem: 16MB, max_file: 16MB }`;
	const server = await startServer({name: 'n1', config});
	const watching = await startWatch(['-s', server.url, '--user', 'sys', '--password', 'pw']);
	watch = watching;
	const known = () => [...watching.model.servers.values()][0];
	watching.ask('$SYS.REQ.SERVER.PING');
	const id = await watching.until('the server', () => known()?.stats !== undefined && known()?.id);
	// The page says what it asks for, and what that costs.
	const before = watching.page({kind: 'server', id});
	expect(before.text).toContain('Configuration  asks n1: 1 answer, about 1.5 KiB');
	expect(before.text).toMatch(/\n health +–\n/);
	const asked = before.polls.map(({request}) => request);
	for (const request of [serverHealth(id), serverVariables(id), subscriptionCounts(id)]) {
		expect(asked).toContainEqual(request);
		watching.ask(request.subject, request.body);
	}
	const details = await watching.until('all three', () => {
		const told = known()?.details;
		return told?.health !== undefined && told.variables !== undefined && told.subscriptions !== undefined && told;
	});
	expect(details.health).toMatchObject({status: 'ok', statusCode: 200, error: ''});
	expect(details.variables).toMatchObject({
		maxConnections: 500,
		maxSubscriptions: 'none',
		maxPayloadBytes: 65_536,
		maxPendingBytes: 1_048_576,
		pingEveryMs: 90_000,
		pingsOut: 4,
		writeDeadlineMs: 5000,
		loginTimeoutMs: 30_000,
		needsLogin: true,
		needsTls: false,
		certificateUntil: undefined,
	});
	expect(details.variables?.goVersion).toMatch(/^go1\./);
	expect(known()?.configuration?.loadedAt).toBeGreaterThan(0);
	expect(details.subscriptions?.subscriptions).toBeGreaterThan(40);
	expect(details.subscriptions?.matchesPerSecond).toBeUndefined();
	// Rates come from two looks.
	const client = await connectAs(server, 'app');
	await watching.until('subscriptions that are made', async () => {
		for (let count = 0; count < 20; count++) client.subscribe(`orders.${count}`, {callback: () => {}});
		await client.flush();
		watching.ask(subscriptionCounts(id).subject);
		return (known()?.details?.subscriptions?.insertsPerSecond ?? 0) > 0;
	});
	const {text} = watching.page({kind: 'server', id});
	expect(text).toMatch(/\n health +ok, by its own word [\d.]+ s ago\n/);
	expect(text).toMatch(/\n max connections +500, \d+ used \(\d+ %\)\n/);
	expect(text).toMatch(/\n pings +every 1m 30s, 4 may be unanswered\n/);
	expect(text).toMatch(/\n login +needed, within 30 s; TLS not required\n/);
	expect(text).toMatch(/\n made, ended +[\d.,k]+\/s, [\d.,k]+\/s\n/);
});

function answered(verb: string, ...answers: readonly (readonly [after: number, data: unknown])[]): Model {
	const model = createModel();
	const n1 = new MadeServer('n1');
	ingest(model, linkUp(noon));
	ingest(model, n1.heartbeat(noon));
	for (const [after, data] of answers) {
		ingest(model, n1.message(noon + after, `_INBOX.t.$SYS.REQ.SERVER.${n1.id}.${verb}`, {data}));
	}
	return model;
}

function detailsOf(model: Model): ServerDetails | undefined {
	const [server] = model.servers.values();
	return server?.details;
}

describe('health', () => {
	test.each<[unknown, object | undefined]>([
		[
			{status: 'ok', status_code: 200},
			{status: 'ok', statusCode: 200, error: ''},
		],
		[{status: 'ok'}, {status: 'ok', statusCode: undefined, error: ''}],
		[
			{status: 'unavailable', status_code: 503, error: "JetStream stream 'A > B' is not current"},
			{status: 'unavailable', statusCode: 503, error: "JetStream stream 'A > B' is not current"},
		],
		[{status: ''}, undefined],
		[{status_code: 200}, undefined],
		[null, undefined],
	])('%j', (data, expected) => {
		const health = detailsOf(answered('HEALTHZ', [1, data]))?.health;
		if (expected === undefined) expect(health).toBeUndefined();
		else expect(health).toMatchObject(expected);
	});
});

describe('subscriptions', () => {
	const counts = (more: object) => ({server_id: 'N1', num_subscriptions: 7, ...more});

	test('have rates between two looks by the clock of the server', () => {
		const model = answered(
			'SUBSZ',
			[0, counts({num_matches: 100, num_inserts: 50, num_removes: 9})],
			[10_000, counts({num_matches: 400, num_inserts: 50, num_removes: 4})],
		);
		const told = detailsOf(model)?.subscriptions;
		expect(told).toMatchObject({subscriptions: 7, matchesPerSecond: 30, insertsPerSecond: 0});
		// A counter that falls was begun anew.
		expect(told?.removesPerSecond).toBeUndefined();
	});

	test('of two answers at once only the first is taken', () => {
		const model = answered('SUBSZ', [0, counts({num_cache: 1})], [200, counts({num_cache: 2})]);
		expect(detailsOf(model)?.subscriptions).toMatchObject({cached: 1, matchesPerSecond: undefined});
	});
});

describe('a configuration', () => {
	test('without limits says so', () => {
		const {id} = new MadeServer('n1');
		const variables = (more: object) => detailsOf(answered('VARZ', [1, {server_id: id, ...more}]))?.variables;
		expect(variables({max_connections: -1})).toMatchObject({maxConnections: 'none', maxSubscriptions: 'none'});
		expect(variables({max_connections: 'many', max_subscriptions: 5})).toMatchObject({
			maxConnections: undefined,
			maxSubscriptions: 5,
		});
	});
});

test('answers of any shape never throw, and no number is made up', () => {
	const {id} = new MadeServer('n1');
	const isSound = (value: unknown): boolean => typeof value !== 'number' || (value >= 0 && Number.isFinite(value));
	fc.assert(
		fc.property(fc.constantFrom('HEALTHZ', 'VARZ', 'SUBSZ'), fc.jsonValue(), (verb, part) => {
			const names = ['status', 'status_code', 'num_subscriptions', 'num_matches', 'cache_hit_rate', 'ping_interval'];
			const more = ['max_connections', 'auth_timeout', 'disk_io_wait_stats', 'tls_cert_not_after', 'config_load_time'];
			const data = Object.fromEntries([...names, ...more].map(name => [name, part]));
			const details = detailsOf(answered(verb, [1, {...data, server_id: id}], [5000, {...data, server_id: id}]));
			for (const told of Object.values(details ?? {})) {
				for (const value of Object.values(told ?? {})) expect(isSound(value)).toBe(true);
			}
		}),
	);
});
