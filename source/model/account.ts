// One account over all servers. Every server tells of its own share; sums are made when they are looked at.
import type {KnownClaims} from './claims.ts';
import type {Traffic} from './stats.ts';
import {createTally, type Tally} from './tally.ts';

export type AccountRates = {
	readonly messagesIn: number;
	readonly messagesOut: number;
	readonly bytesIn: number;
	readonly bytesOut: number;
};

/** An account's share on one server, as that server counts it. */
export type AccountShare = {
	readonly serverId: string;
	connections: number;
	leafs: number;
	subscriptions: number | undefined;
	sent: Traffic | undefined;
	received: Traffic | undefined;
	slowConsumers: number | undefined;
	/** Arrival of the last word about it. */
	at: number;
	serverTime: number;
	rates: AccountRates | undefined;
	/** The sample that the next rate is measured from. */
	base: {readonly serverTime: number; readonly sent: Traffic; readonly received: Traffic} | undefined;
	/** Event id of the last CONNS: the same event comes on two subjects. */
	eventId: string;
};

export type Account = {
	readonly id: string;
	/** Display name; the id when there is none. */
	name: string;
	readonly firstSeenAt: number;
	lastSeenAt: number;
	readonly shares: Map<string, AccountShare>;
	readonly connects: Tally;
	readonly disconnects: Tally;
	readonly slow: Tally;
	/** Of accounts of an operator, once they were pushed or asked for. */
	claims: KnownClaims | undefined;
};

export function createAccount(id: string, at: number): Account {
	return {
		id,
		name: id,
		firstSeenAt: at,
		lastSeenAt: at,
		shares: new Map(),
		connects: createTally(5000, 13),
		disconnects: createTally(5000, 13),
		slow: createTally(5000, 13),
		claims: undefined,
	};
}

/** What one server says of an account. */
export type ShareReport = {
	readonly connections: number;
	readonly leafs: number;
	readonly subscriptions: number | undefined;
	readonly sent: Traffic | undefined;
	readonly received: Traffic | undefined;
	readonly slowConsumers: number | undefined;
};

const shortestSampleMs = 900;

function fell(before: Traffic, after: Traffic): boolean {
	return after.messages < before.messages || after.bytes < before.bytes;
}

/** Takes one server's word about its share of the account; the rate is measured by the server's clock. */
export function takeShare(share: AccountShare, report: ShareReport, serverTime: number, at: number): number {
	const slowBefore = share.slowConsumers;
	share.connections = report.connections;
	share.leafs = report.leafs;
	share.subscriptions = report.subscriptions;
	share.sent = report.sent;
	share.received = report.received;
	share.slowConsumers = report.slowConsumers;
	share.at = at;
	share.serverTime = serverTime;
	const {sent, received} = report;
	if (sent === undefined || received === undefined) return 0;
	const {base} = share;
	// Counters restart when the account is dropped and loaded again; a clock may be set back.
	if (base === undefined || serverTime < base.serverTime || fell(base.sent, sent) || fell(base.received, received)) {
		share.base = {serverTime, sent, received};
		share.rates = undefined;
	} else if (serverTime - base.serverTime >= shortestSampleMs) {
		const seconds = (serverTime - base.serverTime) / 1000;
		share.rates = {
			messagesIn: (received.messages - base.received.messages) / seconds,
			messagesOut: (sent.messages - base.sent.messages) / seconds,
			bytesIn: (received.bytes - base.received.bytes) / seconds,
			bytesOut: (sent.bytes - base.sent.bytes) / seconds,
		};
		share.base = {serverTime, sent, received};
	}
	return slowBefore === undefined ? 0 : Math.max(0, (report.slowConsumers ?? 0) - slowBefore);
}
