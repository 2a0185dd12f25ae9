// Connections as servers listed them, on demand: the last answers to the last few questions, with rates between two of
// them. A list is of the moment at which it was made, and says nothing of what has happened since.
import {keepNewest} from './keep-newest.ts';
import {sampleMs, type ServerClock, type ServerMoment, shortestSampleMs} from './server-clock.ts';
import {type BothWays, type TrafficRates, trafficRates} from './stats.ts';

type ConnectionReport = BothWays & {
	readonly cid: number;
	readonly kind: string;
	readonly type: string;
	readonly name: string;
	readonly user: string;
	readonly account: string;
	readonly accountName: string;
	readonly host: string;
	readonly port: number | undefined;
	readonly language: string;
	readonly version: string;
	readonly startedAt: number | undefined;
	readonly activeAt: number | undefined;
	readonly stoppedAt: number | undefined;
	readonly reason: string;
	readonly roundTripMs: number | undefined;
	readonly pendingBytes: number | undefined;
	readonly subscriptions: number | undefined;
	readonly stalls: number | undefined;
	readonly tls: string;
	readonly certificates: readonly string[];
	readonly tags: readonly string[];
	readonly subjects: ReadonlyMap<string, number> | undefined;
};

export type ListedConnection = ConnectionReport & {
	/** Between this list and one before it, by the server's clock; undefined until it was listed twice. */
	readonly rates: TrafficRates | undefined;
};

/** What one server has answered. */
export type ConnectionList = ServerMoment & {
	/** Arrival here, epoch milliseconds. */
	readonly at: number;
	/** How many there are in all, also those that are not listed. */
	readonly total: number | undefined;
	readonly listed: readonly ListedConnection[];
	/** How many were listed and are not kept. */
	readonly dropped: number;
	/** Why there is no list; empty when there is one. */
	readonly refusal: string;
};

/** The answers to one question, by id of the server. */
export type Listing = Map<string, ConnectionList>;

/** Where they are kept: by the key of the question, the newest last. */
type Kept = {readonly listings: Map<string, Listing>};

/** Questions of which the answers are kept. */
export const mostListings = 12;
/** Connections that are kept of the answers to one question. */
export const mostListedConnections = 4096;

/** Between lists farther apart than this there is no rate of now, milliseconds. */
const longestMs = 60_000;

/** `agoMs` is by the server's clock. */
type Sample = {readonly agoMs: number; readonly connection: ListedConnection};

/** What was last listed of each connection of a server, whatever was asked: long enough ago for a rate, and just now. */
type Samples = {readonly earlier: ReadonlyMap<number, Sample>; readonly justNow: ReadonlyMap<number, Sample>};

/** `moment` is that of what is listed now. */
function samplesOf({listings}: Kept, serverId: string, moment: ServerMoment): Samples {
	const earlier = new Map<number, Sample>();
	const justNow = new Map<number, Sample>();
	for (const listing of listings.values()) {
		const list = listing.get(serverId);
		const agoMs = sampleMs(list, moment);
		if (list === undefined || agoMs === undefined || agoMs > longestMs) continue;
		const samples = agoMs < shortestSampleMs ? justNow : earlier;
		for (const connection of list.listed) {
			const known = samples.get(connection.cid);
			if (known === undefined || agoMs < known.agoMs) samples.set(connection.cid, {agoMs, connection});
		}
	}
	return {earlier, justNow};
}

/** What follows too soon has the rate that was measured last. */
function ratesOf(report: ConnectionReport, samples: Samples): TrafficRates | undefined {
	if (report.stoppedAt !== undefined) return undefined;
	const justNow = samples.justNow.get(report.cid)?.connection.rates;
	const sample = samples.earlier.get(report.cid);
	if (justNow !== undefined || sample === undefined) return justNow;
	return trafficRates(sample.connection, report, sample.agoMs / 1000);
}

/** The listing of a question, made when it is new; of those that are kept, it is the newest. */
function listingOf({listings}: Kept, question: string): Listing {
	const listing: Listing = listings.get(question) ?? new Map();
	keepNewest(listings, question, listing, mostListings);
	return listing;
}

function roomIn(listing: Listing, serverId: string): number {
	let used = 0;
	for (const [server, {listed}] of listing) if (server !== serverId) used += listed.length;
	return Math.max(0, mostListedConnections - used);
}

/** A server's answer to a question takes the place of its answer before. */
export function takeConnectionList(
	model: Kept,
	question: string,
	{id, clock}: {readonly id: string; readonly clock: ServerClock},
	{
		listed,
		total,
		serverTime,
	}: {
		readonly listed: readonly ConnectionReport[];
		readonly total: number | undefined;
		readonly serverTime: number | undefined;
	},
	at: number,
): void {
	const moment: ServerMoment = {serverTime, run: clock.run};
	const samples = samplesOf(model, id, moment);
	const listing = listingOf(model, question);
	const room = roomIn(listing, id);
	const kept = listed.slice(0, room).map((report): ListedConnection => ({...report, rates: ratesOf(report, samples)}));
	listing.set(id, {at, ...moment, total, listed: kept, dropped: listed.length - kept.length, refusal: ''});
}

/** A server does not answer a question, or is not there. */
export function takeRefusal(model: Kept, question: string, serverId: string, refusal: string, at: number): void {
	const nothing = {serverTime: undefined, run: 0, total: undefined, listed: [], dropped: 0};
	listingOf(model, question).set(serverId, {at, ...nothing, refusal});
}

/** The newest of what servers listed of one connection; undefined when it was not listed. */
export function listedConnection(
	{listings}: Kept,
	serverId: string,
	cid: number,
): {readonly list: ConnectionList; readonly connection: ListedConnection} | undefined {
	let newest: {list: ConnectionList; connection: ListedConnection} | undefined;
	for (const listing of listings.values()) {
		const list = listing.get(serverId);
		if (list === undefined || (newest !== undefined && list.at < newest.list.at)) continue;
		const connection = list.listed.find(each => each.cid === cid);
		if (connection !== undefined) newest = {list, connection};
	}
	return newest;
}
