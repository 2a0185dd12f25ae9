// One account over all servers. Every server tells of its own share; sums are made when they are looked at.
import type {KnownClaims} from './claims.ts';
import {type BothWays, grownBy, type Traffic, type TrafficRates, trafficRates} from './stats.ts';
import type {Run} from './run.ts';
import {createTally, type Tally} from './tally.ts';

/**
 * What of an account's traffic went over routes and gateways: the same messages once more, on their way between two
 * servers. Servers tell it since 2.11.5.
 */
type Copies = BothWays;

type Sample = BothWays & {
	readonly serverTime: number;
	readonly copies: Copies | undefined;
};

/** An account's share on one server, as that server counts it. */
export type AccountShare = {
	readonly serverId: string;
	/** Undefined where the server's number cannot be read. */
	connections: number | undefined;
	leafs: number | undefined;
	subscriptions: number | undefined;
	/** All of it, copies between servers included. */
	sent: Traffic | undefined;
	received: Traffic | undefined;
	copies: Copies | undefined;
	slowConsumers: number | undefined;
	/** Arrival of the last word about it. */
	at: number;
	serverTime: number;
	/** To and from clients and leafnodes; with the copies between servers where the server does not tell them apart. */
	rates: TrafficRates | undefined;
	/** Of the copies between servers, which `rates` leaves out; undefined where they are not told apart. */
	copyRates: TrafficRates | undefined;
	/** The sample that the next rate is measured from. */
	base: Sample | undefined;
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
	/** Clients turned away because it has as many connections as it may; undefined before the first. */
	turnedAway: Run | undefined;
	/** Ids of the last few servers that turned them away. */
	readonly turnedAwayOn: Set<string>;
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
		turnedAway: undefined,
		turnedAwayOn: new Set(),
		claims: undefined,
	};
}

/** What one server says of an account. */
export type ShareReport = {
	readonly connections: number | undefined;
	readonly leafs: number | undefined;
	readonly subscriptions: number | undefined;
	readonly sent: Traffic | undefined;
	readonly received: Traffic | undefined;
	/** The part of both that is copies between servers. */
	readonly copies: Copies | undefined;
	readonly slowConsumers: number | undefined;
};

const shortestSampleMs = 900;

function hasFallen(before: number | undefined, after: number | undefined): boolean {
	return before !== undefined && after !== undefined && after < before;
}

function fell(before: Traffic, after: Traffic): boolean {
	return hasFallen(before.messages, after.messages) || hasFallen(before.bytes, after.bytes);
}

function difference(all: number | undefined, part: number | undefined): number | undefined {
	return all === undefined || part === undefined ? undefined : all - part;
}

function without(all: Traffic, part: Traffic | undefined): Traffic {
	if (part === undefined) return all;
	return {messages: difference(all.messages, part.messages), bytes: difference(all.bytes, part.bytes)};
}

// Servers add the overhead of headers to routes and leafnodes both, so that this may fall by a little.
function direct({sent, received, copies}: Sample): BothWays {
	return {sent: without(sent, copies?.sent), received: without(received, copies?.received)};
}

/** Takes one server's word about its share of the account; the rate is measured by the server's clock. */
export function takeShare(share: AccountShare, report: ShareReport, serverTime: number, at: number): number {
	const slowBefore = share.slowConsumers;
	share.connections = report.connections;
	share.leafs = report.leafs;
	share.subscriptions = report.subscriptions;
	share.sent = report.sent;
	share.received = report.received;
	share.copies = report.copies;
	share.slowConsumers = report.slowConsumers;
	share.at = at;
	share.serverTime = serverTime;
	const {sent, received, copies} = report;
	if (sent === undefined || received === undefined) return 0;
	const {base} = share;
	// Counters restart when the account is dropped and loaded again; a clock may be set back.
	const isNew = base === undefined || (base.copies === undefined) !== (copies === undefined);
	if (isNew || serverTime < base.serverTime || fell(base.sent, sent) || fell(base.received, received)) {
		share.base = {serverTime, sent, received, copies};
		share.rates = undefined;
		share.copyRates = undefined;
	} else if (serverTime - base.serverTime >= shortestSampleMs) {
		const seconds = (serverTime - base.serverTime) / 1000;
		const sample: Sample = {serverTime, sent, received, copies};
		share.rates = trafficRates(direct(base), direct(sample), seconds);
		share.copyRates =
			base.copies === undefined || copies === undefined ? undefined : trafficRates(base.copies, copies, seconds);
		share.base = sample;
	}
	return grownBy(slowBefore, report.slowConsumers);
}
