// The lives of clients: they come, stay for a while, go for a reason and come back, or are refused.
import type {Application, Ending} from './cast.ts';
import {floored, noTraffic, plus, type Traffic} from './flow.ts';
import {sendConns} from './heartbeats.ts';
import {clientEnded, clientInfo, eventHead} from './payloads.ts';
import {refuse} from './refusals.ts';
import {
	addBustle,
	type AccountHere,
	type Connection,
	seatClients,
	type SimulatedClient,
	type SimulatedServer,
} from './simulated-server.ts';
import {isUp, localTime, nextServerInfo, plan, send, time, type World} from './world.ts';

/** What a refused client waits before the next try, at least and at most. */
const retryMs = {shortest: 400, longest: 900} as const;

export function createClients(world: World): void {
	for (const application of world.cast.applications) {
		for (let index = 0; index < application.connections; index++) {
			const host = application.hosts[index % application.hosts.length] ?? '';
			const client: SimulatedClient = {application, index, host, connection: undefined, turn: 0};
			world.clients.push(client);
			seatBeforehand(world, client);
		}
	}
}

/** Has a client be connected since before the beginning, without a word about it, or be away just now. */
function seatBeforehand(world: World, client: SimulatedClient): void {
	const {livesMs, pauseMs} = client.application;
	const server = serverFor(world, client.application);
	if (server === undefined || world.random.chance(pauseMs / (livesMs + pauseMs))) {
		planReturn(world, client, world.random.exponential(pauseMs));
	} else {
		const age = Math.min(world.random.exponential(livesMs), 0.8 * -server.startedAt);
		accept(world, client, server, -Math.floor(age), server.startedAt);
		planEnd(world, client, world.random.exponential(livesMs));
	}
}

/** Has a client that is away come back in a while, if nothing else happens to it before; replaces an earlier plan. */
export function planReturn(world: World, client: SimulatedClient, inMs: number): void {
	client.turn++;
	const {turn} = client;
	plan(world, inMs, () => {
		if (client.turn === turn) {
			comeBack(world, client);
		}
	});
}

function comeBack(world: World, client: SimulatedClient): void {
	const {application} = client;
	const server = serverFor(world, application);
	if (server === undefined) {
		planReturn(world, client, world.random.between(500, 1500));
	} else if (world.refused.has(application.name)) {
		refuse(world, server, client);
		planReturn(world, client, world.random.between(retryMs.shortest, retryMs.longest));
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
	addBustle(server, world.now);
	if (application.kind !== 'leafnode') {
		server.totalConnections++;
	}

	sendConns(world, server, account);
	send(world, server, `$SYS.ACCOUNT.${account.role.id}.CONNECT`, {
		...eventHead('client_connect', server.nextEventId(), time(world, world.now)),
		server: nextServerInfo(world, server),
		client: clientInfo(figuresOf(world, client, connection, account)),
	});
	if (application.kind === 'leafnode' && server.role.cluster.gatewaysTo.length > 0) {
		send(world, server, `$SYS.ACCOUNT.${account.role.id}.LEAFNODE.CONNECT`, {
			server: nextServerInfo(world, server),
			acc: account.role.id,
		});
	}

	const loop = loopOf(world, client);
	planEnd(
		world,
		client,
		loop === undefined ? world.random.exponential(application.livesMs) : loop.livesMs * world.random.between(0.9, 1.1),
	);
}

/** Gives a client its place on a server; its traffic counts from `countsFrom`. */
function accept(
	world: World,
	client: SimulatedClient,
	server: SimulatedServer,
	startedAt: number,
	countsFrom: number,
): Connection {
	const {application} = client;
	client.turn++;
	client.connection = {
		server,
		cid: server.nextCid++,
		startedAt,
		roundTripNanoseconds: Math.floor(world.random.between(230, 1900)) * 1000,
		version: world.deployed.get(application.name) ?? application.version,
	};
	server.clients.add(client);
	seatClients(accountHere(server, application), countsFrom, application, 1, application.kind === 'leafnode');
	return client.connection;
}

function planEnd(world: World, client: SimulatedClient, inMs: number): void {
	const {turn} = client;
	plan(world, inMs, () => {
		if (client.turn === turn) {
			const isLoop = loopOf(world, client) !== undefined;
			endConnection(world, client, isLoop ? 'Client Closed' : reasonOf(world, client.application.endings));
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
 * Ends a client's connection with an event, unless its server drains and tells nothing any more, and has it come back
 * later. Does nothing to one that is not connected.
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
	addBustle(server, world.now);
	if (reason.startsWith('Slow Consumer')) {
		server.slowConsumers++;
		account.slowConsumers++;
	} else if (reason === 'Stale Connection') {
		server.staleConnections++;
	}

	const tellEnd = (): void =>
		send(
			world,
			server,
			`$SYS.ACCOUNT.${account.role.id}.DISCONNECT`,
			endedBody(world, client, connection, account, reason),
		);
	// The two are made in different goroutines: either may be first.
	if (world.random.chance(0.5)) {
		tellEnd();
		sendConns(world, server, account);
	} else {
		sendConns(world, server, account);
		tellEnd();
	}

	const loop = loopOf(world, client);
	planReturn(
		world,
		client,
		loop === undefined ? world.random.exponential(application.pauseMs) : loop.pauseMs * world.random.between(0.8, 1.2),
	);
}

/** Takes a client off its server without a word: what a crash or a lame duck does. Comes back elsewhere. */
export function loseConnection(world: World, client: SimulatedClient, backInMs: number): void {
	if (client.connection !== undefined) {
		leave(world, client, client.connection);
		planReturn(world, client, backInMs);
	}
}

function leave(world: World, client: SimulatedClient, connection: Connection): AccountHere {
	const account = accountHere(connection.server, client.application);
	client.turn++;
	client.connection = undefined;
	connection.server.clients.delete(client);
	seatClients(account, world.now, client.application, -1, client.application.kind === 'leafnode');
	return account;
}

function accountHere(server: SimulatedServer, application: Application): AccountHere {
	const account = server.accounts.get(application.account);
	if (account === undefined) {
		throw new RangeError(`${application.name} is of an account that does not exist: ${application.account}`);
	}

	return account;
}

const figuresOf = (world: World, client: SimulatedClient, connection: Connection, account: AccountHere) => ({
	application: client.application,
	index: client.index,
	host: client.host,
	cid: connection.cid,
	version: connection.version,
	account: account.role.id,
	accountName: account.role.name,
	start: localTime(world, connection.server, connection.startedAt),
});

function endedBody(
	world: World,
	client: SimulatedClient,
	connection: Connection,
	account: AccountHere,
	reason: string,
) {
	const stop = localTime(world, connection.server, world.now);
	const load = account.flow.wave.until(world.now / 1000) - account.flow.wave.until(connection.startedAt / 1000);
	const traffic: Traffic = plus(noTraffic, client.application.traffic, load);
	return clientEnded(
		eventHead('client_disconnect', connection.server.nextEventId(), stop),
		nextServerInfo(world, connection.server),
		clientInfo({
			...figuresOf(world, client, connection, account),
			stop,
			roundTripNanoseconds: connection.roundTripNanoseconds,
		}),
		floored(traffic),
		reason,
	);
}
