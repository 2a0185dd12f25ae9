// Reading an account's claims without checking their signature: only what may be shown, never the token.
import type {AccountClaims, ClaimLimit} from '../model/claims.ts';
import {type Fields, fields, list, number, numberOrNothing, text} from './fields.ts';

/** Where each limit stands among the claims. */
const limitFields: readonly (readonly [field: string, name: string, unit: ClaimLimit['unit']])[] = [
	['conn', 'connections', 'count'],
	['leaf', 'leafnodes', 'count'],
	['subs', 'subscriptions', 'count'],
	['payload', 'payload', 'bytes'],
	['data', 'data', 'bytes'],
	['imports', 'imports', 'count'],
	['exports', 'exports', 'count'],
];
const storageFields: readonly (readonly [field: string, name: string, unit: ClaimLimit['unit']])[] = [
	['mem_storage', 'memory storage', 'bytes'],
	['disk_storage', 'file storage', 'bytes'],
	['streams', 'streams', 'count'],
	['consumer', 'consumers', 'count'],
];
/** Replicas are one to five. */
const mostTiers = 5;

/** −1 means "no limit"; what is left out is 0 to a server, and forbids. */
function limitsOf(block: Fields, names: typeof limitFields, prefix = ''): ClaimLimit[] {
	return names.map(([field, name, unit]) => {
		const limit = number(block[field]);
		return {name: prefix + name, unit, limit: limit < 0 ? undefined : limit};
	});
}

function allLimitsOf(block: Fields): readonly ClaimLimit[] {
	const tiers = Object.entries(fields(block['tiered_limits'])).slice(0, mostTiers);
	return [
		...limitsOf(block, limitFields),
		...limitsOf(block, storageFields),
		...tiers.flatMap(([tier, limits]) => limitsOf(fields(limits), storageFields, `${text(tier)} `)),
	];
}

/** What decoded claims say; undefined when they are not an account's. */
export function accountClaimsIn(claims: Fields): AccountClaims | undefined {
	const nats = fields(claims['nats']);
	const account = text(claims['sub']);
	// Version 1 tokens carry the type outside of `nats`.
	const type = text(nats['type']) || text(claims['type']);
	if (type !== 'account' || account === '') return undefined;
	return {
		account,
		name: text(claims['name']) || account,
		issuer: text(claims['iss']),
		id: text(claims['jti']),
		issuedAt: numberOrNothing(claims['iat']),
		// 0 means "never", as leaving it out does.
		expiresAt: numberOrNothing(claims['exp']) || undefined,
		limits: allLimitsOf(fields(nats['limits'])),
		signingKeys: list(nats['signing_keys']).length,
		imports: list(nats['imports']).length,
		exports: list(nats['exports']).length,
		revocations: Object.keys(fields(nats['revocations'])).length,
	};
}

function jsonOf(part: string): unknown {
	try {
		// `atob` knows only the plain alphabet, and gives bytes as characters.
		const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0));
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		return undefined;
	}
}

/** What a token says; undefined when it is not an account's. */
export function accountClaimsOf(token: string): AccountClaims | undefined {
	const parts = token.trim().split('.');
	if (parts.length !== 3 || token.length > 1_000_000) return undefined;
	return accountClaimsIn(fields(jsonOf(parts[1] ?? '')));
}
