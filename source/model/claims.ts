// What is known of an account's claims: the limits and rights that its operator has signed. Never the token itself.
import type {Account} from './account.ts';
import type {Model} from './model.ts';

export type ClaimLimit = {
	/** `connections`, `payload`, `R3 storage`. */
	readonly name: string;
	readonly unit: 'count' | 'bytes';
	/** Undefined when unlimited. A limit that the claims leave out is 0, which forbids. */
	readonly limit: number | undefined;
};

export type AccountClaims = {
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
	readonly limits: readonly ClaimLimit[];
	readonly signingKeys: number;
	readonly imports: number;
	readonly exports: number;
	/** Users whose credentials are no longer good. */
	readonly revocations: number;
};

type Seen = {readonly claims: AccountClaims; readonly at: number};

export type KnownClaims = {
	/** Seen on their way to the servers, which may refuse them. */
	pushed: Seen | undefined;
	/** Those that each server goes by, by server id, as far as they were asked. */
	readonly told: Map<string, Seen>;
	/** What they were before the last change that was seen. */
	before: AccountClaims | undefined;
	/** Id of the claims of which the last change was told. */
	newsId: string;
};

export type ClaimsSeen = {
	/** True when they are others than those known before, or the first that were pushed. */
	readonly isNews: boolean;
	readonly before: AccountClaims | undefined;
};

/** The same claims within this time are the same message by another path. */
const twiceMs = 5000;

/** The claims that count as known: what was learnt last. */
export function currentClaims({pushed, told}: KnownClaims): Seen | undefined {
	let newest = pushed;
	for (const seen of told.values()) if (newest === undefined || seen.at >= newest.at) newest = seen;
	return newest;
}

function knownOf(account: Account): KnownClaims {
	account.claims ??= {pushed: undefined, told: new Map(), before: undefined, newsId: ''};
	return account.claims;
}

/** Claims on their way to the servers; undefined when this very message came before. */
export function claimsPushed(account: Account, claims: AccountClaims, at: number): ClaimsSeen | undefined {
	const known = knownOf(account);
	const {pushed} = known;
	if (pushed !== undefined && pushed.claims.id === claims.id && at - pushed.at < twiceMs) return undefined;
	const before = currentClaims(known)?.claims;
	known.pushed = {claims, at};
	known.newsId = claims.id;
	if (before !== undefined && before.id !== claims.id) known.before = before;
	return {isNews: true, before};
}

/** The claims that a server goes by. They are news when that server went by others, and nobody was seen pushing them. */
export function claimsTold(model: Model, account: Account, serverId: string, claims: AccountClaims, at: number): ClaimsSeen {
	const known = knownOf(account);
	const before = known.told.get(serverId)?.claims;
	// Servers that ended are of no more use here.
	if (known.told.size > model.servers.size) {
		for (const id of known.told.keys()) if (!model.servers.has(id)) known.told.delete(id);
	}
	// Most servers go by the same ones, which are kept once.
	const same = [known.pushed, currentClaims(known)].find(seen => seen?.claims.id === claims.id);
	known.told.set(serverId, {claims: same?.claims ?? claims, at});
	const isNews = before !== undefined && before.id !== claims.id && known.newsId !== claims.id;
	if (isNews) {
		known.before = before;
		known.newsId = claims.id;
	}
	return {isNews, before};
}

export type ClaimChange = {
	readonly name: string;
	readonly unit: ClaimLimit['unit'] | 'time' | 'text';
	/** Epoch seconds for times. Undefined: no limit, never. */
	readonly from: number | string | undefined;
	readonly to: number | string | undefined;
};

/** What differs between two claims of one account. */
export function claimChanges(before: AccountClaims, after: AccountClaims): readonly ClaimChange[] {
	const changes: ClaimChange[] = [];
	const compare = (name: string, unit: ClaimChange['unit'], from: ClaimChange['from'], to: ClaimChange['to']): void => {
		if (from !== to) changes.push({name, unit, from, to});
	};
	const old = new Map(before.limits.map(limit => [limit.name, limit]));
	for (const {name, unit, limit} of after.limits) {
		// What the others do not name at all is nothing.
		const known = old.get(name);
		compare(name, unit, known === undefined ? 0 : known.limit, limit);
		old.delete(name);
	}
	for (const {name, unit, limit} of old.values()) compare(name, unit, limit, 0);
	compare('revoked users', 'count', before.revocations, after.revocations);
	compare('signing keys', 'count', before.signingKeys, after.signingKeys);
	compare('imports made', 'count', before.imports, after.imports);
	compare('exports offered', 'count', before.exports, after.exports);
	compare('expires', 'time', before.expiresAt, after.expiresAt);
	compare('name', 'text', before.name, after.name);
	compare('issuer', 'text', before.issuer, after.issuer);
	return changes;
}
