// Routes that are cut and mended, and who hears whom then. What comes over a route is not sent on over another one, and
// what comes over a gateway is sent on over the routes of the server it comes to.
import {isCut, routeKey} from './cut-routes.ts';
import {broadcastStatsz} from './heartbeats.ts';
import {closeRoute, gatewayEnd, isLinked, openRoute} from './links.ts';
import type {SimulatedServer} from './simulated-server.ts';
import {isUp, plan, type World} from './world.ts';

/** Whether what a server says to all reaches another one. */
function hears(world: World, listener: SimulatedServer, speaker: SimulatedServer): boolean {
	if (listener === speaker) return true;
	if (listener.role.cluster === speaker.role.cluster) return !isCut(world, listener.role.name, speaker.role.name);
	const target = gatewayEnd(world, speaker, listener.role.cluster.name)?.target;
	return target !== undefined && (target === listener.role.name || !isCut(world, target, listener.role.name));
}

/** Pairs of a listener of the cluster and a speaker that it does not hear; only routes of that cluster matter to it. */
function deafPairs(world: World, cluster: SimulatedServer['role']['cluster']) {
	const up = [...world.servers.values()].filter(isUp);
	return up
		.filter(({role}) => role.cluster === cluster)
		.flatMap(listener => up.filter(speaker => !hears(world, listener, speaker)).map(speaker => ({listener, speaker})));
}

/** Notes who does not hear whom any more, and who hears whom again. */
function noteHearing(world: World, cluster: SimulatedServer['role']['cluster']): void {
	const keyOf = (listener: string, speaker: string): string => `${listener} ${speaker}`;
	const known = new Map(world.deaf.map(one => [keyOf(one.listener, one.speaker), one]));
	const inCluster = new Set([...world.servers.values()].filter(({role}) => role.cluster === cluster).map(({id}) => id));
	const others = world.deaf.filter(({listener}) => !inCluster.has(listener));
	const now = deafPairs(world, cluster).map(
		({listener, speaker}) =>
			known.get(keyOf(listener.id, speaker.id)) ?? {
				listener: listener.id,
				speaker: speaker.id,
				lastHeardAt: speaker.lastStatszAt,
			},
	);
	world.deaf.splice(0, world.deaf.length, ...others, ...now);
	const link = world.servers.get(world.cast.linkServer);
	world.unheard.clear();
	world.unreached.clear();
	for (const server of world.servers.values()) {
		if (link === undefined) continue;
		if (!hears(world, link, server)) world.unheard.add(server.role.name);
		if (!hears(world, server, link)) world.unreached.add(server.role.name);
	}
}

export function cutRoutes(world: World, name: string, from: readonly string[]): void {
	const server = world.servers.get(name);
	if (server === undefined) return;
	for (const peerName of from) {
		const peer = world.servers.get(peerName);
		if (isCut(world, name, peerName)) continue;
		if (isLinked(server) && isLinked(peer)) closeRoute(world, server, peer);
		world.cuts.set(routeKey(name, peerName), world.now);
	}
	noteHearing(world, server.role.cluster);
}

export function mendRoutes(world: World, name: string, from: readonly string[]): void {
	const server = world.servers.get(name);
	if (server === undefined) return;
	for (const peerName of from) {
		const peer = world.servers.get(peerName);
		if (!world.cuts.delete(routeKey(name, peerName)) || !isLinked(server) || !isLinked(peer)) continue;
		openRoute(world, server, peer);
		plan(world, 80, () => broadcastStatsz(world, peer));
	}
	noteHearing(world, server.role.cluster);
	plan(world, 80, () => broadcastStatsz(world, server));
}
