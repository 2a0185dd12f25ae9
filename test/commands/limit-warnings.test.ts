import {describe, expect, test} from 'vitest';
import {limitWarnings} from '../../source/commands/limit-warnings.ts';
import type {AccountClaims} from '../../source/model/claims.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {replay} from '../helpers/replay.ts';

const account = `ACME${'A'.repeat(52)}`;
const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')];
const model = replay([
	linkUp(noon),
	...[n1, n2].map(server => server.heartbeat(noon, {active_servers: 2})),
	n1.share(noon, account, {name: 'acme', conns: 40, leafnodes: 2}),
	n2.share(noon, account, {name: 'acme', conns: 20, leafnodes: 0}),
]);

function claims(limits: Readonly<Record<string, number | undefined>>): AccountClaims {
	return {
		account,
		name: 'acme',
		issuer: 'O',
		id: 'new',
		issuedAt: 1,
		expiresAt: undefined,
		limits: Object.entries(limits).map(([name, limit]) => ({name, unit: 'count', limit})),
		signingKeys: 0,
		imports: 0,
		exports: 0,
		revocations: 0,
	};
}

const warned = (
	after: Readonly<Record<string, number | undefined>>,
	before?: Readonly<Record<string, number | undefined>>,
): readonly string[] => limitWarnings(claims(after), before && claims(before), model.accounts.get(account), model);

describe('limits that are below what is in use', () => {
	test.each([
		[{connections: 0}, ['No connection is allowed: all 60 that are open are cut at once, and none comes back.']],
		[{connections: 59}, ['60 connections are open, 59 are allowed: some are cut at once.']],
		[{connections: 60}, []],
		[{connections: undefined}, []],
		[{leafnodes: 1}, ['2 leafnodes are connected, 1 are allowed.']],
		[{leafnodes: 2, connections: 61}, []],
	])('%j', (after, words) => {
		expect(warned(after, {connections: 60, leafnodes: undefined})).toEqual(words);
	});

	test('of an account that nobody uses', () => {
		expect(limitWarnings(claims({connections: 1}), undefined, undefined, model)).toEqual([]);
		expect(limitWarnings(claims({connections: 0}), undefined, undefined, model)).toEqual([
			'Of connections nothing is allowed any more: the limit is 0.',
		]);
	});
});

test('a limit that becomes 0 forbids what was allowed', () => {
	expect(
		warned({payload: 0, subscriptions: 0, imports: 0}, {payload: 1024, subscriptions: undefined, imports: 0}),
	).toEqual([
		'Of payload nothing is allowed any more: the limit is 0.',
		'Of subscriptions nothing is allowed any more: the limit is 0.',
	]);
	// What they were is not known.
	expect(warned({payload: 0})).toEqual([]);
});
