// The connections of routes and gateways as servers told them when they were asked: the last answers to the last few
// questions, with rates between two of them.
import {keepNewest} from './keep-newest.ts';
import {sampleMs, type ServerClock, type ServerMoment, shortestSampleMs} from './server-clock.ts';
import {type BothWays, type TrafficRates, trafficRates} from './stats.ts';

type LinkConnectionReport = BothWays & {
	readonly kind: 'route' | 'outbound' | 'inbound';
	readonly cid: number;
	readonly remoteId: string;
	readonly remoteName: string;
	readonly cluster: string;
	readonly address: string;
	readonly startedAt: number | undefined;
	readonly roundTripMs: number | undefined;
	readonly pendingBytes: number | undefined;
	readonly subscriptions: number | undefined;
	readonly account: string;
	readonly compression: string;
};

export type LinkConnection = LinkConnectionReport & {
	/** Undefined until it was told twice. */
	readonly rates: TrafficRates | undefined;
};

export type LinkReport = ServerMoment & {
	/** Arrival here, epoch milliseconds. */
	readonly at: number;
	readonly connections: readonly LinkConnection[];
	/** How many were told and are not kept. */
	readonly dropped: number;
};

/** Where they are kept: by the key of the question, the newest last. */
type Kept = {readonly linkReports: Map<string, LinkReport>};

/** Questions of which the last answer is kept. */
export const mostLinkReports = 24;
/** Connections that are kept of one answer: a full mesh of sixty servers with pools. */
export const mostLinkConnections = 256;

function nameIn({kind, cluster, cid}: Pick<LinkConnectionReport, 'kind' | 'cluster' | 'cid'>): string {
	return `${kind} ${cid} ${cluster}`;
}

/** Takes a server's answer; rates are measured by its own clock, unless that was set meanwhile. */
export function takeLinkConnections(
	{linkReports}: Kept,
	question: string,
	{clock}: {readonly clock: ServerClock},
	told: {readonly serverTime: number | undefined; readonly connections: readonly LinkConnectionReport[]},
	at: number,
): void {
	const before = linkReports.get(question);
	const moment: ServerMoment = {serverTime: told.serverTime, run: clock.run};
	const elapsedMs = sampleMs(before, moment);
	if (elapsedMs !== undefined && elapsedMs < shortestSampleMs) return;
	const known = new Map(before?.connections.map(connection => [nameIn(connection), connection]));
	const connections = told.connections.slice(0, mostLinkConnections).map((report): LinkConnection => {
		const last = known.get(nameIn(report));
		if (last === undefined || elapsedMs === undefined) return {...report, rates: undefined};
		return {...report, rates: trafficRates(last, report, elapsedMs / 1000)};
	});
	const dropped = told.connections.length - connections.length;
	keepNewest(linkReports, question, {at, ...moment, connections, dropped}, mostLinkReports);
}
