// Knowing servers: by id, because a server's id is new at every start; joined by name, because people know names.
import {compareNames} from '../format/natural-order.ts';
import {noteLost} from './client-ends.ts';
import {makeRoom} from './make-room.ts';
import {limits, type Model} from './model.ts';
import {noteServer} from './notices.ts';
import {letGo} from './open-connection.ts';
import {seenBefore, widen} from './sequence-window.ts';
import {spanMs} from '../format/time.ts';
import {type Coverage, createServer, type Server, uptimeMs} from './server.ts';
import {settleRestart} from './settle-restart.ts';
import {rememberFormer} from './server-names.ts';

/** What a message tells of its sender. */
export type ServerDescription = {
	readonly rawName: string;
	readonly name: string;
	readonly cluster: string;
	readonly domain: string;
	readonly version: string;
	readonly host: string;
	readonly tags: readonly string[];
	readonly jetStream: boolean;
};

/** Adds a server that was not known by this id. */
export function addServer(model: Model, id: string, description: ServerDescription, at: number): Server {
	model.forgotten.servers += makeRoom(
		model.servers,
		limits.servers,
		server => server.goodbye !== undefined,
		server => forget(model, server),
	);
	const server = createServer(id, description.rawName, description.name, description.version, at);
	model.servers.set(id, server);
	index(model, server);
	describe(model, server, description);
	// Servers that were there when we came are no news, and one that was started again is told as that.
	const isNew = model.completeAt !== undefined && model.serversByName.get(server.rawName)?.length === 1;
	if (isNew) noteServer(model, 'started', at, server, `first heard of, ${server.version}`);
	return server;
}

/** Takes over what a message says of its sender; names and tags may change by a reload. */
export function describe(model: Model, server: Server, description: ServerDescription): void {
	if (server.rawName !== description.rawName) {
		unindex(model, server);
		server.rawName = description.rawName;
		index(model, server);
	}
	server.name = description.name;
	server.cluster = description.cluster;
	server.domain = description.domain;
	server.version = description.version;
	server.host = description.host;
	server.tags = description.tags;
	server.jetStream = description.jetStream;
	model.serverOrderStale = true;
}

function index(model: Model, server: Server): void {
	const namesakes = model.serversByName.get(server.rawName);
	if (namesakes === undefined) model.serversByName.set(server.rawName, [server]);
	else namesakes.push(server);
}

function unindex(model: Model, server: Server): void {
	const others = model.serversByName.get(server.rawName)?.filter(other => other !== server) ?? [];
	if (others.length === 0) model.serversByName.delete(server.rawName);
	else model.serversByName.set(server.rawName, others);
}

/** True when this sequence number of the server came before: some topologies deliver everything twice. */
export function alreadySeen(server: Server, sequence: number, at: number): boolean {
	if (seenBefore(server.seenSequences, sequence)) {
		// Two paths exist: remember further back from now on, for when one of them lags in a storm.
		widen(server.seenSequences);
		return true;
	}
	covered(server, sequence, at);
	return false;
}

const coverageWindowMs = 30_000;

// A straggler of the window before may open this one, and ends before it begins.
function numberedIn({from, to}: Coverage): number {
	return to > 0 ? Math.max(0, to - from + 1) : 0;
}

function covered({coverage}: Server, sequence: number, at: number): void {
	if (at - coverage.since > coverageWindowMs) {
		// After a long gap the window before says nothing.
		const fresh = at - coverage.since < 2 * coverageWindowMs;
		coverage.receivedBefore = fresh ? coverage.received : 0;
		coverage.numberedBefore = fresh ? numberedIn(coverage) : 0;
		coverage.since = at;
		coverage.received = 0;
		// The window begins after the last one, so that a gap between them counts.
		coverage.from = fresh && coverage.to > 0 ? coverage.to + 1 : 0;
		coverage.to = 0;
	}
	coverage.received++;
	if (coverage.from === 0) coverage.from = sequence;
	if (sequence > coverage.to) coverage.to = sequence;
}

/** A message on a subject that we do not listen to: its twin has come, so that it counts as received. */
export function coveredByTwin(server: Server): void {
	server.coverage.received++;
}

/** Numbered messages in the window, and how many of them were received. */
export function coverageOf({coverage}: Server): {readonly received: number; readonly numbered: number} {
	const numbered = coverage.numberedBefore + numberedIn(coverage);
	return {received: Math.min(numbered, coverage.receivedBefore + coverage.received), numbered};
}

/** All connections of a server that is gone. */
export function dropConnections(model: Model, server: Server): void {
	noteLost(model, server);
	for (const connection of server.connections.values()) {
		const client = letGo(model, server, connection);
		if (client === undefined || client.live > 0) continue;
		client.lastLeft = {at: server.lastSeenAt, serverId: server.id};
	}
}

// Everything that hangs on a server that leaves the model.
function forget(model: Model, server: Server): void {
	dropConnections(model, server);
	unindex(model, server);
	rememberFormer(model, server);
	for (const account of model.accounts.values()) account.shares.delete(server.id);
	model.serverOrderStale = true;
}

const rememberedPredecessors = 8;

const waitedMs = 5000;

// After a time in which this program slept, everything that was sent meanwhile comes at once.
function mayHaveWaited({listeningSince, lastTickAt}: Model, at: number): boolean {
	return at - listeningSince < waitedMs || at - lastTickAt > waitedMs;
}

/** Messages of two servers may come out of step by so much. */
const outOfStepMs = 1000;

/** Whether one that has never told its own time was heard when the other one, by its uptime, was running. */
function wasHeardBeside(old: Server, server: Server, startedAt: number, at: number): boolean {
	const upMs = spanMs(startedAt, server.statsServerTime);
	return old.goodbye === undefined && upMs !== undefined && old.lastSeenAt > at - upMs + outOfStepMs;
}

/**
 * A process that began under a name of which another process is known: the older one is over. Both may be alive when
 * names are not unique; then the new one started before the old one was last heard, and both stay.
 */
export function noticeRestart(model: Model, server: Server, startedAt: number, at: number): void {
	for (const old of model.serversByName.get(server.rawName) ?? []) {
		if (old === server || old.cluster !== server.cluster) continue;
		const oldStart = old.stats?.startedAt;
		if (oldStart !== undefined && oldStart > startedAt) continue;
		const oldLastTime = old.statsServerTime;
		if (old.goodbye === undefined && oldLastTime !== undefined && oldLastTime > startedAt) continue;
		if (oldLastTime === undefined && wasHeardBeside(old, server, startedAt, at)) continue;
		server.restart = {
			at,
			notBefore: mayHaveWaited(model, old.lastSeenAt) ? 0 : old.lastSeenAt,
			previousUptimeMs: uptimeMs(old),
			previousConnections: old.stats?.connections,
			orderly: old.goodbye !== undefined,
		};
		settleRestart(server, startedAt, at);
		const ended = [...server.predecessorsEndedAt, ...old.predecessorsEndedAt, server.restart.at];
		server.predecessorsEndedAt = ended.slice(-rememberedPredecessors);
		Object.assign(server.histories, old.histories);
		model.servers.delete(old.id);
		forget(model, old);
		noteServer(model, 'restarted', at, server, `${server.version}, a new process`);
	}
}

/** Known servers in the order of cluster and name; the same array until a server comes, goes or changes its name. */
export function serversInOrder(model: Model): readonly Server[] {
	if (model.serverOrderStale) {
		model.serverOrder = [...model.servers.values()].sort(
			(a, b) => compareNames(a.cluster, b.cluster) || compareNames(a.name, b.name) || (a.id < b.id ? -1 : 1),
		);
		model.serverOrderStale = false;
	}
	return model.serverOrder;
}
