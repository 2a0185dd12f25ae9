// An account over all servers that are heard. A sum of which a part is not known is not known; what is missing because
// its server is not heard is counted as `unheard`.
import type {Account, AccountShare} from './account.ts';
import type {Model} from './model.ts';
import type {Server} from './server.ts';
import {isSpeaking} from './server-state.ts';

export type AccountSum = {
	/** Undefined where a server that is heard tells a number that cannot be read; likewise the others. */
	readonly connections: number | undefined;
	readonly leafs: number | undefined;
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

/** Whether there is a connection, or may be one where the number cannot be read. */
function isUsed({connections, leafs}: AccountShare): boolean {
	return connections === undefined || leafs === undefined || connections + leafs > 0;
}

/**
 * Whether a share is from before: its server is silent, or drains and answers nothing, and had connections of the
 * account. A process that has ended has none.
 */
export function isUnheard(server: Server, share: AccountShare): boolean {
	return !isSpeaking(server) && server.goodbye?.kind !== 'stopped' && isUsed(share);
}

/** Whether a server that does not tell copies apart has anybody to exchange them with, as far as is known. */
export function countsCopies(server: Server, share: AccountShare): boolean {
	if (share.sent === undefined || share.copies !== undefined) return false;
	return server.stats === undefined || server.stats.peers.length + server.stats.gateways.length > 0;
}

// While numbers are summed up, NaN is what is not known: a sum with it is not known either. This runs for every account
// and server that is on the screen, so that it makes no lists.
type Summing = {
	connections: number;
	leafs: number;
	lastKnownConnections: number;
	servers: number;
	unheard: number;
	withCopies: number;
	oldestAt: number | undefined;
	lastLeftAt: number | undefined;
	subscriptions: number | undefined;
	slowConsumers: number | undefined;
	/** Whether there is any rate, of a share that is used; and of one that is not. */
	isRated: boolean;
	wasRated: boolean;
	messagesIn: number;
	messagesOut: number;
	bytesIn: number;
	bytesOut: number;
	copiesIn: number | undefined;
	copiesOut: number | undefined;
};

function known(value: number | undefined): number {
	return value ?? Number.NaN;
}

function knownOrNothing(value: number | undefined): number | undefined {
	return value === undefined || Number.isNaN(value) ? undefined : value;
}

/** Of what only some servers tell. */
function withTold(sum: number | undefined, value: number | undefined): number | undefined {
	return value === undefined ? sum : (sum ?? 0) + value;
}

function addRates(sum: Summing, server: Server, share: AccountShare): void {
	const {rates, copyRates} = share;
	if (rates === undefined) return;
	if (!isUsed(share)) {
		sum.wasRated = true;
		return;
	}
	sum.isRated = true;
	if (countsCopies(server, share)) sum.withCopies++;
	sum.messagesIn += known(rates.messagesIn);
	sum.messagesOut += known(rates.messagesOut);
	sum.bytesIn += known(rates.bytesIn);
	sum.bytesOut += known(rates.bytesOut);
	if (copyRates === undefined) return;
	sum.copiesIn = (sum.copiesIn ?? 0) + known(copyRates.messagesIn);
	sum.copiesOut = (sum.copiesOut ?? 0) + known(copyRates.messagesOut);
}

function addShare(sum: Summing, server: Server, share: AccountShare): void {
	if (!isSpeaking(server)) {
		if (!isUnheard(server, share)) return;
		sum.unheard++;
		sum.lastKnownConnections += known(share.connections);
		return;
	}
	sum.connections += known(share.connections);
	sum.lastKnownConnections += known(share.connections);
	sum.leafs += known(share.leafs);
	sum.subscriptions = withTold(sum.subscriptions, share.subscriptions);
	sum.slowConsumers = withTold(sum.slowConsumers, share.slowConsumers);
	if (isUsed(share)) {
		sum.servers++;
		sum.oldestAt = Math.min(sum.oldestAt ?? share.at, share.at);
	} else {
		sum.lastLeftAt = Math.max(sum.lastLeftAt ?? share.at, share.at);
	}
	addRates(sum, server, share);
}

function emptySum(): Summing {
	return {
		connections: 0,
		leafs: 0,
		lastKnownConnections: 0,
		servers: 0,
		unheard: 0,
		withCopies: 0,
		oldestAt: undefined,
		lastLeftAt: undefined,
		subscriptions: undefined,
		slowConsumers: undefined,
		isRated: false,
		wasRated: false,
		messagesIn: 0,
		messagesOut: 0,
		bytesIn: 0,
		bytesOut: 0,
		copiesIn: undefined,
		copiesOut: undefined,
	};
}

/** The account over all servers that are heard; what is missing of others is counted as `unheard`. */
export function sumOf(model: Model, account: Account): AccountSum {
	const sum = emptySum();
	for (const share of account.shares.values()) {
		const server = model.servers.get(share.serverId);
		if (server !== undefined) addShare(sum, server, share);
	}
	const oldestAt = sum.oldestAt ?? sum.lastLeftAt;
	// Nobody tells of an account again that nobody uses: its last rate is over.
	const isOver = sum.servers === 0 && sum.wasRated;
	const rate = (value: number): number | undefined => (sum.isRated || isOver ? knownOrNothing(value) : undefined);
	return {
		connections: knownOrNothing(sum.connections),
		leafs: knownOrNothing(sum.leafs),
		subscriptions: sum.subscriptions,
		slowConsumers: sum.slowConsumers,
		servers: sum.servers,
		unheard: sum.unheard,
		lastKnownConnections:
			oldestAt === undefined && sum.unheard === 0 ? undefined : knownOrNothing(sum.lastKnownConnections),
		oldestAt,
		messagesIn: rate(sum.messagesIn),
		messagesOut: rate(sum.messagesOut),
		bytesIn: rate(sum.bytesIn),
		bytesOut: rate(sum.bytesOut),
		copiesIn: knownOrNothing(sum.copiesIn),
		copiesOut: knownOrNothing(sum.copiesOut),
		withCopies: sum.withCopies,
	};
}
