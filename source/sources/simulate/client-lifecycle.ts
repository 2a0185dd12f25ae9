// Clients connect, stay for a while, disconnect for a reason and connect again, or are refused.
import type {Application, Ending} from './cast.ts';
import {isFull} from './account-limits.ts';
import {sendConnect, sendDisconnect} from './client-events.ts';
import {movedBy} from './connection-facts.ts';
import {sendConns} from './heartbeats.ts';
import {refuse, turnAway} from './refusals.ts';
import {
	countActivity,
	type AccountHere,
	type Connection,
	addClients,
	rememberClosed,
	type SimulatedClient,
	type SimulatedServer,
} from './simulated-server.ts';
import {isUp, plan, type World} from './world.ts';

/** What a refused client waits before the next try, at least and at most. */
const retryMs = {shortest: 400, longest: 900} as const;
/** And one that is turned away: client libraries wait two seconds. */
const turnedAwayMs = {shortest: 1900, longest: 2300} as const;

export function createClients(world: World): void {
	for (const application of world.cast.applications) {
		for (let index = 0; index < application.connections; index++) {
			placeAtStart(world, newClient(world, application, index));
		}
	}
}

/** A client that has never been connected. */
export function newClient({clients}: World, application: Application, index: number): SimulatedClient {
	const host = application.hosts[index % application.hosts.length] ?? '';
	const client: SimulatedClient = {application, index, host, connection: undefined, leaked: 0, generation: 0};
	clients.push(client);
	return client;
}

/** Makes a client connected since before the beginning, without an event, or not connected at the moment. */
function placeAtStart(world: World, client: SimulatedClient): void {
	const {lifetimeMs, leastLifetimeMs = 0, pauseMs} = client.application;
	const server = serverFor(world, client.application);
	if (server === undefined || world.random.chance(pauseMs / (lifetimeMs + pauseMs))) {
		planReturn(world, client, world.random.exponential(pauseMs));
	} else {
		const isYoung = leastLifetimeMs > 0 && world.random.chance(leastLifetimeMs / (leastLifetimeMs + lifetimeMs));
		const leastLeftMs = isYoung ? world.random.between(0, leastLifetimeMs) : 0;
		const lastedMs = isYoung ? leastLifetimeMs - leastLeftMs : leastLifetimeMs + world.random.exponential(lifetimeMs);
		const age = Math.min(lastedMs, 0.8 * -server.startedAt);
		accept(world, client, server, -Math.floor(age), server.startedAt);
		planEnd(world, client, leastLeftMs + world.random.exponential(lifetimeMs));
	}
}

/** How long a connection that begins now will last. */
function lifetimeOf({random}: World, {lifetimeMs, leastLifetimeMs = 0}: Application): number {
	return leastLifetimeMs + random.exponential(lifetimeMs);
}

/** Plans when a client that is not connected connects again; replaces an earlier plan. */
export function planReturn(world: World, client: SimulatedClient, inMs: number): void {
	client.generation++;
	const {generation} = client;
	plan(world, inMs, () => {
		if (client.generation === generation) {
			connectAgain(world, client);
		}
	});
}

function connectAgain(world: World, client: SimulatedClient): void {
	const {application} = client;
	const server = serverFor(world, application);
	if (server === undefined) {
		planReturn(world, client, world.random.between(500, 1500));
	} else if (world.refused.has(application.name)) {
		refuse(world, server, client);
		planReturn(world, client, world.random.between(retryMs.shortest, retryMs.longest));
	} else if (isFull(world, application.account)) {
		turnAway(world, server, client);
		planReturn(world, client, world.random.between(turnedAwayMs.shortest, turnedAwayMs.longest));
	} else {
		connect(world, client, server);
	}
}

function serverFor(world: World, application: Application): SimulatedServer | undefined {
	const open: SimulatedServer[] = [];
	for (const name of application.serverNames) {
		const server = world.servers.get(name);
		if (server !== undefined && isUp(server)) {
			open.push(server);
		}
	}

	return open.length === 0 ? undefined : world.random.pick(open);
}

function connect(world: World, client: SimulatedClient, server: SimulatedServer): void {
	const {application} = client;
	// Between the accepted socket and the login lies a round trip.
	const connection = accept(world, client, server, world.now - world.random.between(0.5, 9), world.now);
	const account = accountHere(server, application);
	countActivity(server, world.now);
	if (application.kind !== 'leafnode') {
		server.totalConnections++;
	}

	sendConns(world, server, account);
	sendConnect(world, client, connection, account);
	const loop = loopOf(world, client);
	planEnd(
		world,
		client,
		loop === undefined ? lifetimeOf(world, application) : loop.lifetimeMs * world.random.between(0.9, 1.1),
	);
}

/** Adds a client to a server; its traffic counts from `countsFrom`. */
function accept(
	world: World,
	client: SimulatedClient,
	server: SimulatedServer,
	startedAt: number,
	countsFrom: number,
): Connection {
	const {application} = client;
	client.generation++;
	client.connection = {
		server,
		cid: server.nextCid++,
		startedAt,
		roundTripNanoseconds: Math.floor(world.random.between(230, 1900)) * 1000,
		loginUntil: world.loginsUntil.get(application.name),
		version: versionOf(world, client),
	};
	server.clients.add(client);
	addClients(accountHere(server, application), countsFrom, application, 1, application.kind === 'leafnode');
	return client.connection;
}

function versionOf({deployed}: World, {application, index}: SimulatedClient): string {
	const newest = deployed.get(application.name);
	return newest !== undefined && index < newest.clients ? newest.version : application.version;
}

function planEnd(world: World, client: SimulatedClient, inMs: number): void {
	const {generation} = client;
	plan(world, inMs, () => {
		if (client.generation === generation) {
			const loop = loopOf(world, client);
			endConnection(
				world,
				client,
				loop === undefined ? reasonOf(world, client.application.endings) : (loop.reason ?? 'Client Closed'),
			);
		}
	});
}

const loopOf = (world: World, client: SimulatedClient) => {
	const loop = world.loops.get(client.application.name);
	return loop !== undefined && client.index < loop.clients ? loop : undefined;
};

function reasonOf(world: World, endings: readonly Ending[]): string {
	let left = world.random.next() * endings.reduce((all, {weight}) => all + weight, 0);
	for (const {reason, weight} of endings) {
		left -= weight;
		if (left < 0) {
			return reason;
		}
	}

	return 'Client Closed';
}

/**
 * Ends a client's connection and plans the next one. Its server sends a DISCONNECT unless it drains, since a server in
 * lame-duck mode sends no events. Does nothing to a client that is not connected.
 */
export function endConnection(world: World, client: SimulatedClient, reason: string): void {
	const {connection, application} = client;
	if (connection === undefined) {
		return;
	}

	const {server} = connection;
	if (!isUp(server)) {
		loseConnection(world, client, world.random.exponential(application.pauseMs));
		return;
	}

	const account = leave(world, client, connection);
	const traffic = movedBy(world, application, connection.startedAt, world.now);
	const closed = {client, connection, stoppedAt: world.now, reason, traffic};
	rememberClosed(server, closed);
	countActivity(server, world.now);
	if (reason.startsWith('Slow Consumer')) {
		server.slowConsumers++;
		account.slowConsumers++;
	} else if (reason === 'Stale Connection') {
		server.staleConnections++;
	}

	// A server makes the two events in different goroutines: either may be first.
	if (world.random.chance(0.5)) {
		sendDisconnect(world, closed, account);
		sendConns(world, server, account);
	} else {
		sendConns(world, server, account);
		sendDisconnect(world, closed, account);
	}

	const loop = loopOf(world, client);
	planReturn(
		world,
		client,
		loop === undefined ? world.random.exponential(application.pauseMs) : loop.pauseMs * world.random.between(0.8, 1.2),
	);
}

/** Ends a connection without an event, as a crash or a lame duck does; the client connects elsewhere. */
export function loseConnection(world: World, client: SimulatedClient, backInMs: number): void {
	if (client.connection !== undefined) {
		leave(world, client, client.connection);
		planReturn(world, client, backInMs);
	}
}

function leave(world: World, client: SimulatedClient, connection: Connection): AccountHere {
	const account = accountHere(connection.server, client.application);
	client.generation++;
	client.connection = undefined;
	connection.server.clients.delete(client);
	addClients(account, world.now, client.application, -1, client.application.kind === 'leafnode');
	account.subscriptions -= client.leaked;
	client.leaked = 0;
	return account;
}

function accountHere(server: SimulatedServer, application: Application): AccountHere {
	const account = server.accounts.get(application.account);
	if (account === undefined) {
		throw new RangeError(`${application.name} belongs to an account that does not exist: ${application.account}`);
	}

	return account;
}
