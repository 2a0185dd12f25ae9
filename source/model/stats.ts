// What a server tells of itself in a heartbeat or in the answer to PING. All counters are from the server's side.

export type Traffic = {readonly messages: number; readonly bytes: number};

/** What a server sent and received. */
export type BothWays = {readonly sent: Traffic; readonly received: Traffic};

/** Per second, from the server's side. */
export type TrafficRates = {
	readonly messagesIn: number;
	readonly messagesOut: number;
	readonly bytesIn: number;
	readonly bytesOut: number;
};

/** The rates between two samples; never negative. */
export function trafficRates(before: BothWays, after: BothWays, seconds: number): TrafficRates {
	const rate = (from: number, to: number): number => Math.max(0, (to - from) / seconds);
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
	readonly pendingBytes: number;
};

type Gateway = {
	/** The remote cluster. */
	readonly name: string;
	readonly inbound: number;
};

export type SlowConsumers = {
	readonly clients: number;
	readonly routes: number;
	readonly gateways: number;
	readonly leafs: number;
};

type MetaPeer = {
	readonly name: string;
	readonly current: boolean;
	readonly offline: boolean;
	readonly lag: number;
};

export type JetStreamStats = {
	readonly memoryBytes: number;
	readonly storageBytes: number;
	/** Undefined when unlimited or dynamic. */
	readonly maxMemoryBytes: number | undefined;
	readonly maxStorageBytes: number | undefined;
	readonly assets: number;
	readonly apiRequests: number;
	readonly apiErrors: number;
	/** Name of the meta leader this server knows; empty for none. */
	readonly metaLeader: string;
	readonly metaSize: number;
	/** Only the leader tells of the others. */
	readonly metaPeers: readonly MetaPeer[];
};

export type Stats = {
	/** Process start, epoch milliseconds of the server's clock. */
	readonly startedAt: number | undefined;
	readonly memoryBytes: number;
	/** GOMEMLIMIT, when one is set. */
	readonly memoryLimitBytes: number | undefined;
	/** Cores the process may use (gomaxprocs, else the cores seen). */
	readonly cores: number;
	/** Percent of one core; may exceed 100. */
	readonly cpuPercent: number;
	readonly connections: number;
	/** Sockets accepted since the start, failed logins included. */
	readonly accepted: number;
	readonly accounts: number;
	readonly subscriptions: number;
	/** To and from all kinds of connections, routes included. */
	readonly sent: Traffic;
	readonly received: Traffic;
	/** To and from clients only; servers before 2.12.9 and 2.14.1 do not tell. */
	readonly sentToClients: Traffic | undefined;
	readonly receivedFromClients: Traffic | undefined;
	readonly slowConsumers: number;
	readonly slowByKind: SlowConsumers | undefined;
	readonly staleConnections: number | undefined;
	readonly stalledClients: number | undefined;
	readonly peers: readonly Peer[];
	readonly gateways: readonly Gateway[];
	/** Servers this one knows, itself included. */
	readonly knownServers: number | undefined;
	readonly jetStream: JetStreamStats | undefined;
};
