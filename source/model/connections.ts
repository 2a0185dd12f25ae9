// Connections that open and close, and logins that fail. A server's word about one connection may come in any order
// and is not paired one to one: a known connection is updated, never added twice; an unknown one may leave.
import {spanMs} from '../format/time.ts';
import {accountOf} from './accounts.ts';
import {type Client, createClient, noteLife, rememberedServers} from './client.ts';
import {noteCameBack, noteEnd} from './client-ends.ts';
import type {ConnectionEvent, Folded} from './journal-entry.ts';
import {joinedKey} from './joined-key.ts';
import {append, type Journal, newest} from './journal.ts';
import {isOwn} from './link.ts';
import {limits, type Model, makeRoom} from './model.ts';
import {note, noteServer} from './notices.ts';
import {isRecentCid, noteCid} from './recent-cids.ts';
import {countRefusal} from './refusals.ts';
import {createRefusedLogin, type RefusedLogin} from './refused-login.ts';
import {countInNew, countInRun, runGapMs} from './run.ts';
import type {Server} from './server.ts';
import {count} from './tally.ts';

/** A CONNECT of a connection older than this is no login: a reload announces every live connection again. */
const replayedMs = 15_000;

const accountIsFull = 'Maximum Account Connections Exceeded';
const serverIsFull = 'Maximum Connections Exceeded';

function clientOf(model: Model, event: ConnectionEvent): Client {
	const {account, user, name, host, language, version} = event;
	const key = joinedKey([account, user, name, host, language, version]);
	const known = model.clients.get(key);
	if (known !== undefined) {
		known.lastSeenAt = event.at;
		return known;
	}
	model.forgotten.clients += makeRoom(model.clients, limits.clients, client => client.live <= 0);
	const client = createClient(
		key,
		{account: event.accountName, user, name, host, language, version, kind: event.connectionKind},
		event.at,
	);
	model.clients.set(key, client);
	return client;
}

function remember(servers: Set<string>, {id}: Server): void {
	if (servers.size < rememberedServers) servers.add(id);
}

function sameThing(a: ConnectionEvent, b: ConnectionEvent): boolean {
	return (
		a.kind === b.kind &&
		a.serverId === b.serverId &&
		a.name === b.name &&
		a.user === b.user &&
		a.host === b.host &&
		a.account === b.account &&
		a.reason === b.reason &&
		a.connectionKind === b.connectionKind &&
		a.clientType === b.clientType &&
		a.language === b.language &&
		a.version === b.version
	);
}

// A run of the same thing within some seconds is one entry with a count; others may come in between.
const foldMs = 5000;
const foldReach = 4;

function journalise(journal: Journal<Folded>, event: ConnectionEvent): void {
	for (let back = 0; back < foldReach; back++) {
		const entry = newest(journal, back);
		if (entry === undefined) break;
		if (event.at - entry.firstAt <= foldMs && sameThing(entry.event, event)) {
			entry.event = event;
			entry.count++;
			return;
		}
	}
	append(journal, {event, count: 1, firstAt: event.at});
}

/** A connection that opened, or is announced again by a reload. `toldAt` is the event's own time. */
export function connected(model: Model, server: Server, event: ConnectionEvent, toldAt: number | undefined): void {
	const {cid, at} = event;
	const client = clientOf(model, event);
	remember(client.servers, server);
	const replayed = toldAt !== undefined && event.startedAt !== undefined && toldAt - event.startedAt > replayedMs;
	// The server tells of an end from a thread of its own: of a short life sometimes before its beginning.
	const isOver = cid !== undefined && isRecentCid(server.endedCids, cid);
	if (cid !== undefined && !isOver && !server.connections.has(cid)) {
		if (model.connections >= limits.connections) {
			model.forgotten.connections++;
		} else {
			server.connections.set(cid, {cid, client, startedAt: event.startedAt});
			model.connections++;
			client.live++;
		}
	} else if (cid !== undefined && !isOver) {
		// Known already: the reload of a server that we have watched since the connection came.
		noteReload(model, server, at);
		return;
	}
	if (replayed) {
		noteReload(model, server, at);
		return;
	}
	const account = accountOf(model, event.account, at);
	// Servers that do not know the name tell the id again.
	if (event.accountName !== '' && event.accountName !== event.account) account.name = event.accountName;
	count(account.connects, at);
	count(client.connects, at);
	noteCameBack(client);
	count(model.tallies.connects, at);
	journalise(model.journals.connections, event);
	if (event.connectionKind === 'Leafnode') {
		note(model, 'leaf up', at, event.name || event.host, `leafnode of ${event.accountName}`, server.id);
	}
}

function noteReload(model: Model, server: Server, at: number): void {
	if (server.reloadSeenAt === undefined || at - server.reloadSeenAt > 10_000) {
		noteServer(model, 'reloaded', at, server, 'configuration read again: live connections announced anew');
	}
	server.reloadSeenAt = at;
}

/** A connection that closed. */
export function disconnected(model: Model, server: Server, event: ConnectionEvent): void {
	const {cid, at, reason} = event;
	// That a connection of our own has ended is told by our link.
	if (isOwn(model.link, server.id, cid)) return;
	const open = cid === undefined ? undefined : server.connections.get(cid);
	if (open === undefined && event.account === '$G') {
		// From 2.12 on every socket that ends before its login leaves `$G` without having come.
		if (cid !== undefined && isRecentCid(server.refusedCids, cid)) return;
		if (reason === 'Authentication Failure') {
			// The refusal itself is told apart, at the same time: whichever comes first, it is one thing.
			return;
		}
		if (event.user === '' && event.name === '' && event.language === '') {
			neverFinished(model, server, event);
			return;
		}
	}
	if (cid !== undefined) noteCid(server.endedCids, cid);
	let client: Client;
	if (open === undefined) {
		client = clientOf(model, event);
	} else {
		client = open.client;
		client.lastSeenAt = at;
		client.live--;
		model.connections--;
		server.connections.delete(open.cid);
	}
	remember(client.servers, server);
	const lifeMs = spanMs(event.startedAt, event.stoppedAt);
	if (lifeMs !== undefined) noteLife(client, lifeMs);
	noteEnd(model, server, client, lifeMs, reason, at);
	client.lastReason = reason;
	count(client.disconnects, at);
	const account = accountOf(model, event.account, at);
	count(account.disconnects, at);
	if (reason === accountIsFull) {
		if (account.turnedAway !== undefined && at - account.turnedAway.lastAt > runGapMs) account.turnedAwayOn.clear();
		account.turnedAway = countInNew(account.turnedAway, at);
		remember(account.turnedAwayOn, server);
	}
	count(model.tallies.disconnects, at);
	journalise(model.journals.connections, event);
	if (reason.startsWith('Slow Consumer')) {
		note(model, 'slow consumer', at, event.name || event.user || event.host, reason, server.id);
	}
	if (event.connectionKind === 'Leafnode') {
		note(model, 'leaf down', at, event.name || event.host, `${reason}, leafnode of ${event.accountName}`, server.id);
	}
}

function refusedLoginOf(model: Model, event: ConnectionEvent): RefusedLogin {
	const unfinished = event.kind === 'unfinished';
	const key = joinedKey(unfinished ? [event.host, event.reason] : [event.user, event.name, event.host]);
	let identity = model.refused.get(key);
	if (identity === undefined) {
		model.forgotten.refused += makeRoom(model.refused, limits.refused);
		const {user, name, host, language, version, connectionKind: kind} = event;
		identity = createRefusedLogin(key, {user, name, host, language, version, kind, unfinished}, event.at);
		model.refused.set(key, identity);
	}
	identity.lastSeenAt = event.at;
	identity.lastReason = event.reason;
	countInRun(identity.attempts, event.at);
	return identity;
}

/** A login that a server refused. */
export function loginRefused(model: Model, server: Server, event: ConnectionEvent): void {
	if (event.cid !== undefined) noteCid(server.refusedCids, event.cid);
	remember(refusedLoginOf(model, event).servers, server);
	count(model.tallies.refusals, event.at);
	countRefusal(model.refusals, event.host, event.name, event.at);
	journalise(model.journals.refusals, event);
}

/** A socket that ended before its login: a probe, a time-out, a failed TLS handshake. */
function neverFinished(model: Model, server: Server, event: ConnectionEvent): void {
	const unfinished: ConnectionEvent = {...event, kind: 'unfinished'};
	remember(refusedLoginOf(model, unfinished).servers, server);
	count(model.tallies.unfinished, event.at);
	if (event.reason === serverIsFull) server.turnedAway = countInNew(server.turnedAway, event.at);
	journalise(model.journals.refusals, unfinished);
}
