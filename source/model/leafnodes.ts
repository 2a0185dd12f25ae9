// The leafnode connections of a server as it listed them last, with rates between its last two lists.
import {sampleMs, type ServerClock, type ServerMoment, shortestSampleMs} from './server-clock.ts';
import {type BothWays, type TrafficRates, trafficRates} from './stats.ts';

type LeafnodeReport = BothWays & {
	readonly name: string;
	readonly account: string;
	readonly address: string;
	readonly isSpoke: boolean;
	readonly roundTripMs: number | undefined;
	readonly subscriptions: number | undefined;
};

export type Leafnode = LeafnodeReport & {
	/** Tells it from others of its server. */
	readonly key: string;
	/** Undefined until it was listed twice. */
	readonly rates: TrafficRates | undefined;
};

export type LeafnodeList = ServerMoment & {
	/** Arrival here, epoch milliseconds. */
	readonly at: number;
	readonly leafnodes: readonly Leafnode[];
};

/** Takes what a server lists now; what it does not list any more is gone. */
export function leafnodesTold(
	server: {leafnodes: LeafnodeList | undefined; readonly clock: ServerClock},
	reports: readonly LeafnodeReport[],
	serverTime: number | undefined,
	at: number,
): void {
	const {leafnodes: before, clock} = server;
	const moment: ServerMoment = {serverTime, run: clock.run};
	const elapsedMs = sampleMs(before, moment);
	if (elapsedMs !== undefined && elapsedMs < shortestSampleMs) return;
	const known = new Map(before?.leafnodes.map(leafnode => [leafnode.key, leafnode]));
	const leafnodes = reports.map((report): Leafnode => {
		const key = `${report.account}\n${report.address}`;
		const last = known.get(key);
		if (last === undefined || elapsedMs === undefined) return {...report, key, rates: undefined};
		return {...report, key, rates: trafficRates(last, report, elapsedMs / 1000)};
	});
	server.leafnodes = {at, ...moment, leafnodes};
}
