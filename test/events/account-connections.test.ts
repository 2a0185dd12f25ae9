// CONNS: one server's word about one account, on two subjects.
import {describe, expect, test} from 'vitest';
import {sumOf} from '../../source/model/account-sum.ts';
import type {Account} from '../../source/model/account.ts';
import type {Model} from '../../source/model/model.ts';
import {coverageOf} from '../../source/model/servers.ts';
import {passTo, replay, replayed} from '../helpers/replay.ts';
import {idOf, MadeServer, noon} from './made-server.ts';

function accountNamed(model: Model, id: string): Account {
	const account = model.accounts.get(id);
	if (account === undefined) throw new Error(`no account ${id}`);
	return account;
}

test('the recording of a churn ends with nobody, and with the traffic of each account', () => {
	const model = replayed('client-churn');
	for (const id of ['APP', 'OPS', 'IOT']) {
		const account = accountNamed(model, id);
		expect(sumOf(model, account)).toMatchObject({connections: 0, leafs: 0, servers: 0});
		const [share] = account.shares.values();
		expect(share?.received?.messages).toBeGreaterThan(0);
	}
});

test('accounts are summed over the servers that are there', () => {
	const model = replayed('crash-sigkill');
	// Four on n1; four on the n3 that was killed, which the new process has replaced.
	expect(sumOf(model, accountNamed(model, 'APP'))).toMatchObject({connections: 4, servers: 1});
});

test('a leafnode bridges accounts, and is no client', () => {
	const model = replayed('duplicate-paths');
	expect(sumOf(model, accountNamed(model, 'SYS'))).toMatchObject({connections: 1, leafs: 4, servers: 3});
});

describe('by hand', () => {
	const share = (conns: number, traffic = 0): Record<string, unknown> => ({
		conns,
		leafnodes: 0,
		total_conns: conns,
		num_subscriptions: 4,
		sent: {msgs: traffic, bytes: traffic * 10},
		received: {msgs: traffic * 2, bytes: traffic * 20},
		slow_consumers: 0,
	});

	test('the same event on the two subjects counts once, and both are received', () => {
		const n1 = new MadeServer('n1');
		const event = n1.share(noon, 'APP', share(3));
		const twin = {
			...event,
			subject: '$SYS.SERVER.ACCOUNT.APP.CONNS',
			text: event.text.replace(/"seq":\d+/, '"seq":900'),
		};
		const model = replay([twin, event]);
		expect([model.duplicates, model.misunderstood]).toEqual([1, 0]);
		expect(sumOf(model, accountNamed(model, 'APP')).connections).toBe(3);
	});

	test('the twin on the subject we do not listen to is covered', () => {
		const n1 = new MadeServer('n1');
		const events = Array.from({length: 10}, (_, index) => {
			n1.sequence++;
			return n1.share(noon + index * 100, 'APP', share(index));
		});
		const model = replay(events);
		const server = model.servers.get(idOf('n1'));
		expect(server && coverageOf(server)).toEqual({received: 19, numbered: 19});
	});

	test('shares of servers are added up; those of servers that left are not, those of silent ones are missed', () => {
		const servers = ['n1', 'n2', 'n3'].map(name => new MadeServer(name));
		const [n1, n2, n3] = servers;
		if (n1 === undefined || n2 === undefined || n3 === undefined) throw new Error('three of them');
		const model = replay(servers.map((server, index) => server.share(noon, 'APP', share(10 ** index))));
		const account = accountNamed(model, 'APP');
		expect(sumOf(model, account)).toMatchObject({connections: 111, servers: 3, subscriptions: 12});
		replay([n3.goodbye(noon + 1000, 'SHUTDOWN'), n1.share(noon + 20_000, 'APP', share(1))], {model});
		expect(sumOf(model, account)).toMatchObject({connections: 11, unheard: 0, lastKnownConnections: 11});
		passTo(model, noon + 30_000);
		expect(sumOf(model, account)).toMatchObject({connections: 1, servers: 1, unheard: 1, lastKnownConnections: 11});
		replay([n2.share(noon + 31_000, 'APP', share(7)), n1.share(noon + 31_000, 'APP', share(1))], {model});
		expect(sumOf(model, account)).toMatchObject({connections: 8, servers: 2, unheard: 0, lastKnownConnections: 8});
		replay([n1.goodbye(noon + 32_000, 'LAMEDUCK')], {model});
		expect(sumOf(model, account)).toMatchObject({connections: 7, servers: 1, unheard: 1, lastKnownConnections: 8});
	});

	test('an account that only a silent server had is not known to have anything', () => {
		const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')];
		const model = replay([n1.share(noon, 'APP', share(3)), n2.share(noon + 29_000, 'OPS', share(1))]);
		passTo(model, noon + 30_000);
		expect(sumOf(model, accountNamed(model, 'APP'))).toMatchObject({
			connections: 0,
			oldestAt: undefined,
			messagesIn: undefined,
			unheard: 1,
			lastKnownConnections: 3,
		});
	});

	test('copies between servers are no traffic of the account', () => {
		const part = (msgs: number) => ({msgs, bytes: msgs * 10});
		const told = (sent: number, toRoutes: number, received: number, fromRoutes: number, gateways = 0) => ({
			...share(1),
			sent: {...part(sent), gateways: part(gateways), routes: part(toRoutes), leafs: part(0)},
			received: {...part(received), gateways: part(0), routes: part(fromRoutes), leafs: part(5)},
		});
		// A thousand a second go in on n1, and out on n2; on n1 another ten a second go to another cluster.
		const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')];
		const model = replay([
			n1.share(noon, 'APP', told(500, 500, 500, 0)),
			n2.share(noon, 'APP', told(500, 0, 500, 500)),
			n1.share(noon + 10_000, 'APP', told(10_600, 10_500, 10_500, 0, 100)),
			n2.share(noon + 10_000, 'APP', told(10_500, 0, 10_500, 10_500)),
		]);
		expect(sumOf(model, accountNamed(model, 'APP'))).toMatchObject({
			messagesIn: 1000,
			messagesOut: 1000,
			bytesIn: 10_000,
			bytesOut: 10_000,
			copiesIn: 1000,
			copiesOut: 1010,
			withCopies: 0,
		});
	});

	test.each([
		['alone', [], 0],
		['with others', [{rid: 1, name: 'n2'}], 1],
	])('a server %s that does not tell copies apart', (_, routes, expected) => {
		const n1 = new MadeServer('n1', {ver: '2.10.29'});
		const model = replay([
			n1.heartbeat(noon, {routes}),
			n1.share(noon, 'APP', share(1, 0)),
			n1.share(noon + 10_000, 'APP', share(1, 100)),
		]);
		expect(sumOf(model, accountNamed(model, 'APP'))).toMatchObject({
			messagesIn: 20,
			copiesIn: undefined,
			withCopies: expected,
		});
	});

	test('rates are of the server clock, and begin anew with the counters', () => {
		const n1 = new MadeServer('n1');
		const at = (seconds: number, traffic: number) => n1.share(noon + seconds * 1000, 'APP', share(1, traffic));
		const rateAfter = (...samples: readonly (readonly [number, number])[]) => {
			const model = replay(samples.map(([seconds, traffic]) => at(seconds, traffic)));
			return sumOf(model, accountNamed(model, 'APP'));
		};
		expect(rateAfter([0, 0]).messagesIn).toBeUndefined();
		expect(rateAfter([0, 0], [10, 100])).toMatchObject({messagesOut: 10, messagesIn: 20, bytesOut: 100, bytesIn: 200});
		expect(rateAfter([0, 0], [0.3, 100]).messagesIn).toBeUndefined();
		expect(rateAfter([0, 0], [10, 100], [20, 50]).messagesIn).toBeUndefined();
		expect(rateAfter([0, 0], [10, 100], [20, 50], [30, 60]).messagesIn).toBe(2);
	});

	test('rates begin anew when only the bytes fall', () => {
		const n1 = new MadeServer('n1');
		const traffic = (msgs: number, bytes: number) => ({sent: {msgs, bytes}, received: {msgs, bytes}});
		const model = replay([
			n1.share(noon, 'APP', {conns: 1, ...traffic(10, 5000)}),
			n1.share(noon + 10_000, 'APP', {conns: 1, ...traffic(20, 100)}),
		]);
		expect(sumOf(model, accountNamed(model, 'APP')).bytesIn).toBeUndefined();
	});

	test('what comes late by another path does not overwrite', () => {
		const n1 = new MadeServer('n1');
		const [older, newer] = [n1.share(noon, 'APP', share(1)), n1.share(noon + 500, 'APP', share(2))];
		const model = replay([newer, {...older, at: noon + 600}]);
		expect(sumOf(model, accountNamed(model, 'APP')).connections).toBe(2);
	});

	test('but what comes after the clock was set back does', () => {
		const n1 = new MadeServer('n1');
		const before = n1.share(noon, 'APP', share(1, 1000));
		n1.clockAheadMs = -3_600_000;
		const after = [n1.share(noon + 1000, 'APP', share(2, 2000)), n1.share(noon + 11_000, 'APP', share(3, 2100))];
		const model = replay([before, ...after]);
		expect(sumOf(model, accountNamed(model, 'APP'))).toMatchObject({connections: 3, messagesOut: 10});
	});

	test('new slow consumers are counted', () => {
		const n1 = new MadeServer('n1');
		const slow = (at: number, count: number) => n1.share(at, 'APP', {...share(1), slow_consumers: count});
		const model = replay([slow(noon, 5), slow(noon + 1000, 5), slow(noon + 2000, 8)]);
		expect(accountNamed(model, 'APP').slow.total).toBe(3);
	});

	test.each([
		['2.9.25', 0],
		['2.15.2', 3],
	])('the account $G of a server %s has %i', (ver, expected) => {
		// Old servers count every socket in, until it has logged in, and never out.
		const model = replay([new MadeServer('n1', {ver}).share(noon, '$G', share(3))]);
		const account = model.accounts.get('$G');
		expect(account === undefined ? 0 : sumOf(model, account).connections).toBe(expected);
		expect(model.misunderstood).toBe(0);
	});

	test('without an account it is not understood', () => {
		const n1 = new MadeServer('n1');
		const model = replay([n1.message(noon, '$SYS.ACCOUNT.X.SERVER.CONNS', {conns: 1})]);
		expect([model.misunderstood, model.accounts.size]).toEqual([1, 0]);
	});
});

test('the signal of a leafnode between servers is understood, and counts nothing', () => {
	const n1 = new MadeServer('n1');
	const model = replay([
		n1.message(noon, '$SYS.ACCOUNT.APP.LEAFNODE.CONNECT', {acc: 'APP'}),
		n1.message(noon, '$SYS.ACCOUNT.APP.LEAFNODE.DISCONNECT', {acc: 'APP'}),
	]);
	expect([model.misunderstood, model.accounts.size, model.servers.size]).toEqual([0, 0, 1]);
	expect([model.tallies.connects.total, model.tallies.disconnects.total]).toEqual([0, 0]);
	const nobody = {at: noon, subject: '$SYS.ACCOUNT.APP.LEAFNODE.CONNECT', text: '{}'};
	expect(replay([nobody]).misunderstood).toBe(1);
});
