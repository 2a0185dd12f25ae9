// What a server tells of itself in a heartbeat or in the answer to PING. All counters are from the server's side.
import type {ColumnsReader, ColumnsWriter} from './columns.ts';
import type {JetStreamStats} from './jetstream.ts';

/** Counters. Here as everywhere in statistics, what is undefined was not told, or not in a way that can be read. */
export type Traffic = {readonly messages: number | undefined; readonly bytes: number | undefined};

export function writeTraffic(writer: ColumnsWriter, traffic: Traffic | undefined): void {
	if (!writer.has(traffic)) return;
	writer.maybe(traffic.messages);
	writer.maybe(traffic.bytes);
}

export function readTraffic(reader: ColumnsReader): Traffic | undefined {
	return reader.has() ? {messages: reader.maybe(), bytes: reader.maybe()} : undefined;
}

/** What a server sent and received. */
export type BothWays = {readonly sent: Traffic; readonly received: Traffic};

/** Per second, from the server's side. */
export type TrafficRates = {
	readonly messagesIn: number | undefined;
	readonly messagesOut: number | undefined;
	readonly bytesIn: number | undefined;
	readonly bytesOut: number | undefined;
};

/** The rate of a counter; undefined where one of its values is not known, or it fell, which a counter never does. */
export function counterRate(from: number | undefined, to: number | undefined, seconds: number): number | undefined {
	return from === undefined || to === undefined || to < from ? undefined : (to - from) / seconds;
}

/** By how much a counter has grown, as far as that is known. */
export function grownBy(before: number | undefined, after: number | undefined): number {
	return before === undefined || after === undefined ? 0 : Math.max(0, after - before);
}

/** A sum of which a part is not known is not known. */
export function sumOrNothing(...parts: readonly (number | undefined)[]): number | undefined {
	let sum = 0;
	for (const part of parts) {
		if (part === undefined) return undefined;
		sum += part;
	}
	return sum;
}

/** The sum over all of them; undefined as soon as one part is unknown. */
export function sumOfAll<Of>(all: Iterable<Of>, partOf: (of: Of) => number | undefined): number | undefined {
	let sum = 0;
	for (const one of all) {
		const part = partOf(one);
		if (part === undefined) return undefined;
		sum += part;
	}
	return sum;
}

/** The rates between two samples. */
export function trafficRates(before: BothWays, after: BothWays, seconds: number): TrafficRates {
	const rate = (from: number | undefined, to: number | undefined): number | undefined => counterRate(from, to, seconds);
	return {
		messagesIn: rate(before.received.messages, after.received.messages),
		messagesOut: rate(before.sent.messages, after.sent.messages),
		bytesIn: rate(before.received.bytes, after.received.bytes),
		bytesOut: rate(before.sent.bytes, after.sent.bytes),
	};
}

/** All links to one neighbour together: servers keep a pool of routes to each peer. */
type Peer = {
	readonly name: string;
	readonly links: number;
	readonly pendingBytes: number | undefined;
};

type Gateway = {
	/** The remote cluster. */
	readonly name: string;
	readonly inbound: number | undefined;
};

export type SlowConsumers = {
	readonly clients: number | undefined;
	readonly routes: number | undefined;
	readonly gateways: number | undefined;
	readonly leafs: number | undefined;
};

export type Stats = {
	/** Process start, epoch milliseconds of the server's clock. */
	readonly startedAt: number | undefined;
	readonly memoryBytes: number | undefined;
	/** GOMEMLIMIT; `none` when it is not told, as by old servers and without such a limit. */
	readonly memoryLimitBytes: number | 'none' | undefined;
	/** Cores the process may use (gomaxprocs, else the cores seen). */
	readonly cores: number | undefined;
	/** Percent of one core; may exceed 100. */
	readonly cpuPercent: number | undefined;
	readonly connections: number | undefined;
	/** Sockets accepted since the start, failed logins included. */
	readonly accepted: number | undefined;
	readonly accounts: number | undefined;
	readonly subscriptions: number | undefined;
	/** To and from all kinds of connections, routes included. */
	readonly sent: Traffic;
	readonly received: Traffic;
	/** To and from clients only; servers before 2.12.9 and 2.14.1 do not tell. */
	readonly sentToClients: Traffic | undefined;
	readonly receivedFromClients: Traffic | undefined;
	readonly slowConsumers: number | undefined;
	readonly slowByKind: SlowConsumers | undefined;
	readonly staleConnections: number | undefined;
	readonly stalledClients: number | undefined;
	readonly peers: readonly Peer[];
	readonly gateways: readonly Gateway[];
	/** Servers this one knows, itself included. */
	readonly knownServers: number | undefined;
	readonly jetStream: JetStreamStats | undefined;
};

/** Slow consumers that are routes, gateways or leafnodes; undefined where they are not told apart. */
export function slowLinksOf(stats: Stats | undefined): number | undefined {
	const kinds = stats?.slowByKind;
	return kinds === undefined ? undefined : sumOrNothing(kinds.routes, kinds.gateways, kinds.leafs);
}
