// One server process, from start to end, and the clients it serves. A restart is another one with the same role.
import type {AccountRole, Application, ServerRole} from './cast.ts';
import {type Flow, type Traffic, type Volume, changeRate, noTraffic, noVolume} from './flow.ts';
import type {LoadWave} from './load-wave.ts';
import type {Random} from './randomness.ts';
import {createEventIds, newServerId} from './wire-names.ts';

/** What one account does on one server. */
export type AccountHere = {
	readonly role: AccountRole;
	readonly flow: Flow;
	clients: number;
	leafnodes: number;
	subscriptions: number;
	slowConsumers: number;
	/** When the next CONNS is due if nothing changes before; infinite while nothing is planned. */
	heartbeatAt: number;
	heartbeatPlanned: boolean;
};

/** This process's end of the routes to one peer, or of the outbound gateway to one cluster. */
export type LinkEnd = {
	/** The number of its first connection; the others of the pool follow. */
	readonly firstCid: number;
	/** The server at the other end. */
	readonly target: string;
	/** What had been published here, by lane, when the link came up; its counters begin there. */
	readonly since: readonly Volume[];
};

export type SimulatedServer = {
	readonly role: ServerRole;
	readonly id: string;
	/** Milliseconds on the system's own clock, as all times here. */
	readonly startedAt: number;
	/** When it last read its configuration. */
	configuredAt: number;
	state: 'up' | 'lame duck' | 'down';
	/** When it went down. */
	endedAt: number | undefined;
	/** The number of the last message it sent. */
	sequence: number;
	nextCid: number;
	readonly nextEventId: () => string;
	totalConnections: number;
	staleConnections: number;
	slowConsumers: number;
	readonly accounts: ReadonlyMap<string, AccountHere>;
	readonly clients: Set<SimulatedClient>;
	/** The last ones that were closed, the newest last. */
	readonly closed: ClosedConnection[];
	/** By peer; absent where both are up since before the beginning. */
	readonly routes: Map<string, LinkEnd>;
	/** By cluster; undefined as a value while nobody there can be dialled. */
	readonly gateways: Map<string, LinkEnd | undefined>;
	/** What was sent and received over routes and gateways that are closed. */
	departed: {sent: Volume; received: Volume};
	/** The last reading of what was published here, by lane. */
	published: {readonly at: number; readonly byLane: readonly Volume[]};
	lastStatszAt: number;
	/** How many connects, disconnects and refused logins there were lately, halved every few seconds; costs CPU. */
	recentActivity: {level: number; at: number};
	/** The time of its first check for servers it no longer hears; the next ones follow every 90 s. */
	readonly checkPhaseMs: number;
};

/** One client of an application: connected, or waiting to connect again. */
export type SimulatedClient = {
	readonly application: Application;
	/** From 0, among the clients of its application. */
	readonly index: number;
	readonly host: string;
	connection: Connection | undefined;
	/** Subscriptions that it has made beside those of its application, and left behind. */
	leaked: number;
	/** Increased whenever it connects or disconnects; what was planned under another number is void. */
	generation: number;
};

export type Connection = {
	readonly server: SimulatedServer;
	readonly cid: number;
	/** Milliseconds on the system's own clock. */
	readonly startedAt: number;
	readonly roundTripNanoseconds: number;
	/** Until when its login is good, epoch milliseconds; undefined for any time. */
	readonly loginUntil: number | undefined;
	/** The version of the client library; a deployment may change that of the next one. */
	readonly version: string;
};

export type ClosedConnection = {
	readonly client: SimulatedClient;
	readonly connection: Connection;
	readonly stoppedAt: number;
	readonly reason: string;
	readonly traffic: Traffic;
};

/** Servers keep 10,000. */
const mostClosed = 300;

/** A server remembers a connection that was closed. */
export function rememberClosed({closed}: SimulatedServer, connection: ClosedConnection): void {
	closed.push(connection);
	if (closed.length > mostClosed) closed.shift();
}

export function createServer(
	role: ServerRole,
	startedAt: number,
	accounts: readonly AccountRole[],
	waveOf: (account: string) => LoadWave,
	random: Random,
): SimulatedServer {
	const upSeconds = Math.max(0, -startedAt / 1000);
	return {
		role,
		id: newServerId(random),
		startedAt,
		configuredAt: startedAt,
		state: 'up',
		endedAt: undefined,
		sequence: 12 + Math.floor(upSeconds / 4),
		nextCid: 40 + Math.floor(upSeconds * 2.3),
		nextEventId: createEventIds(random),
		totalConnections: Math.floor(upSeconds * 1.1),
		staleConnections: Math.floor(upSeconds / 200_000),
		slowConsumers: Math.floor(upSeconds / 300_000),
		accounts: new Map(
			accounts.map(account => [
				account.id,
				{
					role: account,
					flow: newFlow(waveOf(account.id), startedAt),
					clients: 0,
					leafnodes: 0,
					subscriptions: 0,
					slowConsumers: 0,
					heartbeatAt: Number.POSITIVE_INFINITY,
					heartbeatPlanned: false,
				},
			]),
		),
		clients: new Set(),
		closed: [],
		routes: new Map(),
		gateways: new Map(),
		departed: {sent: noVolume, received: noVolume},
		published: {at: Number.NaN, byLane: []},
		lastStatszAt: Number.NEGATIVE_INFINITY,
		recentActivity: {level: 0, at: startedAt},
		checkPhaseMs: Math.floor(random.between(0, 90_000)),
	};
}

function newFlow(wave: LoadWave, startedAt: number): Flow {
	return {wave, perSecond: noTraffic, counted: noTraffic, loadThen: wave.until(startedAt / 1000)};
}

/** Adds connections to an account from a moment on; a negative `count` removes them. */
export function addClients(
	account: AccountHere,
	at: number,
	of: {readonly traffic: Traffic; readonly subscriptions: number},
	count: number,
	isLeafnode = false,
): void {
	changeRate(account.flow, at / 1000, of.traffic, count);
	account.subscriptions += of.subscriptions * count;
	if (isLeafnode) {
		account.leafnodes += count;
	} else {
		account.clients += count;
	}
}

/** The time after which recent activity counts half. */
const activityHalfLifeMs = 4000;

export const recentActivityAt = (server: SimulatedServer, at: number): number =>
	server.recentActivity.level * 2 ** ((server.recentActivity.at - at) / activityHalfLifeMs);

export function countActivity(server: SimulatedServer, at: number): void {
	server.recentActivity = {level: recentActivityAt(server, at) + 1, at};
}
