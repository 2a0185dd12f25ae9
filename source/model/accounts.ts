import {type Account, type AccountShare, createAccount, type ShareReport, takeShare} from './account.ts';
import {limits, type Model, makeRoom} from './model.ts';
import type {Server} from './server.ts';
import {count} from './tally.ts';

/** No message comes later than this by another path. */
const longestDetourMs = 60_000;

/** The account of this id, made when it is new. */
export function accountOf(model: Model, id: string, at: number): Account {
	const known = model.accounts.get(id);
	if (known !== undefined) {
		known.lastSeenAt = at;
		return known;
	}
	model.forgotten.accounts += makeRoom(model.accounts, limits.accounts);
	const account = createAccount(id, at);
	model.accounts.set(id, account);
	return account;
}

function shareOf(account: Account, server: Server, at: number): AccountShare {
	const known = account.shares.get(server.id);
	if (known !== undefined) return known;
	const share: AccountShare = {
		serverId: server.id,
		connections: undefined,
		leafs: undefined,
		subscriptions: undefined,
		sent: undefined,
		received: undefined,
		copies: undefined,
		slowConsumers: undefined,
		at,
		serverTime: 0,
		rates: undefined,
		copyRates: undefined,
		base: undefined,
		eventId: '',
	};
	account.shares.set(server.id, share);
	return share;
}

/**
 * One server's word about its share of an account. `eventId` tells the same event on two subjects apart from two
 * events; empty for answers. False when it was known already.
 */
export function reportShare(
	model: Model,
	server: Server,
	accountId: string,
	accountName: string,
	report: ShareReport,
	serverTime: number,
	eventId: string,
	at: number,
): boolean {
	const account = accountOf(model, accountId, at);
	if (accountName !== '') account.name = accountName;
	const share = shareOf(account, server, at);
	if (eventId !== '') {
		if (share.eventId === eventId) return false;
		share.eventId = eventId;
	}
	// Two paths can reorder; the server's clock says which is newer. Much older: the clock was set back.
	const behindMs = share.serverTime - serverTime;
	if (behindMs > 0 && behindMs < longestDetourMs) return true;
	const slow = takeShare(share, report, serverTime, at);
	if (slow > 0) count(account.slow, at, slow);
	return true;
}

/** A server has listed its accounts with clients, and those of `listed` are all. */
export function zeroUnlisted(model: Model, server: Server, listed: ReadonlySet<string>, at: number): void {
	for (const account of model.accounts.values()) {
		const share = account.shares.get(server.id);
		if (share === undefined || listed.has(account.id)) continue;
		share.connections = 0;
		share.at = at;
	}
}
