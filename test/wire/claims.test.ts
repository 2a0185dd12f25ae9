import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {accountClaimsOf} from '../../source/wire/claims.ts';

/** An unsigned token of these claims. */
function tokenOf(claims: unknown): string {
	const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({typ: 'JWT', alg: 'ed25519-nkey'})}.${part(claims)}.c2lnbmF0dXJl`;
}

const account = {
	sub: 'ACZ4LFN5C3BE4HIUAKZSBPM2NLZFJLNG2FZ5DBNMDZKRJ7LURGCWKX3J',
	iss: 'ODZ4LFN5C3BE4HIUAKZSBPM2NLZFJLNG2FZ5DBNMDZKRJ7LURGCWKX3J',
	name: 'Bücher & Söhne',
	iat: 1_795_428_000,
	nats: {type: 'account', version: 2, limits: {conn: 5, subs: -1}, signing_keys: ['A1', 'A2']},
};

const told = {
	account: account.sub,
	issuer: account.iss,
	name: 'Bücher & Söhne',
	issuedAt: 1_795_428_000,
	expiresAt: undefined,
	connectionLimit: 5,
	signingKeys: 2,
};

describe('the claims of an account', () => {
	test.each<[string, Record<string, unknown>, Partial<typeof told> | Record<string, unknown>]>([
		['as the nsc tool makes them', account, told],
		['of version 1, with the type outside', {...account, type: 'account', nats: {limits: {conn: 5}}}, {signingKeys: 0}],
		['without a name', {...account, name: undefined}, {name: account.sub}],
		['without a limit', {...account, nats: {type: 'account'}}, {connectionLimit: undefined}],
		['with the limit -1', {...account, nats: {type: 'account', limits: {conn: -1}}}, {connectionLimit: undefined}],
		['with the limit 0', {...account, nats: {type: 'account', limits: {conn: 0}}}, {connectionLimit: 0}],
		['that end', {...account, exp: 1_795_429_000}, {expiresAt: 1_795_429_000}],
		['with a hostile name', {...account, name: '\u001b[2J'}, {name: '\ufffd[2J'}],
	])('%s', (_, claims, expected) => {
		expect(accountClaimsOf(tokenOf(claims))).toMatchObject(expected);
		expect(accountClaimsOf(` ${tokenOf(claims)}\n`)).toMatchObject(expected);
	});

	test('hold nothing of the token', () => {
		const token = tokenOf(account);
		const [, body = '', signature = ''] = token.split('.');
		const text = JSON.stringify(accountClaimsOf(token));
		expect(text).not.toContain(body.slice(0, 20));
		expect(text).not.toContain(signature);
	});
});

describe('no claims of an account', () => {
	test.each<[string, string]>([
		['nothing', ''],
		['what the recordings hold in place of a token', '[redacted]'],
		['no JSON', 'a.b.c'],
		['no base64', '.ä.'],
		['too few parts', 'e30.e30'],
		['too many parts', 'e30.e30.e30.e30'],
		['an empty object', tokenOf({})],
		['a list', tokenOf([])],
		['null', tokenOf(null)],
		['a user', tokenOf({...account, nats: {type: 'user'}})],
		['nobody', tokenOf({...account, sub: ''})],
		['megabytes', `e30.${'A'.repeat(1_000_001)}.e30`],
	])('%s', (_, token) => {
		expect(accountClaimsOf(token)).toBeUndefined();
	});

	test('in any text', () => {
		const token = fc.oneof(
			fc.string(),
			fc.json().map(json => `x.${Buffer.from(json).toString('base64url')}.x`),
			fc.jsonValue().map(nats => tokenOf({sub: 'A', nats})),
		);
		fc.assert(
			fc.property(token, text => {
				expect(accountClaimsOf(text)).toBeUndefined();
			}),
		);
	});
});
