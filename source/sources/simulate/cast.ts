// What a simulated system consists of: clusters, servers, accounts, applications. Data only; what happens to them is in
// the timeline and in the lifecycles of clients and servers.
import type {Traffic} from './flow.ts';

export type ClusterRole = {
	readonly name: string;
	/** A message takes this long from a server of the cluster to us. */
	readonly oneWayMs: number;
	/** The servers' local zone: some fields of the events are in it. */
	readonly zoneMinutes: number;
	readonly jetStream: boolean;
	readonly serverNames: readonly string[];
	/** The clusters it has gateways to. */
	readonly gatewaysTo: readonly string[];
};

export type ServerRole = {
	readonly name: string;
	readonly cluster: ClusterRole;
	/** Position in its cluster, from 0. */
	readonly index: number;
	readonly version: string;
	readonly tags: readonly string[];
	readonly metadata: Readonly<Record<string, string>>;
	readonly upForMs: number;
	/** 8 where it is not given. */
	readonly cores?: number;
};

export type AccountRole = {
	/** As in subjects: the name, or the public key of an account defined by a JWT. */
	readonly id: string;
	readonly name: string;
	/** Which connection of a route pool carries it. */
	readonly lane: number;
};

/** How connections end, with weights. */
export type Ending = {readonly reason: string; readonly weight: number};

export type Application = {
	/** The client name it gives; MQTT clients use it as the beginning of their client id. */
	readonly name: string;
	/** An account's id. */
	readonly account: string;
	readonly user: string;
	readonly kind: 'nats' | 'websocket' | 'mqtt' | 'leafnode';
	/** Empty where the protocol has none. */
	readonly language: string;
	readonly version: string;
	/** Present when it logs in with a JWT. Not a real one. */
	readonly jwt?: {readonly text: string; readonly issuerKey: string};
	readonly hosts: readonly string[];
	/** The servers in its list of URLs. */
	readonly serverNames: readonly string[];
	readonly connections: number;
	/** How long a connection lasts, and how long until the next one, on average. */
	readonly lifetimeMs: number;
	readonly pauseMs: number;
	/** No connection lasts shorter than this, where given; the average is that much higher. */
	readonly leastLifetimeMs?: number;
	readonly endings: readonly Ending[];
	/** Of one connection at a load of 1. */
	readonly traffic: Traffic;
	readonly subscriptions: number;
};

/** Connections without events of their own: they stay as long as their server, and only their number and traffic show. Traffic and subscriptions are those of all of them together. */
export type StandingClients = {
	readonly account: string;
	readonly connections: number;
	readonly traffic: Traffic;
	readonly subscriptions: number;
};

export type Cast = {
	readonly clusters: readonly ClusterRole[];
	readonly servers: readonly ServerRole[];
	readonly accounts: readonly AccountRole[];
	readonly applications: readonly Application[];
	/** Such connections of each server. */
	readonly standing: readonly StandingClients[];
	/** The server we are connected to; no incident stops it. */
	readonly linkServer: string;
	readonly systemAccount: string;
	readonly systemUser: string;
	/** The first meta leader; empty without JetStream. */
	readonly metaLeader: string;
	/** Callers whose logins fail now and then, at any server. */
	readonly strangers: ReadonlyArray<{readonly name: string; readonly user: string; readonly host: string}>;
	/** How often one of them, or a probe of the port, connects. Infinite for never. */
	readonly strangersEveryMs: number;
};

/** A rate of traffic: messages per second and the size of one, in (published) and out (delivered). */
export function trafficOf(inPerSecond: number, inSize: number, outPerSecond: number, outSize: number): Traffic {
	return {
		inMessages: inPerSecond,
		inBytes: inPerSecond * inSize,
		outMessages: outPerSecond,
		outBytes: outPerSecond * outSize,
	};
}
