// The state of a simulated system, what is planned in it, and how its servers send. Times are milliseconds on the
// system's own clock: 0 is the beginning of the simulation, and servers started before it.
import {createAgenda, type Agenda} from './agenda.ts';
import type {Cast, ClusterRole, ServerRole} from './cast.ts';
import type {IncidentAction} from './incident.ts';
import {createLoadWave, type LoadWave} from './load-wave.ts';
import type {Random} from './randomness.ts';
import {createServer, type SimulatedClient, type SimulatedServer} from './simulated-server.ts';
import {serverInfo} from './payloads.ts';
import {wireTime} from './wire-names.ts';
import type {Message} from '../../wire/message.ts';

export type World = {
	readonly cast: Cast;
	/** The epoch milliseconds of time 0. */
	readonly startAt: number;
	readonly random: Random;
	now: number;
	/** The last process of each server by its name, also when it has ended. */
	readonly servers: Map<string, SimulatedServer>;
	/** How many of them are up and not draining. */
	up: number;
	readonly clusters: ReadonlyMap<string, ClusterRole>;
	readonly roles: ReadonlyMap<string, ServerRole>;
	/** Clusters of which a server has ended since the beginning. */
	readonly disturbed: Set<string>;
	readonly clients: SimulatedClient[];
	readonly agenda: Agenda<() => void>;
	/** Messages under way to us, by the time they arrive. */
	readonly underway: Agenda<{readonly subject: string; readonly text: string}>;
	readonly waveOf: (account: string) => LoadWave;
	/** Applications whose logins are refused at present, by name. */
	readonly refused: Set<string>;
	/** Applications of which some clients connect again and again, by name. */
	readonly loops: Map<string, Omit<Extract<IncidentAction, {kind: 'loop'}>, 'kind' | 'application'>>;
	/** The versions that servers were upgraded to, by name. */
	readonly upgraded: Map<string, string>;
	/** The versions that deployments brought, by application, and to how many of its clients. */
	readonly deployed: Map<string, {readonly version: string; readonly clients: number}>;
	/** Until when logins by JWT are good, epoch milliseconds, by application; absent for any time. */
	readonly loginsUntil: Map<string, number>;
	/** Applications whose clients leave subscriptions behind. */
	readonly leaking: Set<string>;
	/** All traffic is so many times what it was at first. */
	trafficTimes: number;
	/** How many connections an account may have, by account; absent for any number. */
	readonly limits: Map<string, number>;
	/** Empty while there is no meta leader. */
	metaLeader: string;
	electionsFail: boolean;
	/** Routes that are cut, by `routeKey`, and since when. */
	readonly cuts: Map<string, number>;
	/** Who does not hear whom any more, both ids, and when it did last; it counts on for a while. */
	readonly deaf: Array<{readonly listener: string; readonly speaker: string; readonly lastHeardAt: number}>;
	/** Names of servers whose messages do not reach the one we are connected to, */
	readonly unheard: Set<string>;
	/** and of those that its messages do not reach. */
	readonly unreached: Set<string>;
	/** Servers that crashed, which the others still count for a while. */
	readonly missed: Array<{readonly lastHeardAt: number}>;
};

export function createWorld(cast: Cast, startAt: number, random: Random): World {
	const waves = new Map<string, LoadWave>();
	return {
		cast,
		startAt,
		random,
		now: 0,
		servers: new Map(),
		up: 0,
		clusters: new Map(cast.clusters.map(cluster => [cluster.name, cluster])),
		roles: new Map(cast.servers.map(role => [role.name, role])),
		disturbed: new Set(),
		clients: [],
		agenda: createAgenda(),
		underway: createAgenda(),
		waveOf(account) {
			const wave = waves.get(account) ?? createLoadWave(random.fork(`wave of ${account}`));
			waves.set(account, wave);
			return wave;
		},
		refused: new Set(),
		loops: new Map(),
		upgraded: new Map(),
		deployed: new Map(),
		loginsUntil: new Map(),
		leaking: new Set(),
		trafficTimes: 1,
		limits: new Map(),
		metaLeader: cast.metaLeader,
		electionsFail: false,
		cuts: new Map(),
		deaf: [],
		unheard: new Set(),
		unreached: new Set(),
		missed: [],
	};
}

/** Times are whole microseconds, so that two different times give different counters. */
export const onMicrosecond = (at: number): number => Math.round(at * 1000) / 1000;

/** Plans something for `inMs` from now. */
export function plan(world: World, inMs: number, happen: () => void): void {
	world.agenda.add(onMicrosecond(world.now + inMs), happen);
}

export const time = (world: World, at: number): string => wireTime(world.startAt + at);

/** In the local zone of the server, as the servers write some of their times. */
export const localTime = (world: World, server: SimulatedServer, at: number): string =>
	wireTime(world.startAt + at, server.role.cluster.zoneMinutes);

/** The server's part of its next message, with the next sequence number and the time. */
export function nextServerInfo(world: World, server: SimulatedServer): Readonly<Record<string, unknown>> {
	server.sequence++;
	return serverInfo(server.role, server.id, server.sequence, time(world, world.now + 0.06));
}

/** Sends the JSON of a body from a server to us; it is lost where no route leads to us. */
export function send(world: World, server: SimulatedServer, subject: string, body: unknown): void {
	if (world.unheard.has(server.role.name)) return;
	const arrivesAt = onMicrosecond(world.now + server.role.cluster.oneWayMs);
	world.underway.add(arrivesAt, {subject, text: JSON.stringify(body)});
}

/** A message that has arrived, with the epoch time of it. */
export const arrived = (world: World, at: number, subject: string, text: string): Message => ({
	at: onMicrosecond(world.startAt + at),
	subject,
	text,
});

export const isUp = (server: SimulatedServer): boolean => server.state === 'up';

/** A new process of a server; not yet linked to the others. */
export function processFor(world: World, name: string, startedAt: number): SimulatedServer | undefined {
	const role = world.roles.get(name);
	if (role === undefined) return undefined;
	const version = world.upgraded.get(name) ?? role.version;
	return createServer({...role, version}, startedAt, world.cast.accounts, world.waveOf, world.random);
}
