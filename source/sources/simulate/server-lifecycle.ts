// Servers that start, stop, drain and crash, and the election of a meta leader that follows.
import {type StandingClients, trafficOf} from './cast.ts';
import {noTraffic, plus, type Traffic} from './flow.ts';
import {beginStatsz, broadcastStatsz} from './heartbeats.ts';
import {dropLinks, makeLinks} from './links.ts';
import {loseConnection} from './client-lifecycle.ts';
import {addClients, type SimulatedServer} from './simulated-server.ts';
import {metaGroup} from './statsz.ts';
import {isUp, nextServerInfo, onMicrosecond, plan, processFor, send, type World} from './world.ts';

/** Clients of a server that has gone connect to another within about this time. */
const reconnectMs = 2600;
const electionMs = 4200;
/** In lame-duck mode a server waits for the first, and usually has disconnected its clients and ended after the second. */
const lameDuckGraceMs = 4000;
const lameDuckMs = 14_000;

/** Creates all servers as they are at the beginning: up for days, linked to each other, without clients. */
export function createServers(world: World): void {
	for (const role of world.cast.servers) {
		const server = processFor(world, role.name, -onMicrosecond(role.upForMs + world.random.between(0, 600_000)));
		if (server !== undefined) {
			world.servers.set(role.name, server);
			world.up++;
			addStandingClients(world, server);
		}
	}
}

/** Adds the connections that have no events of their own. */
function addStandingClients(world: World, server: SimulatedServer): void {
	for (const standing of world.cast.standing) {
		const account = server.accounts.get(standing.account);
		if (account !== undefined) {
			addClients(account, server.startedAt, eachOf(standing), standing.connections);
		}
	}

	// Our own connection.
	const system = server.accounts.get(world.cast.systemAccount);
	if (server.role.name === world.cast.linkServer && system !== undefined) {
		addClients(system, server.startedAt, {traffic: trafficOf(2, 4, 24, 1100), subscriptions: 11}, 1);
	}
}

/** What one of such connections does. */
function eachOf({connections, traffic, subscriptions}: StandingClients): {
	readonly traffic: Traffic;
	readonly subscriptions: number;
} {
	return {traffic: plus(noTraffic, traffic, 1 / connections), subscriptions: Math.floor(subscriptions / connections)};
}

/** A new process of a server that is down; with a version it was upgraded to that. */
export function startServer(world: World, name: string, version?: string): void {
	if (world.servers.get(name)?.state !== 'down') {
		return;
	}

	if (version !== undefined) world.upgraded.set(name, version);
	const server = processFor(world, name, world.now);
	if (server !== undefined) {
		world.servers.set(name, server);
		world.up++;
		addStandingClients(world, server);
		makeLinks(world, server);
		beginStatsz(world, server);
		// A server that discovers another broadcasts its STATSZ.
		for (const other of world.servers.values()) {
			if (other !== server) {
				plan(world, 80 + other.role.cluster.oneWayMs, () => broadcastStatsz(world, other));
			}
		}

		elect(world);
	}
}

/** Ends a process at once and without a message. */
export function crashServer(world: World, name: string): void {
	const server = world.servers.get(name);
	if (server !== undefined && server.state !== 'down') {
		if (isUp(server)) {
			forgetMissed(world);
			world.missed.push({lastHeardAt: server.lastStatszAt});
		}

		takeDown(world, server);
	}
}

/** Forgets crashes that all servers have noticed by now. */
function forgetMissed(world: World): void {
	const recent = world.missed.filter(({lastHeardAt}) => world.now - lastHeardAt < 300_000);
	world.missed.splice(0, world.missed.length, ...recent);
}

/** An orderly stop: one SHUTDOWN message, and no DISCONNECT for its clients. */
export function shutServerDown(world: World, name: string): void {
	const server = world.servers.get(name);
	if (server !== undefined && isUp(server)) {
		send(world, server, `$SYS.SERVER.${server.id}.SHUTDOWN`, nextServerInfo(world, server));
		takeDown(world, server);
	}
}

/** Lame-duck mode: one LAMEDUCK message, then no more; clients are disconnected one by one, then the process ends. */
export function drainServer(world: World, name: string, drainMs: number = lameDuckMs): void {
	const server = world.servers.get(name);
	if (server === undefined || !isUp(server)) {
		return;
	}

	send(world, server, `$SYS.SERVER.${server.id}.LAMEDUCK`, nextServerInfo(world, server));
	server.state = 'lame duck';
	world.up--;
	handLeadershipOver(world, server);
	for (const client of server.clients) {
		const {generation} = client;
		plan(world, lameDuckGraceMs + world.random.between(0, drainMs - lameDuckGraceMs - 1000), () => {
			if (client.generation === generation) {
				loseConnection(world, client, world.random.between(5, 400));
			}
		});
	}

	plan(world, drainMs, () => {
		if (server.state === 'lame duck') {
			takeDown(world, server);
		}
	});
}

function takeDown(world: World, server: SimulatedServer): void {
	if (isUp(server)) {
		world.up--;
	}

	server.state = 'down';
	server.endedAt = world.now;
	dropLinks(world, server);
	for (const client of [...server.clients]) {
		loseConnection(world, client, 40 + world.random.exponential(reconnectMs));
	}

	handLeadershipOver(world, server);
}

function handLeadershipOver(world: World, from: SimulatedServer): void {
	if (world.metaLeader === from.role.name) {
		world.metaLeader = '';
		plan(world, from.state === 'lame duck' ? 900 : electionMs, () => elect(world));
	}
}

/** Makes a server of the meta group its leader, if there is none and a quorum is up. */
export function elect(world: World): void {
	if (world.metaLeader !== '' || world.electionsFail) {
		return;
	}

	const {names, quorum} = metaGroup(world);
	const alive: SimulatedServer[] = [];
	for (const name of names) {
		const server = world.servers.get(name);
		if (server !== undefined && isUp(server)) {
			alive.push(server);
		}
	}

	if (names.length > 0 && alive.length >= quorum) {
		world.metaLeader = world.random.pick(alive).role.name;
		for (const server of alive) {
			broadcastStatsz(world, server);
		}
	}
}
