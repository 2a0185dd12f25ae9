// What a user JWT says about itself, read without verification and without keeping the token: the server never says
// why it refused one.
import {nkeys} from 'nats';
import {type Fields, fields, fieldsOrNothing, list, number} from '../wire/fields.ts';

export type TokenFacts = {
	/** Epoch milliseconds; 0 when it does not expire. */
	readonly expiresAt: number;
	/** Epoch milliseconds; 0 when it is valid from the beginning. */
	readonly validFrom: number;
	/** Nkey of the user it is for; empty when it does not say. */
	readonly subject: string;
	/** Limits in it that may be what refuses us: "source addresses", "times of day", "connection types". */
	readonly restrictions: readonly string[];
};

/** The facts in a user JWT; undefined when it cannot be decoded. */
export function tokenFacts(token: string): TokenFacts | undefined {
	const claims = claimsOf(token);
	if (!claims) return undefined;
	const user = fields(claims['nats']);
	const restrictions: string[] = [];
	if (list(user['src']).length > 0) restrictions.push('source addresses');
	if (list(user['times']).length > 0) restrictions.push('times of day');
	if (list(user['allowed_connection_types']).length > 0) restrictions.push('connection types');
	return {
		expiresAt: number(claims['exp']) * 1000,
		validFrom: number(claims['nbf']) * 1000,
		subject: typeof claims['sub'] === 'string' ? claims['sub'] : '',
		restrictions,
	};
}

/** True when the seed is the one whose public key the token is for. */
export function seedFits(seed: Uint8Array, facts: TokenFacts): boolean {
	return facts.subject === '' || nkeys.fromSeed(seed).getPublicKey() === facts.subject;
}

function claimsOf(token: string): Fields | undefined {
	try {
		const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
		return fieldsOrNothing(claims);
	} catch {
		return undefined;
	}
}
