// What is known of an account's claims: the limits and rights that its operator has signed. Never the token itself.

const operatorAccount = /^A[A-Z2-7]{55}$/;

/** Whether an account is an operator's, known by its public key; accounts of a configuration file have no claims. */
export function isOperatorAccount(id: string): boolean {
	return operatorAccount.test(id);
}

type ClaimLimit = {
	/** `connections`, `payload`, `R3 storage`. */
	readonly name: string;
	readonly unit: 'count' | 'bytes';
	/** Undefined when unlimited; 0 forbids. */
	readonly limit: number | 'unreadable' | undefined;
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
	readonly expiresAt: number | 'unreadable' | undefined;
	readonly limits: readonly ClaimLimit[];
	/** How many there are; undefined where that cannot be read. */
	readonly signingKeys: number | undefined;
	readonly imports: number | undefined;
	readonly exports: number | undefined;
	/** Users whose credentials are no longer good. */
	readonly revocations: number | undefined;
};

export type SeenClaims = {readonly claims: AccountClaims; readonly at: number};

export type KnownClaims = {
	/** Seen on their way to the servers, which may refuse them. */
	pushed: SeenClaims | undefined;
	/** The claims that each server uses, by server id, as far as servers were asked. */
	readonly told: Map<string, SeenClaims>;
	/** What they were before the last change that was seen. */
	before: AccountClaims | undefined;
	/** Id of the claims of which the last change was told. */
	newsId: string;
};

export function copyOfKnownClaims({pushed, told, before, newsId}: KnownClaims): KnownClaims {
	return {pushed, told: new Map(told), before, newsId};
}

/** The claims that count as known: what was learnt last. */
export function currentClaims({pushed, told}: KnownClaims): SeenClaims | undefined {
	let newest = pushed;
	for (const seen of told.values()) if (newest === undefined || seen.at >= newest.at) newest = seen;
	return newest;
}

export type ClaimChange = {
	readonly name: string;
	readonly unit: ClaimLimit['unit'] | 'time' | 'text';
	/** Epoch seconds for times. Undefined: no limit, never. */
	readonly from: number | string | undefined;
	readonly to: number | string | undefined;
};

/** How many there are of what claims list. */
export function claimCounts({
	signingKeys,
	revocations,
	imports,
	exports,
}: AccountClaims): readonly {readonly name: string; readonly many: number | 'unreadable'}[] {
	return [
		{name: 'signing keys', many: signingKeys ?? 'unreadable'},
		{name: 'revoked users', many: revocations ?? 'unreadable'},
		{name: 'imports made', many: imports ?? 'unreadable'},
		{name: 'exports offered', many: exports ?? 'unreadable'},
	];
}

/** What differs between two claims of one account. */
export function claimChanges(before: AccountClaims, after: AccountClaims): readonly ClaimChange[] {
	const changes: ClaimChange[] = [];
	const compare = (name: string, unit: ClaimChange['unit'], from: ClaimChange['from'], to: ClaimChange['to']): void => {
		if (from !== to) changes.push({name, unit, from, to});
	};
	compare('issuer', 'text', before.issuer, after.issuer);
	const old = new Map(before.limits.map(limit => [limit.name, limit]));
	for (const {name, unit, limit} of after.limits) {
		// What the others do not name at all is nothing.
		const known = old.get(name);
		compare(name, unit, known === undefined ? 0 : known.limit, limit);
		old.delete(name);
	}
	for (const {name, unit, limit} of old.values()) compare(name, unit, limit, 0);
	const counts = claimCounts(after);
	for (const [index, {name, many}] of claimCounts(before).entries()) compare(name, 'count', many, counts[index]?.many);
	compare('expires', 'time', before.expiresAt, after.expiresAt);
	compare('name', 'text', before.name, after.name);
	return changes;
}
