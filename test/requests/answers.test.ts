// The other questions: who we are, one server's statistics, the accounts.
import {describe, expect, test} from 'vitest';
import {sumOf} from '../../source/model/account-sum.ts';
import type {Message} from '../../source/wire/message.ts';
import type {Model} from '../../source/model/model.ts';
import {ingest} from '../../source/core/ingest.ts';
import {linkMessage, MadeServer, noon} from '../events/made-server.ts';
import {messagesOf, replay, replayed} from '../helpers/replay.ts';
import {invariantsOf} from '../model/invariants.ts';

describe('who we are', () => {
	const n1 = new MadeServer('n1');
	const answer = (data: unknown): Message => n1.message(noon, '_INBOX.t.$SYS.REQ.USER.INFO', {data});

	const up = (id: string): Message => linkMessage(noon - 1, {state: 'up', serverId: id, serverName: '', cid: 7});

	test.each(['single-start', 'ping-all-endpoints'])('is told by a real server: %s', fixture => {
		const messages = messagesOf(fixture);
		const told = messages.find(({subject, text}) => subject.endsWith('.USER.INFO') && text.includes('"server"'));
		const {server} = JSON.parse(told?.text ?? '{}');
		expect(replay([{...up(server.id), at: messages[0]?.at ?? 0}, ...messages]).link).toMatchObject({
			user: 'sys',
			account: 'SYS',
		});
	});

	test('is told by the server that we are connected to, whoever else answers, and in whatever order', () => {
		const hub = new MadeServer('hub');
		const edge = new MadeServer('edge');
		const here = hub.message(noon, '_INBOX.t.$SYS.REQ.USER.INFO', {data: {user: 'sys', account: 'SYS'}});
		const there = edge.message(noon, '_INBOX.t.$SYS.REQ.USER.INFO', {data: {user: '', account: 'ESYS'}});
		for (const answers of [
			[here, there],
			[there, here],
		]) {
			const model = replay([up(hub.id), ...answers]);
			expect(model).toMatchObject({misunderstood: 0, link: {user: 'sys', account: 'SYS'}});
		}
		expect(replay([up(hub.id), there]).link).toMatchObject({user: '', account: ''});
		// To which we are connected nobody has told.
		expect(replay([here]).link).toMatchObject({user: '', account: ''});
	});

	test.each([
		['names', {user: 'UABC', account: 'AABC', user_name: 'watcher', account_name: 'System'}, 'watcher', 'System'],
		['keys when there are no names', {user: 'UABC', account: 'AABC'}, 'UABC', 'AABC'],
		['an account alone', {account: 'SYS'}, '', 'SYS'],
	])('by %s', (_, data, user, account) => {
		expect(replay([up(n1.id), answer(data)]).link).toMatchObject({user, account});
	});

	test.each([{}, null, {account: 7}, []])('is not understood from %j', data => {
		expect(replay([answer(data)])).toMatchObject({misunderstood: 1, link: {user: '', account: ''}});
	});

	test('is not told when nobody is there', () => {
		const model = replay([{at: noon, subject: '_INBOX.t.$SYS.REQ.USER.INFO', text: ''}]);
		expect(model).toMatchObject({misunderstood: 0, link: {account: ''}});
	});
});

describe('the statistics of one server', () => {
	const n1 = new MadeServer('n1');
	const subject = `_INBOX.t.$SYS.REQ.SERVER.${n1.id}.STATSZ`;

	test('are those of a heartbeat', () => {
		const model = replay([{...n1.heartbeat(noon, {connections: 5}), subject}]);
		expect([...model.servers.values()]).toMatchObject([{stats: {connections: 5}, heartbeatAt: undefined}]);
		expect(model.misunderstood).toBe(0);
	});

	test('may not be there', () => {
		expect(replay([{at: noon, subject, text: ''}]).misunderstood).toBe(0);
		expect(replay([n1.message(noon, subject, {error: {code: 400}})]).misunderstood).toBe(1);
	});
});

describe('the claims of an account', () => {
	const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')] as const;
	const key = 'ACZ4LFN5C3BE4HIUAKZSBPM2NLZFJLNG2FZ5DBNMDZKRJ7LURGCWKX3J';
	const token = `eyJ0eXAiOiJKV1QifQ.${'eyJqdGkiOiJ'.repeat(9)}.c2lnbmF0dXJl`;
	const claims = (id: string, conn: number) => ({
		jti: id,
		sub: key,
		iss: 'the operator',
		name: 'orders',
		nats: {type: 'account', limits: {conn}},
	});
	const answer = (server: MadeServer, at: number, data: unknown): Message =>
		server.message(at, `_INBOX.t.$SYS.REQ.ACCOUNT.${key}.INFO`, {data});
	const told = (server: MadeServer, at: number, id: string, conn: number): Message =>
		answer(server, at, {account_name: key, jwt: token, decoded_jwt: claims(id, conn)});

	test('are told by every server, without the token', () => {
		const model = replay([told(n1, noon, 'A', 5), told(n2, noon, 'A', 5)]);
		const account = model.accounts.get(key);
		expect([...(account?.claims?.told.keys() ?? [])]).toEqual([n1.id, n2.id]);
		expect(account?.name).toBe('orders');
		expect([model.misunderstood, model.journals.notices.added]).toEqual([0, 0]);
		expect(JSON.stringify([account, [...(account?.claims?.told ?? [])], model.journals])).not.toContain(
			token.slice(0, 24),
		);
		expect(invariantsOf(model)).toEqual([]);
	});

	test('are news when a server goes by others, once', () => {
		const model = replay([told(n1, noon, 'A', 5), told(n2, noon, 'A', 5), told(n1, noon + 1000, 'B', 9)]);
		ingest(model, told(n2, noon + 2000, 'B', 9));
		expect(model.journals.notices.slots.map(({kind, who, text}) => [kind, who, text])).toEqual([
			['claims', 'orders', 'connections 5 → 9, as n1 tells, issued by the operator'],
		]);
	});

	test('are none with accounts of a configuration file, or that a server has not loaded', () => {
		const model = replayed('ping-all-endpoints');
		expect([...model.accounts.values()].map(({claims: known}) => known)).toEqual([undefined, undefined]);
		const failed = {error: {code: 500, description: 'account "X" not found'}};
		expect(replay([n1.message(noon, `_INBOX.t.$SYS.REQ.ACCOUNT.${key}.INFO`, failed)]).misunderstood).toBe(0);
	});

	test('are not understood without an account', () => {
		expect(replay([answer(n1, noon, {}), answer(n1, noon, null)]).misunderstood).toBe(2);
		expect(replay([{at: noon, subject: `_INBOX.t.$SYS.REQ.ACCOUNT.${key}.INFO`, text: ''}]).misunderstood).toBe(0);
	});
});

describe('the accounts of all servers', () => {
	const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')] as const;
	const subject = '_INBOX.t.$SYS.REQ.ACCOUNT.PING.STATZ';
	const traffic = (messages: number) => ({msgs: messages, bytes: messages * 10});
	const entry = (acc: string, conns: number, messages = 0) => ({
		acc,
		conns,
		leafnodes: 0,
		sent: traffic(messages),
		received: traffic(messages),
	});
	const answer = (server: MadeServer, at: number, ...entries: readonly unknown[]): Message =>
		server.message(at, subject, {data: {server_id: server.id, account_statz: entries}});
	const sums = (model: Model) =>
		[...model.accounts.values()].map(account => [account.id, sumOf(model, account).connections]);

	test('are told by real servers, but those without clients', () => {
		expect(sums(replayed('ping-all-endpoints'))).toEqual([
			['SYS', 1],
			['APP', 1],
		]);
	});

	test('are added up', () => {
		const model = replay([answer(n1, noon, entry('APP', 5), entry('$G', 1)), answer(n2, noon, entry('APP', 2))]);
		expect(sums(model)).toEqual([
			['APP', 7],
			['$G', 1],
		]);
		expect(invariantsOf(model)).toEqual([]);
	});

	test('have no clients where they are not listed any more', () => {
		const model = replay([answer(n1, noon, entry('APP', 5), entry('$G', 1)), answer(n2, noon, entry('$G', 4))]);
		ingest(model, answer(n1, noon + 5000, entry('APP', 6)));
		expect(sums(model)).toEqual([
			['APP', 6],
			['$G', 4],
		]);
	});

	test('have no traffic when nobody is left to make it', () => {
		const samples = [answer(n1, noon, entry('APP', 5, 0)), answer(n1, noon + 10_000, entry('APP', 5, 1000))];
		const model = replay(samples);
		const [app] = model.accounts.values();
		if (app === undefined) throw new Error('no account');
		expect(sumOf(model, app)).toMatchObject({connections: 5, messagesIn: 100, servers: 1, oldestAt: noon + 10_000});
		ingest(model, answer(n1, noon + 20_000, entry('$G', 1)));
		expect(sumOf(model, app)).toMatchObject({connections: 0, messagesIn: 0, servers: 0, oldestAt: noon + 20_000});
	});

	test('are as old as the oldest word that counts', () => {
		const model = replay([answer(n1, noon, entry('APP', 1)), answer(n2, noon, entry('APP', 1))]);
		const [app] = model.accounts.values();
		if (app === undefined) throw new Error('no account');
		ingest(model, answer(n1, noon + 5000, entry('APP', 1)));
		expect(sumOf(model, app).oldestAt).toBe(noon);
		ingest(model, n2.share(noon + 6000, 'APP', {conns: 0, leafnodes: 0}));
		ingest(model, answer(n1, noon + 9000, entry('APP', 1)));
		expect(sumOf(model, app).oldestAt).toBe(noon + 9000);
	});

	test('are left as they were by an answer without a list', () => {
		const model = replay([
			answer(n1, noon, entry('APP', 5)),
			n1.message(noon, subject, {data: null, error: {code: 500}}),
		]);
		expect(sums(model)).toEqual([['APP', 5]]);
		expect(model.misunderstood).toBe(1);
	});

	test('are as far as they can be read', () => {
		const model = replay([answer(n1, noon, null, 7, {conns: 3}, entry('APP', 5))]);
		expect([sums(model), model.misunderstood]).toEqual([[['APP', 5]], 0]);
	});
});
