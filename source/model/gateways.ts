// Gateways between clusters, as the servers of both tell of them in their statistics. Who dials and who is dialled are
// separate facts: each server dials one server of every other cluster, and which one is chance.
import {madeOnce} from '../format/made-once.ts';
import type {Model} from './model.ts';
import {isTelling} from './routes.ts';
import type {Server} from './server.ts';
import {type Stats, sumOfAll} from './stats.ts';

export type Gateway = {
	readonly from: string;
	readonly to: string;
	/** Servers of `from` with an outbound gateway, */
	readonly having: readonly Server[];
	/** those without one, */
	readonly without: readonly Server[];
	/** and those that are not heard. */
	readonly untold: readonly Server[];
	/** Connections from there that the servers of `to` count; undefined where one of them does not tell. */
	readonly inbound: number | undefined;
	readonly state: GatewayState;
};

/**
 * - `partly`: some servers have one and others do not;
 * - `only outbound`: the servers of the other cluster count no connection from there;
 * - `unknown`: no server of the cluster is heard.
 */
type GatewayState = 'full' | 'partly' | 'only outbound' | 'missing' | 'unknown';

/** The clusters of these servers that have gateways. */
export function clustersWithGateways(servers: readonly Server[]): ReadonlyMap<string, readonly Server[]> {
	const dialling = servers.filter(({stats}) => (stats?.gateways.length ?? 0) > 0);
	const named = new Set(dialling.flatMap(({stats}) => stats?.gateways.map(({name}) => name) ?? []));
	for (const {cluster} of dialling) named.add(cluster);
	return Map.groupBy(
		servers.filter(({cluster}) => named.has(cluster)),
		({cluster}) => cluster,
	);
}

type GatewayStats = Stats['gateways'][number];

// A list that a server told never changes, and with many clusters each is looked up in often.
const gatewaysByName = madeOnce(
	(gateways: Stats['gateways']): ReadonlyMap<string, GatewayStats> =>
		new Map(gateways.map(gateway => [gateway.name, gateway])),
);

/** What a server tells of its outbound gateway to a cluster; undefined where it has none. */
export function gatewayTo({stats}: Server, cluster: string): GatewayStats | undefined {
	return stats === undefined ? undefined : gatewaysByName(stats.gateways).get(cluster);
}

// A server tells of connections from a cluster beside its own gateway to it.
function inboundAt(model: Model, server: Server, from: string): number | undefined {
	if (!isTelling(model, server)) return undefined;
	return gatewayTo(server, from)?.inbound;
}

function stateOf({having, without, inbound}: Omit<Gateway, 'state'>): GatewayState {
	if (having.length === 0) return without.length === 0 ? 'unknown' : 'missing';
	if (without.length > 0) return 'partly';
	return inbound === 0 ? 'only outbound' : 'full';
}

export function gatewayBetween(
	model: Model,
	clusters: ReadonlyMap<string, readonly Server[]>,
	from: string,
	to: string,
): Gateway {
	const groups = Map.groupBy(clusters.get(from) ?? [], server => {
		if (!isTelling(model, server)) return 'untold';
		return gatewayTo(server, to) !== undefined ? 'having' : 'without';
	});
	const facts = {
		from,
		to,
		having: groups.get('having') ?? [],
		without: groups.get('without') ?? [],
		untold: groups.get('untold') ?? [],
		inbound: sumOfAll(clusters.get(to) ?? [], server => inboundAt(model, server, from)),
	};
	return {...facts, state: stateOf(facts)};
}

/** What the problem of a gateway is known by, and the gateway itself. */
export function gatewayKey(from: string, to: string): string {
	return `${from} ${to}`;
}

/** From each cluster to every other. */
export function* gatewaysAmong(model: Model, clusters: ReadonlyMap<string, readonly Server[]>): Generator<Gateway> {
	for (const from of clusters.keys()) {
		for (const to of clusters.keys()) if (from !== to) yield gatewayBetween(model, clusters, from, to);
	}
}
