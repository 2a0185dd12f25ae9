import {type Account, type AccountShare, createAccount, type ShareReport, takeShare} from './account.ts';
import {limits, type Model, makeRoom} from './model.ts';
import type {Server} from './server.ts';
import {isSpeaking} from './server-state.ts';
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

export type AccountSum = {
	readonly connections: number;
	readonly leafs: number;
	readonly subscriptions: number | undefined;
	/**
	 * To and from clients and leafnodes, which is what went into the account and what came out of it; undefined until
	 * a second sample of a share.
	 */
	readonly messagesIn: number | undefined;
	readonly messagesOut: number | undefined;
	readonly bytesIn: number | undefined;
	readonly bytesOut: number | undefined;
	readonly slowConsumers: number | undefined;
	/** Messages a second on their way between servers, not in the rates above; undefined where nobody tells. */
	readonly copiesIn: number | undefined;
	readonly copiesOut: number | undefined;
	/** Servers that do not tell copies apart, and have other servers to exchange them with: the rates include them. */
	readonly withCopies: number;
	/** Servers with a connection of it. */
	readonly servers: number;
	/** Servers that had a connection of it and are not heard now: all other numbers are at least what they say. */
	readonly unheard: number;
	/** Connections with those last known on servers that are not heard; undefined when no server has told. */
	readonly lastKnownConnections: number | undefined;
	/** Arrival of the oldest word of a server that has a connection of it; without any, of the last word. */
	readonly oldestAt: number | undefined;
};

/**
 * Whether a share is from before: its server is silent, or drains and answers nothing, and had connections of the
 * account. A process that has ended has none.
 */
export function isUnheard(server: Server, share: AccountShare): boolean {
	return !isSpeaking(server) && server.goodbye?.kind !== 'stopped' && share.connections + share.leafs > 0;
}

/** Whether a server that does not tell copies apart has anybody to exchange them with, as far as is known. */
export function countsCopies(server: Server, share: AccountShare): boolean {
	if (share.sent === undefined || share.copies !== undefined) return false;
	return server.stats === undefined || server.stats.peers.length + server.stats.gateways.length > 0;
}

/** The account over all servers that are heard; what is missing of others is counted as `unheard`. */
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
	let copiesIn: number | undefined;
	let copiesOut: number | undefined;
	let withCopies = 0;
	let unheard = 0;
	let lastKnown = 0;
	let servers = 0;
	let oldestAt: number | undefined;
	let lastLeftAt: number | undefined;
	for (const share of account.shares.values()) {
		const server = model.servers.get(share.serverId);
		if (server === undefined) continue;
		if (!isSpeaking(server)) {
			if (!isUnheard(server, share)) continue;
			unheard++;
			lastKnown += share.connections;
			continue;
		}
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
			if (countsCopies(server, share)) withCopies++;
			if (share.copyRates !== undefined) {
				copiesIn = (copiesIn ?? 0) + share.copyRates.messagesIn;
				copiesOut = (copiesOut ?? 0) + share.copyRates.messagesOut;
			}
			messagesIn += share.rates.messagesIn;
			messagesOut += share.rates.messagesOut;
			bytesIn += share.rates.bytesIn;
			bytesOut += share.rates.bytesOut;
		}
	}
	const isTold = oldestAt !== undefined || lastLeftAt !== undefined || unheard > 0;
	return {
		connections,
		unheard,
		lastKnownConnections: isTold ? connections + lastKnown : undefined,
		copiesIn,
		copiesOut,
		withCopies,
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
