// What a server tells when it is asked for more than its statistics: its health, its configuration, its subscriptions.
import type {ServerMoment} from './server-clock.ts';

/** At the last answer to HEALTHZ. */
export type Health = {
	/** Arrival here, epoch milliseconds. */
	readonly at: number;
	/** `ok`, `unavailable`, `error`: the server's own word. */
	readonly status: string;
	readonly statusCode: number | undefined;
	/** Why it is not well; empty when it is. */
	readonly error: string;
};

/** At the last answer to VARZ; which configuration it is stands in the server's `configuration`. */
export type ServerVariables = {
	readonly at: number;
	readonly goVersion: string;
	readonly commit: string;
	readonly maxConnections: number | 'none' | undefined;
	readonly maxSubscriptions: number | 'none' | undefined;
	readonly maxPayloadBytes: number | undefined;
	readonly maxPendingBytes: number | undefined;
	readonly maxControlLineBytes: number | undefined;
	readonly pingEveryMs: number | undefined;
	/** PINGs that may be without an answer. */
	readonly pingsOut: number | undefined;
	readonly writeDeadlineMs: number | undefined;
	readonly loginTimeoutMs: number | undefined;
	readonly needsLogin: boolean;
	readonly needsTls: boolean;
	/** Clients need a certificate. */
	readonly verifiesClients: boolean;
	/** By the clock of whoever issued it, epoch milliseconds. */
	readonly certificateUntil: number | undefined;
	readonly coresSeen: number | undefined;
	/** GOMAXPROCS. */
	readonly coresUsed: number | undefined;
	readonly diskWaits:
		| {readonly waiting: number | undefined; readonly waits: number | undefined; readonly longestMs: number | undefined}
		| undefined;
};

export type SubscriptionFigures = {
	readonly subscriptions: number | undefined;
	readonly cached: number | undefined;
	readonly inserts: number | undefined;
	readonly removes: number | undefined;
	readonly matches: number | undefined;
	/** From 0 to 1. */
	readonly hitRate: number | undefined;
	readonly mostFanout: number | undefined;
	readonly averageFanout: number | undefined;
};

/** At the last answer to SUBSZ, with rates between the last two. */
export type SubscriptionCounts = SubscriptionFigures &
	ServerMoment & {
		readonly at: number;
		readonly insertsPerSecond: number | undefined;
		readonly removesPerSecond: number | undefined;
		readonly matchesPerSecond: number | undefined;
	};

export type ServerDetails = {
	readonly health: Health | undefined;
	readonly variables: ServerVariables | undefined;
	readonly subscriptions: SubscriptionCounts | undefined;
};
