// One account over all servers. Every server tells of its own share; sums are made when they are looked at.
import {copyOfKnownClaims, type KnownClaims} from './claims.ts';
import {copyOfMap} from './copy-of-map.ts';
import {copyOfHistory, type History} from './history.ts';
import {shortestSampleMs} from './server-clock.ts';
import {type BothWays, grownBy, type Traffic, type TrafficRates, trafficRates} from './stats.ts';
import {copyOfRun, type Run} from './run.ts';
import {copyOfTally, createTally, type Tally} from './tally.ts';

/**
 * What of an account's traffic went over routes and gateways: the same messages once more, on their way between two
 * servers. Servers tell it since 2.11.5.
 */
type Copies = BothWays;

type Sample = BothWays & {
	readonly serverTime: number;
	/** Of the server's clock: samples of different runs cannot be compared. */
	readonly run: number;
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
	/** The server's number of that word; 0 for none. */
	sequence: number;
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
	/** Messages a second in and out over all servers, where they are known; undefined before the first time. */
	traffic: History | undefined;
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
		traffic: undefined,
		claims: undefined,
	};
}

function copyOfShare(share: AccountShare): AccountShare {
	return {
		serverId: share.serverId,
		connections: share.connections,
		leafs: share.leafs,
		subscriptions: share.subscriptions,
		sent: share.sent,
		received: share.received,
		copies: share.copies,
		slowConsumers: share.slowConsumers,
		at: share.at,
		sequence: share.sequence,
		rates: share.rates,
		copyRates: share.copyRates,
		base: share.base,
		eventId: share.eventId,
	};
}

export function copyOfAccount(account: Account): Account {
	return {
		id: account.id,
		name: account.name,
		firstSeenAt: account.firstSeenAt,
		lastSeenAt: account.lastSeenAt,
		shares: copyOfMap(account.shares, copyOfShare),
		connects: copyOfTally(account.connects),
		disconnects: copyOfTally(account.disconnects),
		slow: copyOfTally(account.slow),
		turnedAway: account.turnedAway && copyOfRun(account.turnedAway),
		turnedAwayOn: new Set(account.turnedAwayOn),
		traffic: account.traffic && copyOfHistory(account.traffic),
		claims: account.claims && copyOfKnownClaims(account.claims),
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

function direct({sent, received, copies}: Sample): BothWays {
	return {sent: without(sent, copies?.sent), received: without(received, copies?.received)};
}

// Servers add the overhead of headers to routes and leafnodes both, so that what is left may fall by a little.
function notBelow(before: Traffic, after: Traffic): Traffic {
	const higher = (one: number | undefined, other: number | undefined): number | undefined =>
		one === undefined || other === undefined ? undefined : Math.max(one, other);
	return {messages: higher(before.messages, after.messages), bytes: higher(before.bytes, after.bytes)};
}

function directRates(before: Sample, after: Sample, seconds: number): TrafficRates {
	const [was, is] = [direct(before), direct(after)];
	const kept = {sent: notBelow(was.sent, is.sent), received: notBelow(was.received, is.received)};
	return trafficRates(was, kept, seconds);
}

/**
 * Takes one server's word about its share of the account. The rate is measured by the server's clock, within one `run`
 * of it. Gives how many slow consumers have come.
 */
export function takeShare(
	share: AccountShare,
	report: ShareReport,
	serverTime: number | undefined,
	run: number,
): number {
	const slowBefore = share.slowConsumers;
	share.connections = report.connections;
	share.leafs = report.leafs;
	share.subscriptions = report.subscriptions;
	share.sent = report.sent;
	share.received = report.received;
	share.copies = report.copies;
	share.slowConsumers = report.slowConsumers;
	const {sent, received, copies} = report;
	if (sent === undefined || received === undefined || serverTime === undefined) {
		share.base = undefined;
		share.rates = undefined;
		share.copyRates = undefined;
		return grownBy(slowBefore, report.slowConsumers);
	}
	const {base} = share;
	// Counters restart when the account is dropped and loaded again.
	const isNew = base === undefined || base.run !== run || (base.copies === undefined) !== (copies === undefined);
	if (isNew || fell(base.sent, sent) || fell(base.received, received)) {
		share.base = {serverTime, run, sent, received, copies};
		share.rates = undefined;
		share.copyRates = undefined;
	} else if (serverTime - base.serverTime >= shortestSampleMs) {
		const seconds = (serverTime - base.serverTime) / 1000;
		const sample: Sample = {serverTime, run, sent, received, copies};
		share.rates = directRates(base, sample, seconds);
		share.copyRates =
			base.copies === undefined || copies === undefined ? undefined : trafficRates(base.copies, copies, seconds);
		share.base = sample;
	}
	return grownBy(slowBefore, report.slowConsumers);
}
