// What a user JWT says about itself, read without verification and without keeping the token: the server never says
// why it refused one.
import {nkeys} from 'nats';
import {parsedJson} from '../../format/parsed-json.ts';
import {type Fields, fields, rawText} from '../../wire/fields.ts';

export type TokenFacts = {
	/** Epoch milliseconds; 0 when it does not expire. */
	readonly expiresAt: number;
	/** Epoch milliseconds; 0 when it is valid from the beginning. */
	readonly validFrom: number;
	/** Nkey of the user it is for; empty when it does not say. */
	readonly subject: string;
	/** Limits in it that may be the cause of a refused login: "source addresses", "times of day", "connection types". */
	readonly restrictions: readonly string[];
	/** It may be used without its seed. */
	readonly isBearer: boolean;
};

/** The facts in a user JWT; undefined when it cannot be decoded. */
export function tokenFacts(token: string): TokenFacts | undefined {
	const claims = claimsOf(token);
	if (!claims) return undefined;
	const user = fields(claims['nats']);
	const restrictions: string[] = [];
	if (isRestricted(user['src'])) restrictions.push('source addresses');
	if (isRestricted(user['times'])) restrictions.push('times of day');
	if (isRestricted(user['allowed_connection_types'])) restrictions.push('connection types');
	return {
		expiresAt: secondsMs(claims['exp']),
		validFrom: secondsMs(claims['nbf']),
		subject: rawText(claims['sub']),
		restrictions,
		isBearer: user['bearer_token'] === true,
	};
}

/** True when the seed is the one whose public key the token is for. */
export function seedFits(seed: Uint8Array, facts: TokenFacts): boolean {
	return facts.subject === '' || nkeys.fromSeed(seed).getPublicKey() === facts.subject;
}

/** What a JWT claims, without verification; undefined when it cannot be decoded. */
export function claimsOf(token: string): Fields | undefined {
	const claims = parsedJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
	return claims === undefined ? undefined : fields(claims);
}

function isRestricted(value: unknown): boolean {
	return Array.isArray(value) && value.length > 0;
}

function secondsMs(value: unknown): number {
	return typeof value === 'number' ? value * 1000 : 0;
}
