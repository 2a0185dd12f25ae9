// Reading an account's claims without checking their signature: only what may be shown, never the token.
import {type Fields, fields, fieldsOrNothing, list, number, numberOrNothing, text} from './fields.ts';

type LimitFields = {
	readonly name: string;
	readonly unit: 'count' | 'bytes';
	/** Undefined when unlimited; 0 forbids. */
	readonly limit: number | undefined;
};

export type ClaimsFields = {
	/** Id of the account. */
	readonly account: string;
	/** The account's name; its id when it has none. */
	readonly name: string;
	/** Public key of the operator, or of one of its signing keys. */
	readonly issuer: string;
	/** Of the token, to tell two apart. */
	readonly id: string;
	/** Epoch seconds. */
	readonly issuedAt: number | undefined;
	/** Epoch seconds; undefined when they do not expire. */
	readonly expiresAt: number | undefined;
	readonly limits: readonly LimitFields[];
	readonly signingKeys: number;
	readonly imports: number;
	readonly exports: number;
	/** Users whose credentials are no longer good. */
	readonly revocations: number;
};

type Place = {
	readonly field: string;
	readonly name: string;
	readonly unit: LimitFields['unit'];
	/** Whether a server takes 0, and what is left out, for "no limit"; otherwise it forbids. */
	readonly zeroIsUnlimited?: boolean;
};

const places: readonly Place[] = [
	{field: 'conn', name: 'connections', unit: 'count'},
	{field: 'leaf', name: 'leafnodes', unit: 'count'},
	{field: 'subs', name: 'subscriptions', unit: 'count'},
	{field: 'payload', name: 'payload', unit: 'bytes'},
	{field: 'data', name: 'data', unit: 'bytes'},
	{field: 'imports', name: 'imports', unit: 'count'},
	{field: 'exports', name: 'exports', unit: 'count'},
];
const jetStreamPlaces: readonly Place[] = [
	{field: 'mem_storage', name: 'memory storage', unit: 'bytes'},
	{field: 'disk_storage', name: 'file storage', unit: 'bytes'},
	{field: 'streams', name: 'streams', unit: 'count', zeroIsUnlimited: true},
	{field: 'consumer', name: 'consumers', unit: 'count', zeroIsUnlimited: true},
];
/** Replicas are one to five. */
const mostTiers = 5;

function limitsOf(block: Fields, wanted: readonly Place[], prefix = ''): LimitFields[] {
	return wanted.map(({field, name, unit, zeroIsUnlimited}) => {
		const limit = number(block[field]);
		const isLimited = limit > 0 || (limit === 0 && zeroIsUnlimited !== true);
		return {name: prefix + name, unit, limit: isLimited ? limit : undefined};
	});
}

/** Without any storage an account has no JetStream, and none of its limits. */
function jetStreamLimitsOf(block: Fields, prefix = ''): LimitFields[] {
	const hasStorage = number(block['mem_storage']) !== 0 || number(block['disk_storage']) !== 0;
	return hasStorage ? limitsOf(block, jetStreamPlaces, prefix) : [];
}

function allLimitsOf(block: Fields): readonly LimitFields[] {
	const tiers = Object.entries(fields(block['tiered_limits'])).slice(0, mostTiers);
	return [
		...limitsOf(block, places),
		...jetStreamLimitsOf(block),
		...tiers.flatMap(([tier, limits]) => jetStreamLimitsOf(fields(limits), `${text(tier)} `)),
	];
}

/** What decoded claims say; undefined when they are not an account's. */
export function accountClaimsIn(claims: Fields): ClaimsFields | undefined {
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

/** What a token of any kind says; undefined when it is none. */
export function claimsOfToken(token: string): Fields | undefined {
	const parts = token.trim().split('.');
	if (parts.length !== 3 || token.length > 1_000_000) return undefined;
	return fieldsOrNothing(jsonOf(parts[1] ?? ''));
}

/** What a token says; undefined when it is not an account's. */
export function accountClaimsOf(token: string): ClaimsFields | undefined {
	return accountClaimsIn(claimsOfToken(token) ?? {});
}
