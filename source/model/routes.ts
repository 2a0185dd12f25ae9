// Routes between the servers of a cluster, as both ends tell of them in their statistics. Peers are compared by name, never
// routes by number: they come in pools.
import {madeOnce} from '../format/made-once.ts';
import {clustersInOrder} from './clusters.ts';
import type {Model} from './model.ts';
import type {Server} from './server.ts';
import {isSpeaking} from './server-state.ts';
import {serversInOrder} from './servers.ts';
import type {Stats} from './stats.ts';

/** What is compared must not be older than this: a heartbeat and a bit. */
const freshMs = 35_000;

/** Whether what a server last told of its links holds now. */
export function isTelling({now}: Model, server: Server): boolean {
	const {stats, statsAt} = server;
	if (stats === undefined || statsAt === undefined || !isSpeaking(server)) return false;
	return now - statsAt <= freshMs;
}

// Those that said that they stop have no links.
function isLinked({goodbye}: Server): boolean {
	return goodbye?.kind !== 'stopped';
}

/** Servers that may have links. */
export function linkedServers(model: Model): readonly Server[] {
	return serversInOrder(model).filter(isLinked);
}

export type Mesh = {
	readonly cluster: string;
	/** Two or more. */
	readonly servers: readonly Server[];
	/** Names that more than one of them has: to which of them a route leads cannot be told. */
	readonly ambiguous: ReadonlySet<string>;
};

// Leafnode servers that bring the system account call themselves a cluster of their own and have no routes.
function hasRoutes(servers: readonly Server[]): boolean {
	return servers.some(({stats}) => stats !== undefined && stats.peers.length + stats.gateways.length > 0);
}

function ambiguousIn(servers: readonly Server[]): ReadonlySet<string> {
	const seen = new Set<string>();
	return new Set(
		servers.flatMap(({name}) => {
			if (seen.has(name)) return [name];
			seen.add(name);
			return [];
		}),
	);
}

/** Servers of one cluster, where each should have a route to every other; undefined where there are no routes to compare. */
export function meshOf(servers: readonly Server[]): Mesh | undefined {
	const [first] = servers;
	if (first === undefined || servers.length < 2 || !hasRoutes(servers)) return undefined;
	return {cluster: first.cluster, servers, ambiguous: ambiguousIn(servers)};
}

/** The clusters of which not all servers have stopped, in order. */
export function meshesOf(model: Model): readonly Mesh[] {
	return clustersInOrder(model).flatMap(members => meshOf(members.filter(isLinked)) ?? []);
}

/**
 * - `only one`, `only other`: one end tells of the route, the other end does not have it;
 * - `unknown`: one of them is not heard, or has a name that others have too.
 */
export type RouteState = 'full' | 'only one' | 'only other' | 'missing' | 'unknown';

type Peers = Stats['peers'];

/** The servers that it has routes to, by the list that a server told: it never changes. */
export function namesOfPeers(peers: Peers): ReadonlySet<string> {
	return new Set(peers.map(({name}) => name));
}

/** With many servers each is looked up in often while links are looked at. */
const peerNames = madeOnce(namesOfPeers);

/** Whether a server tells of a route to another one; undefined where what it told is not of now. */
function tellsOfRoute(model: Model, from: Server, to: Server): boolean | undefined {
	return from.stats === undefined || !isTelling(model, from) ? undefined : peerNames(from.stats.peers).has(to.name);
}

export function routeState(model: Model, {ambiguous}: Mesh, one: Server, other: Server): RouteState {
	if (ambiguous.has(one.name) || ambiguous.has(other.name)) return 'unknown';
	const there = tellsOfRoute(model, one, other);
	const back = tellsOfRoute(model, other, one);
	if (there === undefined || back === undefined) return 'unknown';
	if (there && back) return 'full';
	if (there || back) return there ? 'only one' : 'only other';
	return 'missing';
}

/** What the problem of a route is known by, and the route itself. */
export function routeKey(one: Server, other: Server): string {
	return `${one.id} ${other.id}`;
}

export type Route = {readonly mesh: Mesh; readonly one: Server; readonly other: Server; readonly state: RouteState};

/** Each two servers of a cluster once. */
export function* routesIn(model: Model, mesh: Mesh): Generator<Route> {
	for (const [index, one] of mesh.servers.entries()) {
		for (let next = index + 1; next < mesh.servers.length; next++) {
			const other = mesh.servers[next];
			if (other !== undefined) yield {mesh, one, other, state: routeState(model, mesh, one, other)};
		}
	}
}
