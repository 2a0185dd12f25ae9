// JetStream on one server: what its statistics say of it, and what it says when it is asked for more.

export type MetaPeer = {
	readonly name: string;
	readonly current: boolean;
	readonly offline: boolean;
	/** Entries that it is behind. */
	readonly lag: number | undefined;
	/** Since it was last heard by the one that tells. */
	readonly activeMs: number | undefined;
};

/** Raft tells a peer that it never met by a sentence instead of a name. */
const sentence = /\s/;

/** Whether what a peer is called is a name. */
export function isPeerName(name: string): boolean {
	return name !== '' && !sentence.test(name);
}

/** What a server knows of the meta group, the Raft group that all servers with JetStream of one domain form. */
export type MetaView = {
	/** Name of the leader; empty for none. */
	readonly metaLeader: string;
	/** How many servers the group has; 0 of a server that runs JetStream alone. */
	readonly metaSize: number | undefined;
	/** How many of them have to agree; servers before 2.15 do not tell. */
	readonly metaQuorum: number | undefined;
	/** An operator has lowered the quorum. */
	readonly metaRescue: boolean;
	/** API requests that wait for the leader's decision. */
	readonly metaPending: number | undefined;
	/** The others of the group. In statistics only the leader tells of them. */
	readonly metaPeers: readonly MetaPeer[];
};

export type JetStreamStats = MetaView & {
	readonly memoryBytes: number | undefined;
	readonly storageBytes: number | undefined;
	readonly reservedMemoryBytes: number | undefined;
	readonly reservedStorageBytes: number | undefined;
	/** Undefined when unlimited or dynamic, too. */
	readonly maxMemoryBytes: number | undefined;
	readonly maxStorageBytes: number | undefined;
	readonly accounts: number | undefined;
	/** Raft groups of which it has a replica, the meta group among them. */
	readonly assets: number | undefined;
	readonly apiRequests: number | undefined;
	readonly apiErrors: number | undefined;
	/** API requests that it works on. */
	readonly apiInflight: number | undefined;
};

/** The answer to JSZ. Streams, consumers, messages and bytes are those of which this server has a replica. */
export type JetStreamCounts = {
	readonly streams: number | undefined;
	readonly consumers: number | undefined;
	readonly messages: number | undefined;
	readonly bytes: number | undefined;
	/** Those that it leads: summed over all servers each is counted once. */
	readonly streamsLed: number | undefined;
	readonly consumersLed: number | undefined;
};

export type JetStreamReport = {
	/** Arrival here, epoch milliseconds. */
	readonly at: number;
	/** `off`: it answers that JetStream is off. */
	readonly counts: JetStreamCounts | 'off';
	/** The others of the meta group; kept of its leader only. */
	readonly metaPeers: readonly MetaPeer[] | undefined;
};
