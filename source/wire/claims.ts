// Reading an account's claims without checking their signature: only what may be shown, never the token.
import {parsedJson} from '../format/parsed-json.ts';
import {amountOrNothing, amountUnlessLeftOut, type Fields, fields, fieldsOrNothing, text} from './fields.ts';

type LimitFields = {
	readonly name: string;
	readonly unit: 'count' | 'bytes';
	/** Undefined when unlimited; 0 forbids. */
	readonly limit: number | 'unreadable' | undefined;
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
	readonly expiresAt: number | 'unreadable' | undefined;
	readonly limits: readonly LimitFields[];
	/** How many there are; undefined where the list cannot be read. */
	readonly signingKeys: number | undefined;
	readonly imports: number | undefined;
	readonly exports: number | undefined;
	/** Users whose credentials are no longer good. */
	readonly revocations: number | undefined;
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
	return wanted.map(({field, name, unit, zeroIsUnlimited}) => ({
		name: prefix + name,
		unit,
		limit: limitOf(block[field], zeroIsUnlimited === true),
	}));
}

/** What is left out is 0, and −1 means "no limit"; whether 0 means it too depends on the limit. */
function limitOf(value: unknown, zeroIsUnlimited: boolean): number | 'unreadable' | undefined {
	if (value === -1) return undefined;
	const limit = amountUnlessLeftOut(value);
	if (limit === undefined) return 'unreadable';
	return limit === 0 && zeroIsUnlimited ? undefined : limit;
}

/** Without any storage an account has no JetStream, and none of its limits. */
function jetStreamLimitsOf(block: Fields, prefix = ''): LimitFields[] {
	const hasStorage = [block['mem_storage'], block['disk_storage']].some(limit => amountUnlessLeftOut(limit) !== 0);
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

/** 0 means "never", as leaving it out does. */
function expiryOf(value: unknown): number | 'unreadable' | undefined {
	const expiry = amountUnlessLeftOut(value);
	return expiry === undefined ? 'unreadable' : expiry || undefined;
}

/** How many are listed; what is left out lists none. */
function lengthOf(value: unknown): number | undefined {
	if (value === undefined) return 0;
	return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
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
		issuedAt: amountOrNothing(claims['iat']),
		expiresAt: expiryOf(claims['exp']),
		limits: allLimitsOf(fields(nats['limits'])),
		signingKeys: lengthOf(nats['signing_keys']),
		imports: lengthOf(nats['imports']),
		exports: lengthOf(nats['exports']),
		revocations: lengthOf(nats['revocations']),
	};
}

function jsonOf(part: string): unknown {
	try {
		// `atob` knows only the plain alphabet, and gives bytes as characters.
		const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0));
		return parsedJson(new TextDecoder().decode(bytes));
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

/** What a token says, or the claims in it when they were kept without it; undefined when they are not an account's. */
export function accountClaimsOf(text: string): ClaimsFields | undefined {
	const claims = text.startsWith('{') ? fieldsOrNothing(parsedJson(text)) : claimsOfToken(text);
	return accountClaimsIn(claims ?? {});
}
