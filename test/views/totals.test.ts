// `t` shows totals in place of rates, in every table that has rates.
import {describe, expect, test} from 'vitest';
import {createModel} from '../../source/model/model.ts';
import {totalsOf} from '../../source/model/account-totals.ts';
import {LiveDemo} from './live-demo.ts';

function firstRow(text: string, name: string): string {
	return text.split('\n').find(line => line.slice(1).startsWith(name)) ?? '';
}

describe.each([
	['accounts', 25, 'ORDERS', /MSGS IN\/s .*BYTES IN\/s .*\+\/MIN/, /MSGS IN +OUT +BYTES IN .*\+ALL/],
	['clients', 90, 'storefront', /\+\/MIN/, /\+ALL/],
	['leafs', 25, 'edge-', /MSGS IN\/s .*BYTES IN\/s/, /MSGS IN +OUT +BYTES IN /],
])('%s', (view, seconds, name, rates, totals) => {
	test('show them, in heads and numbers, and the rates again', () => {
		const demo = new LiveDemo(200, 40, view).wait(seconds);
		const before = demo.text();
		expect(before).toMatch(rates);
		const inAll = demo.press('t').text();
		expect(inAll).toMatch(totals);
		expect(inAll).not.toMatch(/OUT\/s|\/MIN/);
		expect(firstRow(inAll, name)).not.toBe(firstRow(before, name));
		expect(demo.press('t').text()).toMatch(rates);
	});
});

describe('totals of an account', () => {
	const model = createModel();
	const counted = (messages: number | undefined) => ({messages, bytes: messages});
	const share = (serverId: string, more: object) => ({
		serverId,
		connections: 1,
		leafs: 0,
		sent: counted(70),
		received: counted(50),
		copies: undefined,
		...more,
	});
	const account = (...shares: readonly object[]) => ({
		shares: new Map(shares.map((one, index) => [String(index), one])),
	});
	const servers = new Map(
		['n1', 'n2', 'gone'].map(id => [id, {id, goodbye: id === 'gone' ? {kind: 'stopped'} : undefined}]),
	);
	const of = (...shares: readonly object[]) => totalsOf({...model, servers} as never, account(...shares) as never);

	test.each([
		[[share('n1', {})], 50, 70],
		[[share('n1', {}), share('n2', {})], 100, 140],
		// Copies between servers are not the account's own.
		[[share('n1', {copies: {sent: counted(20), received: counted(5)}})], 45, 50],
		// Who is gone counts no more.
		[[share('n1', {}), share('gone', {})], 50, 70],
		// Where a server that has connections does not tell, the sum is not known.
		[[share('n1', {}), share('n2', {sent: undefined})], undefined, undefined],
		[[share('n1', {}), share('n2', {sent: undefined, connections: 0})], 50, 70],
		[[share('n1', {received: counted(undefined)})], undefined, 70],
		[[], undefined, undefined],
	])('of %j', (shares, messagesIn, messagesOut) => {
		expect(of(...shares)).toMatchObject({messagesIn, messagesOut});
	});
});
