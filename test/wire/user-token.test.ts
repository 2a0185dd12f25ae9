// When a user's JWT expires: the same as decoding the whole token, and the same of what replaces it.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {hiddenUserToken, userTokenUntil} from '../../source/wire/user-token.ts';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const tokenOf = (claims: unknown): string => `${encode({typ: 'JWT', alg: 'ed25519-nkey'})}.${encode(claims)}.c2ln`;

const issued = 1_700_000_000;
const day = 86_400;

describe('a token', () => {
	test('tells when it expires, wherever its fields stand and whatever they hold', () => {
		const field = fc.tuple(
			fc.string({unit: 'grapheme', maxLength: 12}).filter(name => name !== 'exp' && name !== 'iat'),
			fc.oneof(fc.string({unit: 'grapheme', maxLength: 60}), fc.constant('"exp":17"iat":99'), fc.integer()),
		);
		const claims = fc.record({
			before: fc.array(field, {maxLength: 4}),
			between: fc.array(field, {maxLength: 4}),
			after: fc.array(field, {maxLength: 4}),
			lifeSeconds: fc.integer({min: day, max: 1e9}),
		});
		fc.assert(
			fc.property(claims, ({before, between, after, lifeSeconds}) => {
				const exp = issued + lifeSeconds;
				const fields = [...before, ['exp', exp] as const, ...between, ['iat', issued] as const, ...after];
				const token = tokenOf(Object.fromEntries(fields));
				expect(userTokenUntil(token)).toBe(exp * 1000);
				const instead = hiddenUserToken(token);
				expect(instead).toBe(`[hidden] until ${exp}`);
				expect([userTokenUntil(instead), hiddenUserToken(instead)]).toEqual([exp * 1000, instead]);
			}),
			{numRuns: 500},
		);
	});

	test.each<[string, unknown]>([
		['that does not expire', tokenOf({iat: issued, name: 'a'})],
		['that says so with a zero', tokenOf({exp: 0, iat: issued})],
		['that is made anew for each login', tokenOf({exp: issued + day - 1, iat: issued})],
		['whose expiry is a text', tokenOf({exp: '1900000000', iat: issued})],
		['with the word in a name', tokenOf({iat: issued, name: '"exp":1900000000'})],
		['that is cut', tokenOf({exp: issued + 2 * day, iat: issued}).slice(0, 30)],
		['that is none', 'a.b.c'],
		['that is hidden', '[hidden]'],
		['that is not there', undefined],
		['that is a number', 5],
	])('%s tells nothing', (_, token) => {
		expect(userTokenUntil(token)).toBeUndefined();
		if (typeof token === 'string') expect(hiddenUserToken(token)).toBe('[hidden]');
	});
});
