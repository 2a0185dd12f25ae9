// The leafnode connections of a server as it listed them last, with rates between its last two lists.
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

export type LeafnodeList = {
	/** Arrival here, epoch milliseconds. */
	readonly at: number;
	/** The server's clock. */
	readonly serverTime: number;
	readonly leafnodes: readonly Leafnode[];
};

/** A list that follows this soon brings nothing new, and rates that jump. */
const shortestMs = 900;

/** What a server lists now, after what it listed before; what it does not list any more is gone. */
export function leafnodeListAfter(
	before: LeafnodeList | undefined,
	reports: readonly LeafnodeReport[],
	serverTime: number,
	at: number,
): LeafnodeList {
	const elapsedMs = before === undefined ? 0 : serverTime - before.serverTime;
	// A clock that was set back begins anew.
	if (before !== undefined && elapsedMs >= 0 && elapsedMs < shortestMs) return before;
	const known = new Map(before?.leafnodes.map(leafnode => [leafnode.key, leafnode]));
	const leafnodes = reports.map((report): Leafnode => {
		const key = `${report.account}\n${report.address}`;
		const last = known.get(key);
		if (last === undefined || elapsedMs < 0) return {...report, key, rates: undefined};
		return {...report, key, rates: trafficRates(last, report, elapsedMs / 1000)};
	});
	return {at, serverTime, leafnodes};
}
