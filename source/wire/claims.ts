// Reading an account's JWT without checking its signature: only what may be shown, never the token.
import {fields, list, numberOrNothing, text} from './fields.ts';

export type AccountClaims = {
	readonly account: string;
	readonly name: string;
	readonly issuer: string;
	/** Epoch seconds. */
	readonly issuedAt: number | undefined;
	readonly expiresAt: number | undefined;
	/** Connection limit; undefined when unlimited or not told. */
	readonly connectionLimit: number | undefined;
	readonly signingKeys: number;
};

function jsonOf(part: string): unknown {
	try {
		// `atob` knows only the plain alphabet, and gives bytes as characters.
		const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0));
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		return undefined;
	}
}

/** What the token says; undefined when it is not an account's. */
export function accountClaimsOf(token: string): AccountClaims | undefined {
	const parts = token.trim().split('.');
	if (parts.length !== 3 || token.length > 1_000_000) return undefined;
	const claims = fields(jsonOf(parts[1] ?? ''));
	const nats = fields(claims['nats']);
	const account = text(claims['sub']);
	// Version 1 tokens carry the type outside of `nats`.
	const type = text(nats['type']) || text(claims['type']);
	if (type !== 'account' || account === '') return undefined;
	const connections = numberOrNothing(fields(nats['limits'])['conn']);
	return {
		account,
		name: text(claims['name']) || account,
		issuer: text(claims['iss']),
		issuedAt: numberOrNothing(claims['iat']),
		expiresAt: numberOrNothing(claims['exp']),
		connectionLimit: connections === undefined || connections < 0 ? undefined : connections,
		signingKeys: list(nats['signing_keys']).length,
	};
}
