// The leafnode connections of a server as it listed them last, with rates between its last two lists.
import {sampleMs, type ServerMoment, shortestSampleMs} from './server-clock.ts';
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

/** What a server lists now, after what it listed before; what it does not list any more is gone. */
export function leafnodeListAfter(
	before: LeafnodeList | undefined,
	reports: readonly LeafnodeReport[],
	moment: ServerMoment,
	at: number,
): LeafnodeList {
	const elapsedMs = sampleMs(before, moment);
	if (before !== undefined && elapsedMs !== undefined && elapsedMs < shortestSampleMs) return before;
	const known = new Map(before?.leafnodes.map(leafnode => [leafnode.key, leafnode]));
	const leafnodes = reports.map((report): Leafnode => {
		const key = `${report.account}\n${report.address}`;
		const last = known.get(key);
		if (last === undefined || elapsedMs === undefined) return {...report, key, rates: undefined};
		return {...report, key, rates: trafficRates(last, report, elapsedMs / 1000)};
	});
	return {at, ...moment, leafnodes};
}
