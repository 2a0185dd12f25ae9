// One nats-server process: a server's id is new at every start, its name is what people know.
import {spanMs} from '../format/time.ts';
import {can} from './capabilities.ts';
import {createHistory, type History, historyValues} from './history.ts';
import type {JetStreamReport} from './jetstream.ts';
import type {ConnectionEvent} from './journal-entry.ts';
import type {LeafnodeList} from './leafnodes.ts';
import type {LiveConnection} from './live-connection.ts';
import type {ServerDetails} from './server-details.ts';
import {createServerClock, type ServerClock} from './server-clock.ts';
import {createRecentCids, type RecentCids} from './recent-cids.ts';
import {createSequenceWindow, type SequenceWindow} from './sequence-window.ts';
import type {Run} from './run.ts';
import type {Stats, TrafficRates} from './stats.ts';
import {createTally, type Tally} from './tally.ts';

/** Per second, between two samples by the server's own clock. */
export type Rates = TrafficRates & {
	/** Sockets accepted. */
	readonly accepted: number | undefined;
	/** Change of the number of connections; negative when they leave. */
	readonly connections: number | undefined;
	/** Requests to the API of JetStream, and those of them that failed. */
	readonly apiRequests: number | undefined;
	readonly apiErrors: number | undefined;
};

/** How a server said goodbye; a crash says nothing. */
export type Goodbye = {
	readonly kind: 'stopped' | 'lame duck';
	readonly at: number;
	/** When it began to let its clients go: before it stopped, where it drained them first. */
	readonly leavesAt: number;
};

type Restart = {
	/** When the new process began by its own word, but not before the old one was last heard; epoch milliseconds here. */
	readonly at: number;
	/** When the process before it was last heard; 0 when what was heard of it may have waited on the way. */
	readonly notBefore: number;
	/** How long the process before it had been up, when known. */
	readonly previousUptimeMs: number | undefined;
	readonly previousConnections: number | undefined;
	/** True when the process before said that it stops. */
	readonly orderly: boolean;
};

/**
 * How much of what a server numbers we have received: over the present half minute and the one before. What it sends
 * to others is numbered too, so that a gap is at most a loss, never proof of one.
 */
export type Coverage = {
	since: number;
	received: number;
	from: number;
	to: number;
	receivedBefore: number;
	numberedBefore: number;
};

export type Configuration = {
	/** By the server's clock. */
	readonly loadedAt: number | undefined;
	/** Empty before 2.11. */
	readonly digest: string;
};

/** Sockets accepted in the last minute, and the logins that came of them; see login-attempts.ts. */
export type LoginAttempts = {readonly accepted: Tally; readonly loggedIn: Tally; readonly refused: Tally};

export type Server = {
	readonly id: string;
	/** As on the wire, to notice a change cheaply. */
	rawName: string;
	name: string;
	/** Empty for a single server without cluster. */
	cluster: string;
	domain: string;
	version: string;
	host: string;
	tags: readonly string[];
	jetStream: boolean;
	readonly firstSeenAt: number;
	/** Arrival of the last message of any kind. */
	lastSeenAt: number;
	/** Arrival of the last statistics. */
	statsAt: number | undefined;
	/** The server's clock at the last statistics. */
	statsServerTime: number | undefined;
	statsSequence: number;
	stats: Stats | undefined;
	rates: Rates | undefined;
	/** The sample that the next rate is measured from. */
	base: {readonly serverTime: number; readonly run: number; readonly at: number; readonly stats: Stats} | undefined;
	readonly clock: ServerClock;
	readonly histories: {
		readonly messages: History;
		readonly connections: History;
		readonly cpu: History;
		readonly memory: History;
		readonly subscriptions: History;
	};
	/** Slow consumers that came in the last minute. */
	readonly slow: Tally;
	/** Of these, routes, gateways and leafnodes, which servers tell apart since 2.11. */
	readonly slowLinks: Tally;
	/** Connections of clients that were seen to end for being slow: one may be counted more than once in `slow`. */
	readonly slowSeen: Tally;
	/** Clients turned away because it has as many connections as it may; undefined before the first. */
	turnedAway: Run | undefined;
	/** Steady time between two heartbeats, learnt; 10 s until known (30 s before 2.10.21). */
	heartbeatMs: number;
	heartbeatAt: number | undefined;
	/** Undefined where the server tells of each login that never finished, and before the first. */
	attempts: LoginAttempts | undefined;
	/** Time from our PING to the answer. */
	roundTripMs: number | undefined;
	/** Last few offsets of the server's clock against ours. */
	readonly clockOffsetsMs: number[];
	/** They were measured after its clock was set so many times. */
	offsetsOfTimesSet: number;
	goodbye: Goodbye | undefined;
	restart: Restart | undefined;
	/** When the last few processes before this one were over: the others count them on for minutes. */
	predecessorsEndedAt: readonly number[];
	/** Since when it is known to be silent; set and cleared by the clock's tick. */
	silentSince: number | undefined;
	/** Connections known to be open, by connection id. */
	readonly connections: Map<number, LiveConnection>;
	/** Connections whose login was refused, to recognise the DISCONNECT that follows. */
	readonly refusedCids: RecentCids;
	/** Connections that have left, to recognise the CONNECT that comes late. */
	readonly endedCids: RecentCids;
	/** Sequence numbers seen lately, to drop what arrives twice. */
	readonly seenSequences: SequenceWindow;
	readonly coverage: Coverage;
	/** Late CONNECTs that may be logins, or announcements of a reload: see late-connects.ts. */
	readonly lateConnects: ConnectionEvent[];
	/** The last connection known to be live that was announced again. */
	announced: {readonly cid: number; readonly at: number} | undefined;
	/** Until when late CONNECTs are taken for announcements, though nobody is told of a reload. */
	replayedUntil: number | undefined;
	/** Undefined while it was not asked for it. */
	configuration: (Configuration & {readonly at: number}) | undefined;
	/** The last sign of a configuration that was read again. */
	reloadSeenAt: number | undefined;
	/** When CONNECTs came that a reload may have announced, here and by its clock; see late-connects.ts. */
	reloadSuspected: {readonly at: number; readonly toldAt: number} | undefined;
	/** Its leafnode connections; undefined until it was asked and has answered. */
	leafnodes: LeafnodeList | undefined;
	/** What it told of JetStream when it was asked for more than is in its statistics; undefined until then. */
	jetStreamReport: JetStreamReport | undefined;
	/** Health, configuration and subscriptions; undefined while it was not asked for any of them. */
	details: ServerDetails | undefined;
};

export function createServer(id: string, rawName: string, name: string, version: string, at: number): Server {
	const values = historyValues(5);
	return {
		id,
		rawName,
		name,
		cluster: '',
		domain: '',
		version,
		host: '',
		tags: [],
		jetStream: false,
		firstSeenAt: at,
		lastSeenAt: at,
		statsAt: undefined,
		statsServerTime: undefined,
		statsSequence: 0,
		stats: undefined,
		rates: undefined,
		base: undefined,
		clock: createServerClock(),
		histories: {
			messages: createHistory(values, 0),
			connections: createHistory(values, 1),
			cpu: createHistory(values, 2),
			memory: createHistory(values, 3),
			subscriptions: createHistory(values, 4),
		},
		slow: createTally(5000, 13),
		slowLinks: createTally(5000, 13),
		slowSeen: createTally(5000, 21),
		turnedAway: undefined,
		attempts: undefined,
		heartbeatMs: can(version, 'frequentHeartbeats') ? 10_000 : 30_000,
		heartbeatAt: undefined,
		roundTripMs: undefined,
		clockOffsetsMs: [],
		offsetsOfTimesSet: 0,
		goodbye: undefined,
		restart: undefined,
		predecessorsEndedAt: [],
		silentSince: undefined,
		connections: new Map(),
		refusedCids: createRecentCids(256),
		endedCids: createRecentCids(64),
		seenSequences: createSequenceWindow(),
		coverage: {since: at, received: 0, from: 0, to: 0, receivedBefore: 0, numberedBefore: 0},
		lateConnects: [],
		announced: undefined,
		replayedUntil: undefined,
		configuration: undefined,
		reloadSeenAt: undefined,
		reloadSuspected: undefined,
		leafnodes: undefined,
		jetStreamReport: undefined,
		details: undefined,
	};
}

/**
 * Learns the time between heartbeats. They come faster for some seconds after a start and extra ones at any time, so
 * only a gap of several seconds is believed, and a longer one at once: too patient is better than a false alarm.
 */
export function learnHeartbeat(server: Server, at: number, listeningSince: number): void {
	const last = server.heartbeatAt;
	server.heartbeatAt = at;
	// Of a gap in our own listening nothing can be learnt.
	if (last === undefined || last < listeningSince) return;
	const gapMs = at - last;
	if (gapMs < 8500 || gapMs > 65_000) return;
	server.heartbeatMs = gapMs > server.heartbeatMs ? gapMs : server.heartbeatMs + (gapMs - server.heartbeatMs) / 4;
}

/** How long the process has run by its own clock; undefined when it says that it began in the future. */
export function uptimeMs({stats, statsServerTime}: Server): number | undefined {
	return spanMs(stats?.startedAt, statsServerTime);
}

/** Median of the last clock offsets (the server's clock minus ours), or undefined before the first. */
export function clockOffsetMs(server: Server): number | undefined {
	const sorted = server.clockOffsetsMs.toSorted((a, b) => a - b);
	return sorted[sorted.length >> 1];
}
