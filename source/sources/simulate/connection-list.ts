// CONNZ: the connections of a server, all by pages or one by its id; open ones, and those that were closed lately.
import type {Application} from './cast.ts';
import {movedBy, portOf, roundTripText} from './connection-facts.ts';
import {noTraffic, plus, type Traffic} from './flow.ts';
import {clientId} from './payloads.ts';
import {envelope, type Options, type Reply} from './reply.ts';
import type {Connection, SimulatedClient, SimulatedServer} from './simulated-server.ts';
import {localTime, nextServerInfo, time, type World} from './world.ts';

/** One of a server's connections. */
type Listed = {
	readonly cid: number;
	readonly application: Application;
	readonly host: string;
	/** An MQTT client's. */
	readonly clientId: string;
	readonly version: string;
	/** Beside those of its application. */
	readonly leaked: number;
	readonly startedAt: number;
	readonly roundTripNanoseconds: number;
	readonly traffic: Traffic;
	readonly stoppedAt?: number;
	readonly reason?: string;
};

/** As many as a server lists when it is not told. */
const pageSize = 1024;
/** Numbers of connections that were there before all others and say nothing of themselves. */
const standingFrom = 10_000_000;

type Open = {readonly client: SimulatedClient; readonly connection: Connection};

/** The open connection that a request names by its `cid`. */
export function connectionNamed(server: SimulatedServer, {cid}: Options): Open | undefined {
	for (const client of server.clients) {
		const {connection} = client;
		if (connection !== undefined && connection.cid === cid) return {client, connection};
	}
	return undefined;
}

function listedOf(client: SimulatedClient, connection: Connection, traffic: Traffic): Listed {
	const {application, host, leaked} = client;
	const {cid, version, startedAt, roundTripNanoseconds} = connection;
	const id = clientId(client);
	return {cid, application, host, clientId: id, version, leaked, startedAt, roundTripNanoseconds, traffic};
}

function openOf(world: World, server: SimulatedServer): readonly Listed[] {
	return [...server.clients].flatMap(client => {
		const {connection, application} = client;
		if (connection === undefined) return [];
		return [listedOf(client, connection, movedBy(world, application, connection.startedAt, world.now))];
	});
}

/** Those without events of their own, as servers that are all alike have them. */
function standingOf(world: World, server: SimulatedServer): readonly Listed[] {
	let cid = standingFrom;
	return world.cast.standing.flatMap(({account, connections, traffic: all, subscriptions}) =>
		Array.from({length: connections}, (_, index): Listed => {
			const application: Application = {
				name: `${account.toLowerCase()}-${index % 12}`,
				account,
				user: account.toLowerCase(),
				kind: 'nats',
				language: 'go',
				version: '1.48.0',
				hosts: [],
				serverNames: [],
				connections: 1,
				lifetimeMs: 0,
				pauseMs: 0,
				endings: [],
				traffic: plus(noTraffic, all, 1 / connections),
				subscriptions: Math.floor(subscriptions / connections),
			};
			return {
				cid: cid++,
				application,
				host: `10.9.${server.role.index}.${(index % 200) + 1}`,
				clientId: '',
				version: application.version,
				leaked: 0,
				startedAt: server.startedAt + 1000,
				roundTripNanoseconds: 400_000 + index * 1000,
				traffic: movedBy(world, application, server.startedAt + 1000, world.now),
			};
		}),
	);
}

function closedOf({closed}: SimulatedServer): readonly Listed[] {
	return closed.map(({client, connection, stoppedAt, reason, traffic}) => ({
		...listedOf(client, connection, traffic),
		leaked: 0,
		stoppedAt,
		reason,
	}));
}

const subscriptionsOf = ({application, leaked}: Listed): number => application.subscriptions + leaked;

const values: Readonly<Record<string, (listed: Listed) => number>> = {
	cid: ({cid}) => cid,
	start: ({startedAt}) => startedAt,
	uptime: ({startedAt}) => -startedAt,
	subs: listed => -subscriptionsOf(listed),
	pending: () => 0,
	msgs_to: ({traffic}) => -traffic.outMessages,
	msgs_from: ({traffic}) => -traffic.inMessages,
	bytes_to: ({traffic}) => -traffic.outBytes,
	bytes_from: ({traffic}) => -traffic.inBytes,
	last: () => 0,
	idle: () => 0,
	rtt: ({roundTripNanoseconds}) => -roundTripNanoseconds,
	stop: ({stoppedAt = 0}) => -stoppedAt,
};

/** Whole seconds, as servers write uptime and idle time. */
function seconds(ms: number): string {
	return `${Math.max(0, Math.floor(ms / 1000))}s`;
}

/** No subject has blanks or control characters in it. */
const notInSubjects = /[\s\p{Cc}]+/gu;

function subjectsOf({application: {name: given, account, subscriptions}, leaked}: Listed): readonly string[] {
	const name = given.replaceAll(notInSubjects, '_');
	const own = Array.from({length: subscriptions}, (_, index) =>
		index === 0 ? `_INBOX.${name}.*` : `${account.toLowerCase()}.${name}.${index}`,
	);
	return [...own, ...Array.from({length: leaked}, (_, index) => `_INBOX.${name}.${index}`)];
}

function connectionOf(world: World, server: SimulatedServer, listed: Listed, {auth, subscriptions}: Options) {
	const {application, cid, startedAt, stoppedAt, traffic} = listed;
	const isLeafnode = application.kind === 'leafnode';
	const account = world.cast.accounts.find(({id}) => id === application.account);
	return {
		cid,
		kind: isLeafnode ? 'Leafnode' : 'Client',
		...(isLeafnode ? {} : {type: application.kind}),
		ip: listed.host,
		port: portOf(listed),
		start: localTime(world, server, startedAt),
		last_activity: localTime(world, server, stoppedAt ?? world.now - (cid % 7) * 100),
		...(stoppedAt === undefined ? {} : {stop: localTime(world, server, stoppedAt), reason: listed.reason}),
		rtt: roundTripText(listed),
		uptime: seconds((stoppedAt ?? world.now) - startedAt),
		idle: seconds(stoppedAt === undefined ? (cid % 7) * 100 : world.now - stoppedAt),
		pending_bytes: 0,
		in_msgs: traffic.inMessages,
		out_msgs: traffic.outMessages,
		in_bytes: traffic.inBytes,
		out_bytes: traffic.outBytes,
		subscriptions: subscriptionsOf(listed),
		...(application.kind === 'mqtt' ? {mqtt_client: listed.clientId} : {name: application.name}),
		...(application.language === '' ? {} : {lang: application.language}),
		version: listed.version,
		...(auth === true ? {authorized_user: application.user} : {}),
		// Left out for the default account.
		...(auth === true && application.account !== '$G' ? {account: application.account} : {}),
		...(subscriptions === true && stoppedAt === undefined ? {subscriptions_list: subjectsOf(listed)} : {}),
		...(auth === true ? {name_tag: account?.name ?? application.account} : {}),
	};
}

const countIn = (option: unknown, otherwise: number): number =>
	typeof option === 'number' && Number.isInteger(option) && option >= 0 ? option : otherwise;

const failed = (world: World, server: SimulatedServer, description: string) => ({
	server: nextServerInfo(world, server),
	data: null,
	error: {code: 500, description},
});

/** Options: `cid` for one connection; `acc` and `user` for some; `sort`, `offset`, `limit` for a page; `auth` for who it is. */
export const connectionList: Reply = (world, server, options) => {
	const {cid, acc, user, state = 0, sort = 'cid'} = options;
	const valueOf = typeof sort === 'string' ? values[sort] : undefined;
	if (valueOf === undefined) return failed(world, server, `invalid sorting option: ${String(sort)}`);
	if (sort === 'stop' && state !== 1) return failed(world, server, 'sort by stop only valid on closed connections');
	const offset = countIn(options['offset'], 0);
	const limit = cid === undefined ? countIn(options['limit'], 0) || pageSize : 1;
	const all = [
		...(state === 1 ? [] : [...openOf(world, server), ...standingOf(world, server)]),
		...(state === 0 ? [] : closedOf(server)),
	];
	const ofAccount = all.filter(({application}) => acc === undefined || application.account === acc);
	const wanted = ofAccount
		.filter(listed => cid === undefined || listed.cid === cid)
		.filter(({application}) => user === undefined || application.user === user)
		.toSorted((a, b) => valueOf(a) - valueOf(b) || a.cid - b.cid);
	const connections = wanted.slice(offset, offset + limit).map(listed => connectionOf(world, server, listed, options));
	return envelope(world, server, {
		server_id: server.id,
		now: time(world, world.now),
		num_connections: connections.length,
		total: ofAccount.length,
		offset,
		limit,
		connections,
	});
};
