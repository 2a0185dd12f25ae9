// What a list of accounts says of those that are not in it depends on what was asked for, and on the server's version.
import {describe, expect, test} from 'vitest';
import {sumOf} from '../../source/model/account-sum.ts';
import type {Model} from '../../source/model/model.ts';
import {accountStatsFor, accountStatsOfAll} from '../../source/requests/account-stats.ts';
import type {Message} from '../../source/wire/message.ts';
import {type Fields, MadeServer, noon} from '../events/made-server.ts';
import {replay} from '../helpers/replay.ts';
import {invariantsOf} from '../model/invariants.ts';

const subject = '$SYS.REQ.ACCOUNT.PING.STATZ';
const entry = (acc: string, conns: number, leafnodes: number): Fields => ({acc, conns, leafnodes});

function asked(at: number, body: string, reply = '_INBOX.t'): Message {
	return {at, subject, text: body, reply};
}

function answered(server: MadeServer, at: number, entries: readonly unknown[], reply = '_INBOX.t'): Message {
	return server.message(at, `${reply}.${subject}`, {data: {account_statz: entries}});
}

function sums(model: Model): readonly (readonly [string, number | undefined, number | undefined])[] {
	expect(invariantsOf(model)).toEqual([]);
	return [...model.accounts.values()].map(account => {
		const {connections, leafs} = sumOf(model, account);
		return [account.name, connections, leafs];
	});
}

const all = '{"include_unused":true}';

describe('an account that is not listed any more', () => {
	test.each<[string, string, string, readonly unknown[], readonly unknown[]]>([
		['has no clients, on an old server', '2.10.29', '', [], ['LEAF', 0, 1]],
		['has nothing, on an old server that was asked for all', '2.10.29', all, [], ['LEAF', 0, 0]],
		['has nothing, on a new server', '2.15.2', '', [], ['LEAF', 0, 0]],
		['has nothing, on a new server that was asked for all', '2.15.2', all, [], ['LEAF', 0, 0]],
		['has what it had, where only others were asked for', '2.15.2', '{"accounts":["APP"]}', [], ['LEAF', 2, 1]],
		['has what it had, where an entry cannot be read', '2.15.2', all, [{conns: 1}, 7, null], ['LEAF', 2, 1]],
	])('%s', (_, ver, body, others, expected) => {
		const server = new MadeServer('n1', {ver});
		const model = replay([
			server.share(noon, 'LEAF', {conns: 2, leafnodes: 1}),
			asked(noon + 1000, body),
			answered(server, noon + 1001, [entry('APP', 5, 0), ...others]),
		]);
		expect(sums(model)).toEqual([expected, ['APP', 5, 0]]);
	});

	test('has what a later event tells, though the list arrives after it', () => {
		const server = new MadeServer('n1');
		const list = answered(server, noon + 1005, [entry('APP', 5, 0)]);
		const event = server.share(noon + 1001, 'LATE', {conns: 2, leafnodes: 1});
		expect(sums(replay([asked(noon + 1000, all), event, list]))).toEqual([
			['LATE', 2, 1],
			['APP', 5, 0],
		]);
	});

	test('is told by the request that the list answers, not by one that was sent meanwhile', () => {
		const server = new MadeServer('n1');
		const model = replay([
			server.share(noon, 'OTHER', {conns: 2, leafnodes: 1}),
			asked(noon + 1000, '{"accounts":["APP"]}', '_INBOX.one'),
			asked(noon + 1001, all, '_INBOX.two'),
			answered(server, noon + 1002, [entry('APP', 5, 0)], '_INBOX.one'),
		]);
		expect(sums(model)).toEqual([
			['OTHER', 2, 1],
			['APP', 5, 0],
		]);
	});
});

test('accounts that nobody uses are not made known by a list of all', () => {
	const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')];
	const model = replay([
		asked(noon, all),
		answered(n1, noon + 1, [entry('APP', 5, 0), entry('IDLE', 0, 0), entry('LEAF', 0, 1)]),
		answered(n2, noon + 1, [entry('APP', 0, 0), entry('IDLE', 0, 0)]),
	]);
	expect(sums(model)).toEqual([
		['APP', 5, 0],
		['LEAF', 0, 1],
	]);
	expect([...(model.accounts.get('APP')?.shares.keys() ?? [])]).toEqual([n1.id]);
});

test('all accounts are asked for when nothing is known, and where that costs little', () => {
	const known = (servers: number, accounts: number): Pick<Model, 'servers' | 'accounts'> => {
		const model = replay(Array.from({length: servers}, (_, index) => new MadeServer(`n${index}`).heartbeat(noon)));
		const server = new MadeServer('n0');
		const messages = Array.from({length: accounts}, (_, index) =>
			server.share(noon, `A${index}`, {conns: 1, leafnodes: 0}),
		);
		return {servers: model.servers, accounts: replay(messages).accounts};
	};
	expect(accountStatsFor(known(0, 0))).toEqual(accountStatsOfAll);
	expect(accountStatsFor(known(3, 300))).toEqual(accountStatsOfAll);
	expect(accountStatsFor(known(3, 400))).toEqual({subject, body: ''});
	expect(accountStatsFor(known(200, 6))).toEqual({subject, body: ''});
});
