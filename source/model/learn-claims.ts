// What becomes of an account when its claims are seen.
import type {Account} from './account.ts';
import {type AccountClaims, currentClaims, type KnownClaims} from './claims.ts';
import type {Model} from './model.ts';

/** What was known before, to be compared. */
type News = {readonly before: AccountClaims | undefined};

/** The same claims within this time are the same message by another path. */
const twiceMs = 5000;

function knownOf(account: Account): KnownClaims {
	account.claims ??= {pushed: undefined, told: new Map(), before: undefined, newsId: ''};
	return account.claims;
}

/** Claims on their way to the servers; undefined when this very message came before. */
export function claimsPushed(account: Account, claims: AccountClaims, at: number): News | undefined {
	const known = knownOf(account);
	const {pushed} = known;
	if (pushed !== undefined && pushed.claims.id === claims.id && at - pushed.at < twiceMs) return undefined;
	const before = currentClaims(known)?.claims;
	known.pushed = {claims, at};
	known.newsId = claims.id;
	if (before !== undefined && before.id !== claims.id) known.before = before;
	return {before};
}

/** The claims that a server uses. They are news when it used others before, and no push of them was seen. */
export function claimsTold(
	model: Model,
	account: Account,
	serverId: string,
	claims: AccountClaims,
	at: number,
): News | undefined {
	const known = knownOf(account);
	const before = known.told.get(serverId)?.claims;
	// Servers that ended are of no more use here.
	if (known.told.size > model.servers.size) {
		for (const id of known.told.keys()) if (!model.servers.has(id)) known.told.delete(id);
	}
	// Most servers use the same claims, which are kept once.
	const same = [known.pushed, currentClaims(known)].find(seen => seen?.claims.id === claims.id);
	known.told.set(serverId, {claims: same?.claims ?? claims, at});
	const isNews = before !== undefined && before.id !== claims.id && known.newsId !== claims.id;
	if (!isNews) return undefined;
	known.before = before;
	known.newsId = claims.id;
	return {before};
}
