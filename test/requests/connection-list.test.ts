// CONNZ of a real server with real clients, as lists of connections ask for it, and what is made of odd answers.
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {NatsConnection} from 'nats';
import {ingest} from '../../source/core/ingest.ts';
import {
	type ConnectionList,
	listedConnection,
	mostListedConnections,
	mostListings,
} from '../../source/model/connection-list.ts';
import {createModel} from '../../source/model/model.ts';
import {
	type ConnectionQuestion,
	connectionsOf,
	oneConnection,
	subjectsOfConnection,
} from '../../source/requests/connection-list.ts';
import {keyOf, type Request} from '../../source/requests/request.ts';
import {payloadsOf} from '../helpers/payloads.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {replayed} from '../helpers/replay.ts';
import {invariantsOf} from '../model/invariants.ts';
import {connectAs, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import {startWatch, type Watch} from '../tutorial/watch.ts';

let server: NatsServer;
let watch: Watch;
let serverId = '';
const clients: NatsConnection[] = [];

/** Twelve clients; the last one has most subscriptions. */
beforeAll(async () => {
	server = await startServer();
	for (let index = 0; index < 12; index++) {
		const client = await connectAs(server, 'app', {name: `service-${index}`});
		for (let subject = 0; subject < index; subject++) client.subscribe(`orders.${subject % 5}`, {callback: () => {}});
		await client.flush();
		clients.push(client);
	}
	watch = await startWatch(['-s', server.url, '--user', 'sys', '--password', 'pw']);
	serverId = watch.model.link.serverId;
});

afterAll(async () => {
	await watch?.stop();
	await stopServers();
});

const page: Omit<ConnectionQuestion, 'server'> = {state: 'open', sort: 'cid', offset: 0, limit: 256, account: 'APP'};

function listOf(request: Request): ConnectionList | undefined {
	return watch.model.listings.get(keyOf(request))?.get(serverId);
}

/** Asks again and again until the answer is as it should be. */
async function asked(request: Request, isIt: (list: ConnectionList) => boolean = () => true): Promise<ConnectionList> {
	return watch.until(`an answer to ${request.body}`, () => {
		watch.send(request);
		const list = listOf(request);
		return list !== undefined && isIt(list) ? list : undefined;
	});
}

describe('a real server', () => {
	test('lists its connections, compressed: who, from where, since when, how much', async () => {
		const list = await asked(connectionsOf({...page, server: serverId}));
		expect(list).toMatchObject({refusal: '', dropped: 0});
		expect(list.listed.map(({name}) => name)).toEqual(clients.map((_, index) => `service-${index}`));
		const [first] = list.listed;
		expect(first).toMatchObject({account: 'APP', accountName: 'APP', user: 'app', host: '127.0.0.1', kind: 'Client'});
		expect(first).toMatchObject({type: 'nats', language: 'nats.js', stoppedAt: undefined, pendingBytes: 0, stalls: 0});
		expect(first?.startedAt).toBeGreaterThan(Date.now() - 3_600_000);
		expect(first?.roundTripMs).toBeGreaterThan(0);
		// The subscriptions of the client library itself count too.
		expect(list.listed.map(({subscriptions}) => subscriptions)).toEqual(clients.map((_, index) => index));
	});

	test('sorts them itself, so that a short page has those that are looked for', async () => {
		const leaky = await asked(connectionsOf({...page, server: serverId, sort: 'subs', limit: 2}));
		expect(leaky.listed.map(({name}) => name)).toEqual(['service-11', 'service-10']);
		expect(leaky.total).toBe(12);
		const next = await asked(connectionsOf({...page, server: serverId, sort: 'subs', limit: 2, offset: 2}));
		expect(next.listed.map(({name}) => name)).toEqual(['service-9', 'service-8']);
	});

	test('tells of all of them the total, and of one user only his', async () => {
		const ours = await asked(connectionsOf({...page, server: 'PING', user: 'app', limit: 5}));
		expect([ours.listed.length, ours.total]).toEqual([5, 12]);
		const nobody = await asked(connectionsOf({...page, server: serverId, account: 'NONE'}));
		expect([nobody.listed, nobody.refusal]).toEqual([[], '']);
	});

	test('has rates from the second answer on, by its own clock', async () => {
		const request = connectionsOf({...page, server: serverId});
		const [publisher] = clients;
		const isFlowing = ({listed}: ConnectionList): boolean => (listed[0]?.rates?.messagesIn ?? 0) > 0;
		const list = await asked(request, current => {
			publisher?.publish('orders.0', 'x'.repeat(100));
			return isFlowing(current);
		});
		expect(list.listed[0]?.rates?.bytesIn).toBeGreaterThan(0);
		expect(list.listed[11]?.rates?.messagesOut).toBeGreaterThan(0);
		expect(list.listed[0]?.rates?.messagesOut).toBe(0);
	});

	test('tells of one connection its subjects, each once with its number', async () => {
		const {listed} = await asked(connectionsOf({...page, server: serverId}));
		const cid = listed[11]?.cid ?? 0;
		const {listed: one} = await asked(subjectsOfConnection(serverId, cid));
		expect([...(one[0]?.subjects ?? [])].toSorted()).toEqual([
			['orders.0', 3],
			['orders.1', 2],
			['orders.2', 2],
			['orders.3', 2],
			['orders.4', 2],
		]);
	});

	test('tells of closed ones when and why, after the fact too', async () => {
		const gone = await connectAs(server, 'app', {name: 'short-lived'});
		await gone.close();
		const request = connectionsOf({...page, server: serverId, state: 'closed', sort: 'stop'});
		const {listed} = await asked(request, list => list.listed.some(({name}) => name === 'short-lived'));
		const closed = listed.find(({name}) => name === 'short-lived');
		expect(closed).toMatchObject({reason: 'Client Closed', rates: undefined});
		expect(closed?.stoppedAt).toBeGreaterThanOrEqual(closed?.startedAt ?? Number.POSITIVE_INFINITY);
		const alone = await asked(oneConnection(serverId, closed?.cid ?? 0));
		expect(alone.listed[0]?.stoppedAt).toBe(closed?.stoppedAt);
	});

	test('says why it does not list', async () => {
		const {refusal} = await asked(connectionsOf({...page, server: serverId, sort: 'stop'}));
		expect(refusal).toBe('sort by stop only valid on closed connections');
		const nobody = connectionsOf({...page, server: 'NOBODY'});
		watch.send(nobody);
		await watch.until('no answer', () => watch.model.listings.get(keyOf(nobody))?.get('NOBODY')?.refusal !== undefined);
		expect(watch.model.listings.get(keyOf(nobody))?.get('NOBODY')?.refusal).toBe('it is not there any more');
	});
});

test('of a recording of real servers is kept, each server’s by itself, with subjects', () => {
	const {listings} = replayed('ping-all-endpoints');
	const question = {subject: '$SYS.REQ.SERVER.PING.CONNZ', body: '{"auth":true,"subscriptions":true,"limit":50}'};
	const lists = [...(listings.get(keyOf(question))?.values() ?? [])];
	expect(lists.map(({listed, total}) => [listed.length, total]).toSorted()).toEqual([
		[0, 0],
		[1, 1],
		[1, 1],
	]);
	const found = lists.flatMap(({listed}) => listed);
	// One without subscriptions has no list of them.
	expect(found.some(({subjects}) => (subjects?.size ?? 0) > 0)).toBe(true);
	for (const {account, roundTripMs, startedAt} of found) {
		expect(account).not.toBe('');
		expect([roundTripMs, startedAt].every(Number.isFinite)).toBe(true);
	}
});

describe('a list', () => {
	const n1 = new MadeServer('n1');
	const request = connectionsOf({server: n1.id, state: 'open', sort: 'cid', offset: 0, limit: 256});

	function answered(model = createModel(), ...answers: readonly {at: number; to?: Request; connections: unknown}[]) {
		ingest(model, linkUp(noon));
		ingest(model, n1.heartbeat(noon));
		for (const [index, {at, to = request, connections}] of answers.entries()) {
			const reply = `_INBOX.t${index}`;
			ingest(model, {at, subject: to.subject, text: to.body, reply});
			const data = {server_id: n1.id, now: new Date(at).toISOString(), total: 1, connections};
			ingest(model, n1.message(at, `${reply}.${to.subject}`, {data}));
		}
		return model;
	}

	const connection = (cid: number, more: object = {}) => ({
		cid,
		in_bytes: 0,
		out_bytes: 0,
		in_msgs: 0,
		out_msgs: 0,
		...more,
	});

	test('of any shape never throws, and no number is made up', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (one, value) => {
				const odd = {cid: 5, in_bytes: value, rtt: value, start: value, subscriptions_list: value, tags: value};
				const model = answered(
					createModel(),
					{at: noon + 1, connections: [one, odd]},
					{at: noon + 3000, connections: [odd]},
				);
				for (const {received, roundTripMs, rates} of model.listings.get(keyOf(request))?.get(n1.id)?.listed ?? []) {
					for (const number of [received.bytes, roundTripMs, rates?.bytesIn]) {
						expect(number === undefined || number >= 0).toBe(true);
					}
				}
			}),
		);
	});

	test('has a rate where the connection was listed before, also in another list', () => {
		const other = connectionsOf({server: n1.id, state: 'open', sort: 'subs', offset: 0, limit: 256});
		const model = answered(
			createModel(),
			{at: noon + 1000, connections: [connection(5, {in_bytes: 1000}), connection(6)]},
			{at: noon + 3000, to: other, connections: [connection(5, {in_bytes: 5000}), connection(7)]},
		);
		const listed = model.listings.get(keyOf(other))?.get(n1.id)?.listed ?? [];
		expect(listed.map(({cid, rates}) => [cid, rates?.bytesIn])).toEqual([
			[5, 2000],
			[7, undefined],
		]);
		expect(listedConnection(model, n1.id, 5)?.connection.received.bytes).toBe(5000);
	});

	test('has no rate where a counter fell: the number was given to another connection', () => {
		const model = answered(
			createModel(),
			{at: noon + 1000, connections: [connection(5, {in_bytes: 1000})]},
			{at: noon + 3000, connections: [connection(5, {in_bytes: 10})]},
		);
		expect(listedConnection(model, n1.id, 5)?.connection.rates?.bytesIn).toBeUndefined();
	});

	test('keeps no token, seed or nonce, and hides the user that may be a token', () => {
		const token = `eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ.${'eyJqdGkiOiJ'.repeat(20)}.c2ln`;
		const old = new MadeServer('old', {ver: '2.9.25'});
		const model = createModel();
		ingest(model, old.heartbeat(noon));
		const to = connectionsOf({server: old.id, state: 'open', sort: 'cid', offset: 0, limit: 256});
		ingest(model, {at: noon, subject: to.subject, text: to.body, reply: '_INBOX.t'});
		const secrets = {jwt: token, nonce: 'vT9kIBXUDzhpCIA', authorized_user: 's3cr3t-token', name: token};
		const data = {
			server_id: old.id,
			now: new Date(noon).toISOString(),
			total: 1,
			connections: [connection(5, secrets)],
		};
		ingest(model, old.message(noon + 1, `_INBOX.t.${to.subject}`, {data}));
		const kept = JSON.stringify([
			[...(model.listings.get(keyOf(to)) ?? [])],
			model.journals.messages,
			payloadsOf(model),
		]);
		expect(kept).toContain('"cid":5');
		for (const secret of [token, 'vT9kIBXUDzhpCIA', 's3cr3t-token']) expect(kept).not.toContain(secret);
	});

	describe('tells of connections that were there before', () => {
		const start = (secondsAgo: number): string => new Date(noon + 1000 - secondsAgo * 1000).toISOString();
		const identity = {
			ip: '10.0.0.1',
			name: 'orders',
			lang: 'go',
			version: '1.48.0',
			authorized_user: 'svc',
			account: 'APP',
		};
		const listed = (more: object) => answered(createModel(), {at: noon + 1000, connections: [connection(5, more)]});

		test('who is a client from then on, until they leave', () => {
			const model = listed({...identity, start: start(3600)});
			const [client] = model.clients.values();
			expect(client).toMatchObject({name: 'orders', accountId: 'APP', user: 'svc', host: '10.0.0.1', live: 1});
			// They did not connect now.
			expect([client?.connects.total, model.tallies.connects.total]).toEqual([0, 0]);
			const left = {acc: 'APP', user: 'svc', name: 'orders', host: '10.0.0.1', ver: '1.48.0', start: start(3600)};
			ingest(model, n1.disconnect(noon + 2000, 5, left, 'Stale Connection'));
			expect(client).toMatchObject({live: 0, lastReason: 'Stale Connection'});
			expect(invariantsOf(model)).toEqual([]);
		});

		test('but not of those whose CONNECT may be under way, that have ended, or that are ours', () => {
			expect(listed({...identity, start: start(3)}).clients.size).toBe(0);
			expect(listed({...identity, start: start(3600), stop: start(0), reason: 'Client Closed'}).clients.size).toBe(0);
			const model = answered();
			ingest(model, n1.disconnect(noon + 500, 5, {start: start(3600)}));
			const clients = model.clients.size;
			answered(model, {at: noon + 1000, connections: [connection(5, {...identity, start: start(3600)})]});
			expect([model.clients.size, model.connections]).toEqual([clients, 0]);
			const own = answered(createModel(), {
				at: noon + 1000,
				connections: [connection(7, {...identity, start: start(90)})],
			});
			expect(own.clients.size).toBe(0);
		});
	});

	test('is one of a few, of bounded length', () => {
		const model = createModel();
		const many = Array.from({length: 1500}, (_, index) => connection(index));
		for (let offset = 0; offset < mostListings + 8; offset++) {
			const to = connectionsOf({server: n1.id, state: 'open', sort: 'cid', offset, limit: 256});
			answered(model, {at: noon + offset * 1000, to, connections: many});
		}
		expect(model.listings.size).toBe(mostListings);
		const all = connectionsOf({server: 'PING', state: 'open', sort: 'cid', offset: 0, limit: 256});
		ingest(model, {at: noon, subject: all.subject, text: all.body, reply: '_INBOX.all'});
		for (let index = 0; index < 8; index++) {
			const one = new MadeServer(`s${index}`);
			const data = {server_id: one.id, now: new Date(noon).toISOString(), total: 1500, connections: many};
			ingest(model, one.message(noon, `_INBOX.all.${all.subject}`, {data}));
		}
		const lists = [...(model.listings.get(keyOf(all))?.values() ?? [])];
		const kept = lists.reduce((sum, {listed}) => sum + listed.length, 0);
		expect(kept).toBe(mostListedConnections);
		expect(lists.reduce((sum, {dropped}) => sum + dropped, 0)).toBeGreaterThan(0);
	});
});
