// Routes inside a cluster and gateways between clusters. What one end sends the other receives: both are read from
// what clients published at the sending end, so they agree, and nothing is counted message by message.
import type {ClusterRole} from './cast.ts';
import {isCut} from './cut-routes.ts';
import {countedAt, noVolume, type Volume} from './flow.ts';
import type {LinkEnd, SimulatedServer} from './simulated-server.ts';
import type {World} from './world.ts';

/** Of what is published at a server, this share goes to its cluster and this to the other clusters, spread evenly. */
export const routedShare = 0.8;
export const gatewayedShare = 0.3;

/** With more peers than this, operators turn the route pool off: one connection a peer instead of 3 + 1. */
const mostPeersWithPool = 10;
/** Connections of a pool, and one beside it for the system account. */
export const lanesWithPool = 4;
const lanesOf = ({serverNames}: ClusterRole): number =>
	serverNames.length - 1 > mostPeersWithPool ? 1 : lanesWithPool;

/** Whether a server has links: its process runs, also in lame-duck mode. */
export const isLinked = (server: SimulatedServer | undefined): server is SimulatedServer =>
	server !== undefined && server.state !== 'down';

export const sum = (left: Volume, right: Volume): Volume => ({
	messages: left.messages + right.messages,
	bytes: left.bytes + right.bytes,
});

/** What clients published here since the start, by lane. Many links of many servers read it at the same moment. */
function publishedAt(server: SimulatedServer, at: number): readonly Volume[] {
	if (server.published.at !== at) {
		server.published = {at, byLane: addPublished(server, at)};
	}

	return server.published.byLane;
}

/** Traffic among the servers themselves, on the lane of the system account. */
const chatterPerSecond: Volume = {messages: 4, bytes: 3300};

function addPublished(server: SimulatedServer, at: number): Volume[] {
	const lanes = lanesOf(server.role.cluster);
	const published = Array.from({length: lanes}, () => noVolume);
	const seconds = (at - server.startedAt) / 1000;
	published[lanes - 1] = {messages: seconds * chatterPerSecond.messages, bytes: seconds * chatterPerSecond.bytes};
	for (const account of server.accounts.values()) {
		const lane = account.role.lane % lanes;
		const {inMessages, inBytes} = countedAt(account.flow, at / 1000);
		published[lane] = sum(published[lane] ?? noVolume, {messages: inMessages, bytes: inBytes});
	}

	return published;
}

function shareSince(published: readonly Volume[], since: readonly Volume[], share: number): Volume[] {
	return published.map((volume, lane) => ({
		messages: Math.floor(share * (volume.messages - (since[lane]?.messages ?? 0))),
		bytes: Math.floor(share * (volume.bytes - (since[lane]?.bytes ?? 0))),
	}));
}

/** The end of routes that both servers have had since before the beginning. */
const oldRoute = (server: SimulatedServer, peer: string): LinkEnd => ({
	firstCid: 8 + 4 * server.role.cluster.serverNames.indexOf(peer),
	target: peer,
	since: [],
});

const routeEnd = (server: SimulatedServer, peer: string): LinkEnd => server.routes.get(peer) ?? oldRoute(server, peer);

/** What a server sent to a peer, by lane. */
function routeSent(server: SimulatedServer, peer: string, at: number): Volume[] {
	const share = routedShare / Math.max(1, server.role.cluster.serverNames.length - 1);
	return shareSince(publishedAt(server, at), routeEnd(server, peer).since, share);
}

/** Both directions of a connection, from the side of one end. */
export type LinkFigures = {readonly sent: Volume; readonly received: Volume};

type RouteFigures = LinkFigures & {readonly rid: number; readonly name: string};

export function routesOf(world: World, server: SimulatedServer, at: number): RouteFigures[] {
	const routes: RouteFigures[] = [];
	const published = publishedAt(server, at);
	const share = routedShare / Math.max(1, server.role.cluster.serverNames.length - 1);
	for (const name of server.role.cluster.serverNames) {
		const peer = world.servers.get(name);
		if (name === server.role.name || !isLinked(peer) || isCut(world, server.role.name, name)) {
			continue;
		}

		const end = routeEnd(server, name);
		const received = routeSent(peer, server.role.name, at);
		for (const [lane, sent] of shareSince(published, end.since, share).entries()) {
			routes.push({rid: end.firstCid + lane, name, sent, received: received[lane] ?? noVolume});
		}
	}

	return routes;
}

export function gatewayEnd(world: World, server: SimulatedServer, cluster: string): LinkEnd | undefined {
	if (server.gateways.has(cluster)) {
		return server.gateways.get(cluster);
	}

	const names = serverNamesOf(world, cluster);
	const target = names[server.role.index % Math.max(1, names.length)];
	const firstCid = 60 + server.role.cluster.gatewaysTo.indexOf(cluster);
	return target === undefined ? undefined : {firstCid, target, since: []};
}

export function gatewaySent(server: SimulatedServer, end: LinkEnd, at: number): Volume {
	const share = gatewayedShare / Math.max(1, server.role.cluster.gatewaysTo.length);
	return shareSince(publishedAt(server, at), end.since, share).reduce(sum, noVolume);
}

/** The servers of a cluster that dial this one. */
export function inboundFrom(
	world: World,
	server: SimulatedServer,
	cluster: string,
): Array<{readonly from: SimulatedServer; readonly end: LinkEnd}> {
	const inbound = [];
	for (const name of possibleDiallers(world, server, cluster)) {
		const from = world.servers.get(name);
		const end = isLinked(from) ? gatewayEnd(world, from, server.role.cluster.name) : undefined;
		if (from !== undefined && end?.target === server.role.name) {
			inbound.push({from, end});
		}
	}

	return inbound;
}

/** The servers of a cluster that may have a gateway to this one: few while no server of either cluster has ended, else all. */
function possibleDiallers(world: World, server: SimulatedServer, cluster: string): readonly string[] {
	const names = serverNamesOf(world, cluster);
	const here = server.role.cluster;
	if (world.disturbed.has(cluster) || world.disturbed.has(here.name)) {
		return names;
	}

	const diallers: string[] = [];
	for (let index = server.role.index; index < names.length; index += here.serverNames.length) {
		const name = names[index];
		if (name !== undefined) {
			diallers.push(name);
		}
	}

	return diallers;
}

export type GatewayFigures = RouteFigures & {readonly inbound: number};

export function gatewaysOf(world: World, server: SimulatedServer, at: number): GatewayFigures[] {
	const gateways: GatewayFigures[] = [];
	for (const cluster of server.role.cluster.gatewaysTo) {
		const end = gatewayEnd(world, server, cluster);
		if (end !== undefined) {
			const inbound = inboundFrom(world, server, cluster);
			gateways.push({
				rid: end.firstCid,
				name: cluster,
				sent: gatewaySent(server, end, at),
				received: inbound.map(({from, end: dialled}) => gatewaySent(from, dialled, at)).reduce(sum, noVolume),
				inbound: inbound.length,
			});
		}
	}

	return gateways;
}

/** Closes all links of a server that has ended: keeps their counters, and lets the others connect elsewhere. */
export function dropLinks(world: World, gone: SimulatedServer): void {
	const at = world.now;
	world.disturbed.add(gone.role.cluster.name);
	for (const name of gone.role.cluster.serverNames) {
		const peer = world.servers.get(name);
		if (name !== gone.role.name && isLinked(peer) && !isCut(world, gone.role.name, name)) closeRoute(world, gone, peer);
	}

	for (const cluster of gone.role.cluster.gatewaysTo) {
		const outbound = gatewayEnd(world, gone, cluster);
		const target = outbound === undefined ? undefined : world.servers.get(outbound.target);
		if (outbound !== undefined && isLinked(target)) {
			depart(target, noVolume, gatewaySent(gone, outbound, at));
		}

		for (const {from, end} of inboundFrom(world, gone, cluster)) {
			depart(from, gatewaySent(from, end, at), noVolume);
			dial(world, from, gone.role.cluster.name);
		}
	}
}

/** Ends the route between two servers; both keep what was counted on it. */
export function closeRoute(world: World, one: SimulatedServer, other: SimulatedServer): void {
	const sent = routeSent(one, other.role.name, world.now).reduce(sum, noVolume);
	const received = routeSent(other, one.role.name, world.now).reduce(sum, noVolume);
	depart(one, sent, received);
	depart(other, received, sent);
}

/** Makes a route between two servers; the counters of both ends begin now. */
export function openRoute(world: World, one: SimulatedServer, other: SimulatedServer): void {
	one.routes.set(other.role.name, newEnd(world, one, other.role.name));
	other.routes.set(one.role.name, newEnd(world, other, one.role.name));
}

function depart(server: SimulatedServer, sent: Volume, received: Volume): void {
	server.departed = {sent: sum(server.departed.sent, sent), received: sum(server.departed.received, received)};
}

/** Creates the links of a process that has just started; the counters of both ends begin now. */
export function makeLinks(world: World, started: SimulatedServer): void {
	for (const name of started.role.cluster.serverNames) {
		const peer = world.servers.get(name);
		if (name !== started.role.name && isLinked(peer) && !isCut(world, started.role.name, name)) {
			openRoute(world, started, peer);
		}
	}

	for (const cluster of started.role.cluster.gatewaysTo) {
		dial(world, started, cluster);
		for (const name of serverNamesOf(world, cluster)) {
			const other = world.servers.get(name);
			if (isLinked(other) && gatewayEnd(world, other, started.role.cluster.name) === undefined) {
				dial(world, other, started.role.cluster.name);
			}
		}
	}
}

function dial(world: World, server: SimulatedServer, cluster: string): void {
	const there = serverNamesOf(world, cluster).filter(name => isLinked(world.servers.get(name)));
	const target = there[server.role.index % Math.max(1, there.length)];
	server.gateways.set(cluster, target === undefined ? undefined : newEnd(world, server, target));
}

function newEnd(world: World, server: SimulatedServer, target: string): LinkEnd {
	const firstCid = server.nextCid;
	server.nextCid += lanesOf(server.role.cluster);
	return {firstCid, target, since: publishedAt(server, world.now)};
}

const serverNamesOf = (world: World, cluster: string): readonly string[] =>
	world.clusters.get(cluster)?.serverNames ?? [];
