import fc from 'fast-check';
import {expect, test} from 'vitest';
import {tokenFacts} from '../../../source/connection/login/token-facts.ts';

function token(claims: unknown): string {
	return `head.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
}

test('times, the user and restrictions', () => {
	const claims = {
		exp: 1_700_000_000,
		nbf: 1_600_000_000,
		sub: 'UABC',
		nats: {src: ['10.0.0.0/8'], times: [{start: '08:00:00', end: '17:00:00'}], allowed_connection_types: ['STANDARD']},
	};
	expect(tokenFacts(token(claims))).toEqual({
		expiresAt: 1_700_000_000_000,
		validFrom: 1_600_000_000_000,
		subject: 'UABC',
		restrictions: ['source addresses', 'times of day', 'connection types'],
		isBearer: false,
	});
	expect(tokenFacts(token({nats: {src: [], times: null, bearer_token: true}}))).toEqual({
		expiresAt: 0,
		validFrom: 0,
		subject: '',
		restrictions: [],
		isBearer: true,
	});
});

test('any text is facts or nothing', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.json().map(json => `a.${Buffer.from(json).toString('base64url')}`),
			),
			text => {
				const facts = tokenFacts(text);
				if (facts) expect(facts.restrictions).toBeInstanceOf(Array);
			},
		),
	);
});
