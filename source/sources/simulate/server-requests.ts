// What changes something on a server, and what is asked before and after: one connection, and the configuration.
import {endConnection} from './client-lifecycle.ts';
import {clientId} from './payloads.ts';
import type {Connection, SimulatedClient, SimulatedServer} from './simulated-server.ts';
import {localTime, nextServerInfo, plan, time, type World} from './world.ts';

type Reply = (world: World, server: SimulatedServer, body: string) => unknown;
type Open = {readonly client: SimulatedClient; readonly connection: Connection};

/** How long a client that was asked to move takes. */
const moveMs = {shortest: 200, longest: 1500} as const;

function connectionNamed(server: SimulatedServer, body: string): Open | undefined {
	let cid: unknown;
	try {
		const options: unknown = JSON.parse(body);
		cid = typeof options === 'object' && options !== null && 'cid' in options ? options.cid : undefined;
	} catch {
		return undefined;
	}

	for (const client of server.clients) {
		const {connection} = client;
		if (connection?.cid === cid && connection !== undefined) return {client, connection};
	}

	return undefined;
}

const refused = (world: World, server: SimulatedServer, description: string) => ({
	server: nextServerInfo(world, server),
	error: {code: 500, description},
});

const done = (world: World, server: SimulatedServer) => ({server: nextServerInfo(world, server)});

const kick: Reply = (world, server, body) => {
	const open = connectionNamed(server, body);
	if (open === undefined) return refused(world, server, 'no such client or leafnode id');
	endConnection(world, open.client, 'Kicked');
	return done(world, server);
};

const move: Reply = (world, server, body) => {
	const open = connectionNamed(server, body);
	if (open === undefined || open.client.application.kind === 'leafnode') {
		return refused(world, server, 'no such client id');
	}

	const {client} = open;
	const {turn} = client;
	plan(world, world.random.between(moveMs.shortest, moveMs.longest), () => {
		if (client.turn === turn) endConnection(world, client, 'Client Closed');
	});
	return done(world, server);
};

const reload: Reply = (world, server) => {
	server.configuredAt = world.now;
	return done(world, server);
};

/** Without what it has moved: that is told when it ends. */
const connections: Reply = (world, server, body) => {
	const open = connectionNamed(server, body);
	return {
		server: nextServerInfo(world, server),
		data: {
			server_id: server.id,
			now: time(world, world.now),
			connections: open === undefined ? [] : [connectionOf(world, server, open)],
		},
	};
};

function connectionOf(world: World, server: SimulatedServer, {client, connection}: Open) {
	const {application, host} = client;
	const isLeafnode = application.kind === 'leafnode';
	return {
		cid: connection.cid,
		kind: isLeafnode ? 'Leafnode' : 'Client',
		...(isLeafnode ? {} : {type: application.kind}),
		ip: host,
		port: 32_768 + (connection.cid % 28_000),
		start: localTime(world, server, connection.startedAt),
		rtt: `${Math.round(connection.roundTripNanoseconds / 1000)}µs`,
		subscriptions: application.subscriptions,
		...(application.kind === 'mqtt' ? {mqtt_client: clientId(client)} : {name: application.name}),
		...(application.language === '' ? {} : {lang: application.language}),
		version: connection.version,
		authorized_user: application.user,
		account: application.account,
		name_tag: world.cast.accounts.find(({id}) => id === application.account)?.name ?? application.account,
	};
}

const variables: Reply = (world, server) => ({
	server: nextServerInfo(world, server),
	data: {
		server_id: server.id,
		server_name: server.role.name,
		version: server.role.version,
		start: time(world, server.startedAt),
		now: time(world, world.now),
		connections: server.clients.size,
		config_load_time: time(world, server.configuredAt),
		system_account: world.cast.systemAccount,
	},
});

/** By the last word of the subject. */
export const orders: ReadonlyMap<string, Reply> = new Map([
	['KICK', kick],
	['LDM', move],
	['RELOAD', reload],
	['CONNZ', connections],
	['VARZ', variables],
]);
