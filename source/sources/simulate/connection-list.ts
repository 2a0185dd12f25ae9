// CONNZ: the open connections of a server, all by pages or one by its id.
import {clientId} from './payloads.ts';
import {envelope, type Options, type Reply} from './reply.ts';
import type {Connection, SimulatedClient, SimulatedServer} from './simulated-server.ts';
import {localTime, time, type World} from './world.ts';

type Open = {readonly client: SimulatedClient; readonly connection: Connection};

/** As many as a server lists when it is not told. */
const pageSize = 1024;

/** By connection id, as a server lists them. */
function openConnections(server: SimulatedServer): Open[] {
	const open = [...server.clients].flatMap(client => {
		const {connection} = client;
		return connection === undefined ? [] : [{client, connection}];
	});
	return open.sort((left, right) => left.connection.cid - right.connection.cid);
}

/** The connection that a request names by its `cid`. */
export function connectionNamed(server: SimulatedServer, {cid}: Options): Open | undefined {
	return openConnections(server).find(({connection}) => connection.cid === cid);
}

/** Without what it has moved: that comes with the DISCONNECT. */
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
	};
}

function identityOf(world: World, {application}: SimulatedClient) {
	const account = world.cast.accounts.find(({id}) => id === application.account);
	return {
		authorized_user: application.user,
		account: application.account,
		name_tag: account?.name ?? application.account,
	};
}

const countIn = (option: unknown, otherwise: number): number =>
	typeof option === 'number' && Number.isInteger(option) && option >= 0 ? option : otherwise;

/** Options: `cid` for one connection; `acc` and `user` for some; `offset` and `limit` for a page; `auth` for who it is. */
export const connectionList: Reply = (world, server, options) => {
	const offset = countIn(options['offset'], 0);
	const limit = countIn(options['limit'], 0) || pageSize;
	const {cid, acc, user, auth} = options;
	const open = openConnections(server);
	const wanted = open.filter(
		({client, connection}) =>
			(cid === undefined || connection.cid === cid) &&
			(acc === undefined || client.application.account === acc) &&
			(user === undefined || client.application.user === user),
	);
	const connections = wanted.slice(offset, offset + limit).map(each => ({
		...connectionOf(world, server, each),
		...(auth === true ? identityOf(world, each.client) : {}),
	}));
	return envelope(world, server, {
		server_id: server.id,
		now: time(world, world.now),
		num_connections: connections.length,
		total: open.length,
		offset,
		limit,
		connections,
	});
};
