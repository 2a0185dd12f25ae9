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
		connections: 0,
		leafs: 0,
		subscriptions: undefined,
		sent: undefined,
		received: undefined,
		slowConsumers: undefined,
		at,
		serverTime: 0,
		rates: undefined,
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
export function noOthersThan(model: Model, server: Server, listed: ReadonlySet<string>, at: number): void {
	for (const account of model.accounts.values()) {
		const share = account.shares.get(server.id);
		if (share === undefined || listed.has(account.id)) continue;
		share.connections = 0;
		share.at = at;
	}
}

export type AccountSum = {
	readonly connections: number;
	readonly leafs: number;
	readonly subscriptions: number | undefined;
	/** Undefined until a second sample of every share that has traffic. */
	readonly messagesIn: number | undefined;
	readonly messagesOut: number | undefined;
	readonly bytesIn: number | undefined;
	readonly bytesOut: number | undefined;
	readonly slowConsumers: number | undefined;
	/** Servers with a connection of it. */
	readonly servers: number;
	/** Arrival of the oldest word of a server that has a connection of it; without any, of the last word. */
	readonly oldestAt: number | undefined;
};

/** The account over all servers that are there; shares of servers that are gone or silent do not count. */
export function sumOf(model: Model, account: Account): AccountSum {
	let connections = 0;
	let leafs = 0;
	let subscriptions: number | undefined;
	let slowConsumers: number | undefined;
	let rated = false;
	let messagesIn = 0;
	let messagesOut = 0;
	let bytesIn = 0;
	let bytesOut = 0;
	let servers = 0;
	let oldestAt: number | undefined;
	let lastLeftAt: number | undefined;
	for (const share of account.shares.values()) {
		const server = model.servers.get(share.serverId);
		if (server === undefined || server.goodbye !== undefined || server.silentSince !== undefined) continue;
		connections += share.connections;
		leafs += share.leafs;
		const isHere = share.connections + share.leafs > 0;
		if (isHere) servers++;
		if (share.subscriptions !== undefined) subscriptions = (subscriptions ?? 0) + share.subscriptions;
		if (share.slowConsumers !== undefined) slowConsumers = (slowConsumers ?? 0) + share.slowConsumers;
		if (!isHere) lastLeftAt = Math.max(lastLeftAt ?? 0, share.at);
		else if (oldestAt === undefined || share.at < oldestAt) oldestAt = share.at;
		if (share.rates !== undefined) {
			rated = true;
			// Nobody tells of an account again that nobody uses: its last rate is over.
			if (!isHere) continue;
			messagesIn += share.rates.messagesIn;
			messagesOut += share.rates.messagesOut;
			bytesIn += share.rates.bytesIn;
			bytesOut += share.rates.bytesOut;
		}
	}
	return {
		connections,
		leafs,
		subscriptions,
		slowConsumers,
		servers,
		oldestAt: oldestAt ?? lastLeftAt,
		messagesIn: rated ? messagesIn : undefined,
		messagesOut: rated ? messagesOut : undefined,
		bytesIn: rated ? bytesIn : undefined,
		bytesOut: rated ? bytesOut : undefined,
	};
}
