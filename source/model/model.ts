// What is known about the NATS system. Mutable in place, because a storm brings tens of thousands of events a second
// and copying costs more than counting; changed only by events, answers and the clock's tick; plain data, so that a
// structured copy of it is a keyframe. Every collection has a bound, and what fell out is counted.
import type {Account} from './account.ts';
import type {Sharing} from './changing-client.ts';
import type {Client} from './client.ts';
import {createEndReasons, type EndReasons} from './end-reasons.ts';
import type {FormerServer} from './former-server.ts';
import type {Listing} from './connection-list.ts';
import type {Folded, KeptMessage, Notice} from './journal-entry.ts';
import {createJournal, type Journal} from './journal.ts';
import {createLink, type Link} from './link.ts';
import type {LinkReport} from './link-connections.ts';
import type {RefusedLogin} from './refused-login.ts';
import type {PingRound} from './ping-round.ts';
import {createRefusals, type Refusals} from './refusals.ts';
import type {Run} from './run.ts';
import type {Server} from './server.ts';
import {createTally, type Tally} from './tally.ts';
import {createLongTexts, type LongTexts} from './long-texts.ts';
import {type MissedEvents, noneMissed} from './missed-events.ts';

/**
 * Bounds of the collections; the oldest or quietest goes first, and `Model.forgotten` counts them. What one costs, as
 * `npm run bench -- size` measures it: a server 5 kB with its statistics, 6 kB when it was watched for a minute, an
 * account on one server 0.6 kB, a connection 0.2 kB, or 1 kB with a client of its own, an entry of a journal 0.5 kB, or
 * 2.4 kB with a refused login of its own. A keyframe shares statistics, texts, connections and clients: 10 MiB of 2,000
 * servers with 20,000 connections of 10,000 clients.
 */
export const limits = {
	servers: 20_000,
	accounts: 10_000,
	clients: 10_000,
	refused: 2000,
	connections: 100_000,
	connectionEvents: 4000,
	refusals: 4000,
	notices: 500,
	markers: 200,
	messages: 2000,
	/** Longest payload kept for looking at, in UTF-16 units. */
	messageLength: 32_768,
	/** Payloads of at least `longTextLength` units, all together, in bytes. */
	longTextsBytes: 2 ** 20,
	longTextLength: 1536,
} as const;

/** A time in which nothing could be heard, epoch milliseconds. */
type BlindSpan = {readonly from: number; readonly to: number};

/** A moment that a person marked. */
export type MarkedMoment = {
	/** Epoch milliseconds. */
	readonly at: number;
	/** Empty when nothing was said of it. */
	readonly note: string;
};

export type Model = {
	/** The latest moment the model has heard of: a message's arrival or a tick. */
	now: number;
	/** When the first message came. */
	startedAt: number | undefined;
	/** Since when messages could have come without a gap: link up, program awake. */
	listeningSince: number;
	/** The last times in which nothing could be heard, oldest first. */
	readonly blindSpans: BlindSpan[];
	/** Moments that were marked, oldest first. */
	readonly markers: MarkedMoment[];
	lastTickAt: number;
	/** By how much the machine's clock is behind ours, which goes on when that one is set back. */
	clockSetBackMs: number;
	/** Grows with everything that changes the model. */
	revision: number;
	readonly link: Link;
	readonly servers: Map<string, Server>;
	/** Servers of the same name: one, unless it was started again or names are not unique. */
	readonly serversByName: Map<string, Server[]>;
	/** Names of servers that have left the model, by id; the oldest first. */
	readonly formerServers: Map<string, FormerServer>;
	/** Names of those that belong to the meta group of JetStream, by domain, in the order of the alphabet. */
	readonly metaMembers: Map<string, readonly string[]>;
	/** Servers by cluster and name; `serverOrderStale` says when it must be made anew. */
	serverOrder: readonly Server[];
	serverOrderStale: boolean;
	readonly accounts: Map<string, Account>;
	readonly clients: Map<string, Client>;
	readonly sharing: Sharing;
	readonly refused: Map<string, RefusedLogin>;
	/** All refused logins together, by host and by client name. */
	readonly refusals: Refusals;
	/** Short lives of all clients together; undefined before the first. */
	shortLives: Run | undefined;
	/** Why connections ended. */
	readonly endReasons: EndReasons;
	/** Connections known to be open, over all servers. */
	connections: number;
	/** Connections that servers listed on demand, by the key of the request, the newest last. */
	readonly listings: Map<string, Listing>;
	/** Connections of routes and gateways, told on demand, by the key of the request, the newest last. */
	readonly linkReports: Map<string, LinkReport>;
	/** Bodies of the requests under way, by inbox and subject. */
	readonly sentRequests: Map<string, string>;
	pingRound: PingRound | undefined;
	/** Time between the last two PINGs, while we are asking. */
	askEveryMs: number | undefined;
	/** When any server last answered a PING. */
	pingAnsweredAt: number | undefined;
	/** When anything was last heard of any server, while all of them are quiet at a time though the link is up. */
	nothingHeardSince: number | undefined;
	/** What servers numbered while they could not be heard. */
	missed: MissedEvents;
	/** When the first round of PING was complete. */
	completeAt: number | undefined;
	/** Some server has told of a limit of its memory. */
	someHaveMemoryLimits: boolean;
	/** Servers missing at the last tick, how many of those others tell of by name, and how many were in the model then. */
	lastCensus: {readonly missing: number; readonly named: number; readonly of: number} | undefined;
	readonly journals: {
		readonly connections: Journal<Folded>;
		readonly refusals: Journal<Folded>;
		readonly notices: Journal<Notice>;
		readonly messages: Journal<KeptMessage>;
	};
	/** The long ones of the texts that the journal of messages tells of. */
	readonly longTexts: LongTexts;
	/** Counts per second over the last ten minutes. */
	readonly tallies: {
		readonly messages: Tally;
		readonly connects: Tally;
		readonly disconnects: Tally;
		readonly refusals: Tally;
		readonly unfinished: Tally;
		/** Requests we sent, */
		readonly asks: Tally;
		/** and the answers that they caused. */
		readonly answers: Tally;
	};
	/** Messages that came twice. */
	duplicates: number;
	/** Messages nobody understood. */
	misunderstood: number;
	/** Of these, messages that were too large to be read. */
	tooLarge: number;
	/** What fell out of full collections. */
	readonly forgotten: {
		servers: number;
		accounts: number;
		clients: number;
		refused: number;
		connections: number;
		markers: number;
	};
};

/** A quarter of an hour, and the second that is still filling. */
const tallySeconds = 905;

export function createModel(): Model {
	return {
		now: 0,
		startedAt: undefined,
		listeningSince: 0,
		blindSpans: [],
		markers: [],
		lastTickAt: 0,
		clockSetBackMs: 0,
		revision: 0,
		link: createLink(),
		servers: new Map(),
		serversByName: new Map(),
		formerServers: new Map(),
		metaMembers: new Map(),
		serverOrder: [],
		serverOrderStale: false,
		accounts: new Map(),
		clients: new Map(),
		sharing: {generation: 0},
		refused: new Map(),
		refusals: createRefusals(),
		shortLives: undefined,
		endReasons: createEndReasons(),
		connections: 0,
		listings: new Map(),
		linkReports: new Map(),
		sentRequests: new Map(),
		pingRound: undefined,
		askEveryMs: undefined,
		pingAnsweredAt: undefined,
		nothingHeardSince: undefined,
		missed: noneMissed,
		completeAt: undefined,
		someHaveMemoryLimits: false,
		lastCensus: undefined,
		journals: {
			connections: createJournal(limits.connectionEvents),
			refusals: createJournal(limits.refusals),
			notices: createJournal(limits.notices),
			messages: createJournal(limits.messages),
		},
		longTexts: createLongTexts(limits.longTextsBytes),
		tallies: {
			messages: createTally(1000, tallySeconds),
			connects: createTally(1000, tallySeconds),
			disconnects: createTally(1000, tallySeconds),
			refusals: createTally(1000, tallySeconds),
			unfinished: createTally(1000, tallySeconds),
			asks: createTally(1000, tallySeconds),
			answers: createTally(1000, tallySeconds),
		},
		duplicates: 0,
		misunderstood: 0,
		tooLarge: 0,
		forgotten: {servers: 0, accounts: 0, clients: 0, refused: 0, connections: 0, markers: 0},
	};
}

/**
 * The model at the last moment at which something could be heard: what is counted per time stands still while the link
 * is down or brings nothing, instead of fading to a zero that nobody vouches for.
 */
export function asHeard(model: Model): Model {
	const {link, nothingHeardSince, now} = model;
	const until = Math.min(link.state === 'down' ? link.since : now, nothingHeardSince ?? now);
	return until < now ? {...model, now: until} : model;
}
