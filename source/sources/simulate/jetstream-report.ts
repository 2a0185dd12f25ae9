// JSZ without its streams: how much JetStream keeps on a server, and the meta group as that server sees it.
import {envelope, type Reply} from './reply.ts';
import {isCut} from './cut-routes.ts';
import {isLinked} from './links.ts';
import type {SimulatedServer} from './simulated-server.ts';
import {configWithStore, jetStreamLimits, jetStreamUsage, metaGroup, metaOf, replicasOf} from './statsz.ts';
import {time, type World} from './world.ts';

/** Of which each server with JetStream has a replica; together with the meta group these are its Raft groups. */
const streams = 5;
const consumers = 8;
/** Beside them each server has a stream with consumers that has no other replicas. */
const ownStreams = 1;
const ownConsumers = 2;

/** How many of `count` assets this server leads: the servers that are up take turns. */
function ledBy(world: World, server: SimulatedServer, count: number): number {
	const up = metaGroup(world).names.filter(
		name => isLinked(world.servers.get(name)) && !isCut(world, world.metaLeader, name),
	);
	const turn = up.indexOf(server.role.name);
	if (turn < 0 || world.metaLeader === '') return 0;
	return Math.floor(count / up.length) + (turn < count % up.length ? 1 : 0);
}

const messageBytes = 640;

const off = {
	memory: 0,
	storage: 0,
	reserved_memory: 0,
	reserved_storage: 0,
	accounts: 0,
	ha_assets: 0,
	api: {level: 0, total: 0, errors: 0},
} as const;

/** The meta group; of its members each names all others, but only the leader knows how they are. */
export function metaSeenBy(world: World, server: SimulatedServer): unknown {
	const {name, ...meta} = metaOf(world, server);
	const others = metaGroup(world).names.filter(other => other !== server.role.name);
	const isLeader = world.metaLeader === server.role.name;
	const replicas = replicasOf(world, others).map(replica =>
		isLeader || replica['name'] === world.metaLeader
			? replica
			: {name: replica['name'], current: false, active: 0, peer: replica['peer']},
	);
	const {leader, peer, replicas: _, ...rest} = meta;
	const led = leader === undefined ? {} : {leader, peer};
	return {name: server.role.cluster.name, ...led, replicas, ...rest};
}

export const jetStreamReport: Reply = (world, server, {leader_only: leaderOnly, raft}) => {
	const head = {server_id: server.id, now: time(world, world.now)};
	if (!server.role.cluster.jetStream) {
		if (leaderOnly === true) return undefined;
		const config = {max_memory: 0, max_storage: 0};
		const counts = {streams: 0, consumers: 0, messages: 0, bytes: 0, total: 0};
		return envelope(world, server, {...off, ...head, disabled: true, config, ...counts});
	}
	if (leaderOnly === true && world.metaLeader !== server.role.name) return undefined;
	const usage = jetStreamUsage(world, server);
	const bytes = usage.memory + usage.storage;
	return envelope(world, server, {
		...usage,
		...head,
		config: configWithStore,
		limits: jetStreamLimits,
		streams: streams + ownStreams,
		...(raft === true ? {streams_leader: ledBy(world, server, streams) + ownStreams} : {}),
		consumers: consumers + ownConsumers,
		...(raft === true ? {consumers_leader: ledBy(world, server, consumers) + ownConsumers} : {}),
		messages: Math.floor(bytes / messageBytes),
		bytes,
		meta_cluster: metaSeenBy(world, server),
		total: usage.accounts,
	});
};
