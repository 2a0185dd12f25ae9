// STATSZ: the figures of a server, in its heartbeats and in its answers to PING.
import {activeServers} from './active-servers.ts';
import {isCut, routeKey} from './cut-routes.ts';
import {countedAt, floored, noTraffic, plus, type Traffic} from './flow.ts';
import {gatewaysOf, isLinked, routesOf, sum} from './links.ts';
import {dataStats, receivedOf, sentOf} from './payloads.ts';
import {type AccountHere, recentActivityAt, type SimulatedServer} from './simulated-server.ts';
import {localTime, nextServerInfo, time, type World} from './world.ts';
import {peerId} from './wire-names.ts';

type Body = Readonly<Record<string, unknown>>;

const usualCores = 8;
const mebibyte = 1_048_576;
const gibibyte = 1024 * mebibyte;

const coresOf = ({role}: SimulatedServer): number => role.cores ?? usualCores;

/** A STATSZ body as of now; takes one of the server's sequence numbers. */
export function statszOf(world: World, server: SimulatedServer): Body {
	return {server: nextServerInfo(world, server), statsz: figuresOf(world, server)};
}

/** The figures of a server as of now. */
export function figuresOf(world: World, server: SimulatedServer) {
	const at = world.now;
	const totals = trafficOfClients(server, at);
	const routes = routesOf(world, server, at);
	const gateways = gatewaysOf(world, server, at);
	const sent = [...routes, ...gateways].reduce(
		(all, link) => sum(all, link.sent),
		sum(sentOf(totals), server.departed.sent),
	);
	const received = [...routes, ...gateways].reduce(
		(all, link) => sum(all, link.received),
		sum(receivedOf(totals), server.departed.received),
	);
	const accounts = [...server.accounts.values()];
	const connections = accounts.reduce((all, account) => all + account.clients, 0);

	return {
		start: localTime(world, server, server.startedAt),
		mem: memoryBytes(server, connections, at),
		cores: coresOf(server),
		cpu: cpuPercent(server, at),
		connections,
		total_connections: server.totalConnections,
		active_accounts: accounts.filter(account => isActive(world, account)).length,
		subscriptions: subscriptionsOf(world, server),
		sent: dataStats(sent),
		sent_to_clients: dataStats(sentOf(totals)),
		received: dataStats(received),
		received_from_clients: dataStats(receivedOf(totals)),
		slow_consumers: server.slowConsumers,
		...byKind('slow_consumer_stats', server.slowConsumers),
		...(server.staleConnections === 0 ? {} : {stale_connections: server.staleConnections}),
		...byKind('stale_connection_stats', server.staleConnections),
		...(server.slowConsumers === 0 ? {} : {stalled_clients: server.slowConsumers * 17}),
		...(routes.length === 0
			? {}
			: {
					routes: routes.map(route => ({
						rid: route.rid,
						name: route.name,
						sent: dataStats(route.sent),
						received: dataStats(route.received),
						pending: 0,
					})),
				}),
		...(gateways.length === 0
			? {}
			: {
					gateways: gateways.map(gateway => ({
						gwid: gateway.rid,
						name: gateway.name,
						sent: dataStats(gateway.sent),
						received: dataStats(gateway.received),
						inbound_connections: gateway.inbound,
					})),
				}),
		active_servers: activeServers(world, server),
		...(server.role.cluster.jetStream ? {jetstream: jetStreamOf(world, server)} : {}),
		gomaxprocs: coresOf(server),
	};
}

const byKind = (name: string, clients: number): Body =>
	clients === 0 ? {} : {[name]: {clients, routes: 0, gateways: 0, leafs: 0}};

/** Whole messages and bytes to and from the clients of a server. */
function trafficOfClients(server: SimulatedServer, at: number): Traffic {
	let all = noTraffic;
	for (const account of server.accounts.values()) {
		all = plus(all, floored(countedAt(account.flow, at / 1000)), 1);
	}

	return all;
}

const isActive = (world: World, account: AccountHere): boolean =>
	account.clients + account.leafnodes > 0 || account.role.id === world.cast.systemAccount;

/** This many messages a second take one percent of a core. */
const messagesPerPercent = 1100;

function cpuPercent(server: SimulatedServer, at: number): number {
	let perSecond = 0;
	for (const {flow} of server.accounts.values()) {
		perSecond += (flow.perSecond.inMessages + flow.perSecond.outMessages) * flow.wave.at(at / 1000);
	}

	const starting = at - server.startedAt < 20_000 ? 35 : 0;
	const percent = 1.4 + perSecond / messagesPerPercent + recentActivityAt(server, at) * 0.11 + starting;
	return Math.round(Math.min(percent, coresOf(server) * 100) * 10) / 10;
}

/** After a start a server has what it needs within a minute. */
const startsForMs = 50_000;

/** Resident memory: the process, its connections, garbage until it is collected, and a slow drift. */
function memoryBytes(server: SimulatedServer, connections: number, at: number): number {
	const age = Math.min(1, (at - server.startedAt) / startsForMs);
	const sawtooth = ((at + server.role.index * 17_000) / 53_000) % 1;
	const drift = Math.sin(at / 900_000 + server.role.index);
	return Math.floor(
		(38 + 130 * age + 22 * (sawtooth < 0 ? sawtooth + 1 : sawtooth) + 14 * drift * age) * mebibyte +
			connections * 91_000,
	);
}

/** Internal subscriptions, those of the clients here, and the interest of the cluster's others. */
function subscriptionsOf(world: World, server: SimulatedServer): number {
	let count = 148;
	for (const account of server.accounts.values()) {
		count += accountSubscriptions(world, server, account);
	}

	return count;
}

/** An account's subscriptions on a server, with the interest of the other servers of the cluster. */
export function accountSubscriptions(world: World, server: SimulatedServer, account: AccountHere): number {
	let elsewhere = 0;
	for (const name of server.role.cluster.serverNames) {
		const peer = world.servers.get(name);
		if (peer !== server && isLinked(peer) && !isCut(world, server.role.name, name)) {
			elsewhere += peer.accounts.get(account.role.id)?.subscriptions ?? 0;
		}
	}

	return 4 + account.subscriptions + Math.ceil(elsewhere * 0.4);
}

const storeLimits = {max_memory: 4 * gibibyte, max_storage: 512 * gibibyte} as const;
const storeOptions = {sync_interval: 120_000_000_000, compress_ok: true, strict: true} as const;

/** The limits, the same on every server. */
const jetStreamConfig = {...storeLimits, ...storeOptions};

/** The same with the folder of the store, which JSZ and VARZ tell. */
export const configWithStore = {...storeLimits, store_dir: '/data/jetstream', ...storeOptions};

export const jetStreamLimits = {default_max_consumers: 1000} as const;

export function jetStreamUsage(world: World, server: SimulatedServer) {
	const upSeconds = (world.now - server.startedAt) / 1000;
	const stored = (world.startAt + world.now) / 1000 - 1_790_000_000;
	const asked = Math.floor(upSeconds * 11.5 + 40 * Math.sin(upSeconds / 30));
	return {
		memory: 36 * mebibyte + server.role.index * mebibyte,
		storage: 61 * gibibyte + Math.floor(Math.abs(stored) % 8_000_000) * 640,
		reserved_memory: 0,
		reserved_storage: 240 * gibibyte,
		accounts: 3,
		ha_assets: 14,
		api: {level: 5, total: Math.max(0, asked), errors: Math.floor(upSeconds / 97)},
	};
}

function jetStreamOf(world: World, server: SimulatedServer): Body {
	return {
		config: jetStreamConfig,
		stats: jetStreamUsage(world, server),
		meta: metaOf(world, server),
		limits: jetStreamLimits,
	};
}

/** The size of the meta group, and how many of it must agree. */
export function metaGroup(world: World): {readonly names: readonly string[]; readonly quorum: number} {
	const names = world.cast.clusters.filter(cluster => cluster.jetStream).flatMap(cluster => cluster.serverNames);
	return {names, quorum: Math.floor(names.length / 2) + 1};
}

export function metaOf(world: World, server: SimulatedServer): Body {
	const {names, quorum} = metaGroup(world);
	const isLeader = world.metaLeader === server.role.name;
	const snapshotEveryMs = 120_000;
	const snapshotAt = Math.floor(world.now / snapshotEveryMs) * snapshotEveryMs;
	return {
		name: isLeader ? server.role.cluster.name : '_meta_',
		...(world.metaLeader === '' ? {} : {leader: world.metaLeader, peer: peerId(world.metaLeader)}),
		...(isLeader
			? {
					replicas: replicasOf(
						world,
						names.filter(name => name !== server.role.name),
					),
				}
			: {}),
		cluster_size: names.length,
		quorum_needed: quorum,
		pending: 0,
		pending_requests: 0,
		pending_infos: 0,
		snapshot: {
			pending_entries: Math.floor((world.now - snapshotAt) / 9000),
			pending_size: Math.floor((world.now - snapshotAt) / 9000) * 131,
			...(snapshotAt < server.startedAt
				? {last_time: '0001-01-01T00:00:00Z'}
				: {last_time: time(world, snapshotAt), last_duration: 184_000 + server.role.index * 21_000}),
		},
	};
}

export function replicasOf(world: World, names: readonly string[]): Body[] {
	return names.map((name, index) => {
		const replica = world.servers.get(name);
		const lostAt = replica?.endedAt ?? world.cuts.get(routeKey(world.metaLeader, name));
		const sinceMs = lostAt === undefined ? 0 : world.now - lostAt;
		return isLinked(replica) && !isCut(world, world.metaLeader, name)
			? {
					name,
					current: true,
					active: 210_000_000 + ((index * 97 + Math.floor(world.now)) % 780) * 1_000_000,
					peer: peerId(name),
				}
			: {
					name,
					current: false,
					offline: true,
					active: Math.floor(sinceMs) * 1_000_000,
					lag: Math.floor(sinceMs / 4000),
					peer: peerId(name),
				};
	});
}
