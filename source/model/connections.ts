// Connections that open and close, and logins that fail. A server's word about one connection may come in any order
// and is not paired one to one: a known connection is updated, never added twice; an unknown one may leave.
import {spanMs} from '../format/time.ts';
import {accountOf} from './accounts.ts';
import {noteLife} from './client.ts';
import {noteEnd} from './client-ends.ts';
import {clientOf, countConnect, rememberServer} from './count-connect.ts';
import {countEnd} from './end-reasons.ts';
import type {ConnectionEvent} from './journal-entry.ts';
import {announcedAgain, connectedLate, countLateConnectOf, isLate} from './late-connects.ts';
import {isOwn} from './link.ts';
import {countAttempt} from './login-attempts.ts';
import {makeRoom} from './make-room.ts';
import {limits, type Model} from './model.ts';
import {note} from './notices.ts';
import {hasRoom, keepOpen, letGo} from './open-connection.ts';
import {isRecentCid, noteCid} from './recent-cids.ts';
import {createRefusedLogin, refusedKey, type RefusedLogin, unfinishedKey} from './refused-login.ts';
import {countRefusal} from './refusals.ts';
import {countInNew, countInRun, runGapMs} from './run.ts';
import {journalise} from './run-of-events.ts';
import type {Server} from './server.ts';
import {count} from './tally.ts';

/** Why an account that is full turns somebody away. */
export const accountIsFull = 'Maximum Account Connections Exceeded';
const serverIsFull = 'Maximum Connections Exceeded';

/** Whether a connection is known to be open: it was seen, or is our own. */
function isKnownToBeOpen({link}: Model, server: Server, cid: number): boolean {
	return server.connections.has(cid) || isOwn(link, server.id, cid);
}

/** What else a CONNECT tells: when by the server's clock, and until when the login is good, epoch milliseconds. */
type ToldByConnect = {readonly toldAt: number | undefined; readonly loginUntil: number | undefined};

/** A CONNECT: a connection that opened, or is announced again by a reload. */
export function connected(
	model: Model,
	server: Server,
	event: ConnectionEvent,
	{toldAt, loginUntil}: ToldByConnect,
): void {
	const {cid, at} = event;
	const client = clientOf(model, event);
	client.loginUntil = loginUntil;
	rememberServer(client.servers, server);
	// The server tells of an end from a thread of its own: of a short life sometimes before its beginning.
	const isOver = cid !== undefined && isRecentCid(server.endedCids, cid);
	if (cid === undefined || isOver) {
		countConnect(model, client, event);
		return;
	}
	const isAgain = isLate(event, toldAt) ? isKnownToBeOpen(model, server, cid) : server.connections.has(cid);
	if (!server.connections.has(cid) && hasRoom(model)) {
		keepOpen(model, server, client, {cid, startedAt: event.startedAt});
	}
	if (isAgain) announcedAgain(model, server, cid, at, toldAt);
	else if (isLate(event, toldAt)) connectedLate(model, server, event, toldAt);
	else countConnect(model, client, event);
}

/** A connection that closed. */
export function disconnected(model: Model, server: Server, event: ConnectionEvent): void {
	const {cid, at, reason} = event;
	// That a connection of our own has ended is told by our link.
	if (isOwn(model.link, server.id, cid)) return;
	const live = cid === undefined ? undefined : server.connections.get(cid);
	if (live === undefined && event.account === '$G') {
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
	const known = live && letGo(model, server, live);
	if (live !== undefined) countLateConnectOf(model, server, live.cid);
	const client = known ?? clientOf(model, event);
	client.lastSeenAt = Math.max(client.lastSeenAt, at);
	rememberServer(client.servers, server);
	const lifeMs = spanMs(event.startedAt, event.stoppedAt);
	if (lifeMs !== undefined) noteLife(client, lifeMs);
	// Who is turned away was not let in: that is no life that was too short.
	if (reason !== accountIsFull) noteEnd(model, server, client, lifeMs, reason, at);
	client.lastReason = reason;
	count(client.disconnects, at);
	const account = accountOf(model, event.account, at);
	count(account.disconnects, at);
	if (reason === accountIsFull) {
		if (account.turnedAway !== undefined && at - account.turnedAway.lastAt > runGapMs) account.turnedAwayOn.clear();
		account.turnedAway = countInNew(account.turnedAway, at);
		rememberServer(account.turnedAwayOn, server);
	}
	count(model.tallies.disconnects, at);
	countEnd(model.endReasons, reason, server.id, client, at);
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
	const key = unfinished ? unfinishedKey(event) : refusedKey(event);
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
	countAttempt(server, 'refused', event.connectionKind, event.at);
	rememberServer(refusedLoginOf(model, event).servers, server);
	count(model.tallies.refusals, event.at);
	countRefusal(model.refusals, event.host, event.name, event.at);
	journalise(model.journals.refusals, event);
}

/** A socket that ended before its login: a probe, a time-out, a failed TLS handshake. */
function neverFinished(model: Model, server: Server, event: ConnectionEvent): void {
	const unfinished: ConnectionEvent = {...event, kind: 'unfinished'};
	rememberServer(refusedLoginOf(model, unfinished).servers, server);
	count(model.tallies.unfinished, event.at);
	if (event.reason === serverIsFull) server.turnedAway = countInNew(server.turnedAway, event.at);
	journalise(model.journals.refusals, unfinished);
}
