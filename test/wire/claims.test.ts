import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {accountClaimsOf} from '../../source/wire/claims.ts';

/** An unsigned token of these claims. */
function tokenOf(claims: unknown): string {
	const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({typ: 'JWT', alg: 'ed25519-nkey'})}.${part(claims)}.c2lnbmF0dXJl`;
}

const account = {
	jti: 'ABCDEF',
	sub: 'ACZ4LFN5C3BE4HIUAKZSBPM2NLZFJLNG2FZ5DBNMDZKRJ7LURGCWKX3J',
	iss: 'ODZ4LFN5C3BE4HIUAKZSBPM2NLZFJLNG2FZ5DBNMDZKRJ7LURGCWKX3J',
	name: 'Bücher & Söhne',
	iat: 1_795_428_000,
	nats: {
		type: 'account',
		version: 2,
		limits: {conn: 5, subs: -1, payload: 1024},
		signing_keys: ['A1', 'A2'],
		imports: [{}],
		exports: [{}, {}],
		revocations: {U1: 1, U2: 2, U3: 3},
	},
};

function limitOf(claims: unknown, name: string): number | string | undefined {
	const limit = accountClaimsOf(tokenOf(claims))?.limits.find(one => one.name === name);
	if (limit === undefined) return 'not told';
	return limit.limit ?? 'unlimited';
}

describe('the claims of an account', () => {
	test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
		[
			'as the nsc tool makes them',
			account,
			{
				account: account.sub,
				issuer: account.iss,
				id: 'ABCDEF',
				name: 'Bücher & Söhne',
				issuedAt: 1_795_428_000,
				expiresAt: undefined,
				signingKeys: 2,
				imports: 1,
				exports: 2,
				revocations: 3,
			},
		],
		['of version 1, with the type outside', {...account, type: 'account', nats: {limits: {conn: 5}}}, {signingKeys: 0}],
		['without a name', {...account, name: undefined}, {name: account.sub}],
		['that end', {...account, exp: 1_795_429_000}, {expiresAt: 1_795_429_000}],
		['that never end', {...account, exp: 0}, {expiresAt: undefined}],
		['with a hostile name', {...account, name: '\u001b[2J'}, {name: '\ufffd[2J'}],
		[
			'with fields that are none',
			{...account, exp: '2027', nats: {type: 'account', limits: [], imports: 'x', revocations: null}},
			{imports: undefined, revocations: undefined, exports: 0, expiresAt: 'unreadable'},
		],
	])('%s', (_, claims, expected) => {
		expect(accountClaimsOf(tokenOf(claims))).toMatchObject(expected);
		expect(accountClaimsOf(` ${tokenOf(claims)}\n`)).toMatchObject(expected);
	});

	test.each<[string, unknown, string, number | string]>([
		['told', {conn: 5}, 'connections', 5],
		['none, as −1', {conn: -1}, 'connections', 'unlimited'],
		['0, which forbids', {conn: 0}, 'connections', 0],
		['left out, which forbids', {}, 'connections', 0],
		['null', {conn: null}, 'connections', 'unreadable'],
		['text', {conn: '5'}, 'connections', 'unreadable'],
		['below −1', {conn: -2}, 'connections', 'unreadable'],
		['beyond 64 bits', {conn: 2 ** 70}, 'connections', 'unreadable'],
		['a list', {conn: [5]}, 'connections', 'unreadable'],
		['of bytes', {payload: 1024}, 'payload', 1024],
		['of storage for three replicas', {tiered_limits: {R3: {disk_storage: 7}}}, 'R3 file storage', 7],
		[
			'of a sixth number of replicas',
			{tiered_limits: {R1: {}, R2: {}, R3: {}, R4: {}, R5: {}, R6: {}}},
			'R6 streams',
			'not told',
		],
	])('with a limit that is %s', (_, limits, name, expected) => {
		expect(limitOf({...account, nats: {type: 'account', limits}}, name)).toBe(expected);
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
