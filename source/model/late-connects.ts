// A CONNECT that comes long after its connection began is one of two things: a login that took long, or a reload, by
// which a server announces all its live connections again. One alone is a login. It is a reload when connections that
// are known to be live are announced again, two or more different ones within a second; so a late CONNECT of a
// connection that is not known waits that second before it counts. Where CONNECTs alone do not tell, `reloadSuspected` says
// so, the server is asked when it last read its configuration, and they wait for the answer.
import {spanMs} from '../format/time.ts';
import {clientOf, countConnect} from './count-connect.ts';
import type {ConnectionEvent} from './journal-entry.ts';
import type {Model} from './model.ts';
import {noteServer} from './notices.ts';
import type {Server} from './server.ts';

/** From here on a CONNECT is late. */
const lateMs = 15_000;
/** What is announced by one reload comes within this time of each other. */
const togetherMs = 1000;
/** So long the answer is waited for, where a server is asked when it read its configuration. */
const answerMs = 10_000;
/** What is suspected for longer is not asked for any more. */
const suspicionLastsMs = 150_000;
/** A server is asked at most this often. */
const askAgainMs = 60_000;
/** So long after the last announcement another one is still of the same reload. */
const reloadMs = 10_000;
/** More late ones than this are not waited with. */
const mostWaiting = 256;
/** Logins that were all kept waiting by the same thing began within this time of each other. */
const sameWaitMs = 5000;

/** Whether a CONNECT, sent at `toldAt` by its server's clock, comes long after its connection began. */
export function isLate({startedAt}: ConnectionEvent, toldAt: number | undefined): boolean {
	return (spanMs(startedAt, toldAt) ?? 0) > lateMs;
}

/** A server has read its configuration again. */
export function noteReload(model: Model, server: Server, at: number): void {
	if (!isReloading(server, at)) noteServer(model, 'reloaded', at, server, 'configuration read again');
	server.reloadSeenAt = at;
	server.reloadSuspected = undefined;
	// They were announced by the same reload.
	server.lateConnects.length = 0;
}

function isReloading({reloadSeenAt}: Server, at: number): boolean {
	return reloadSeenAt !== undefined && at - reloadSeenAt <= reloadMs;
}

/** It may have read its configuration again: `toldAt`, by its own clock, it announced a connection late. */
function suspectReload(server: Server, at: number, toldAt: number | undefined): void {
	if (toldAt !== undefined) server.reloadSuspected = {at, toldAt};
}

/** Whether a server has to be asked when it read its configuration, as it may have read it again. */
export function isReloadInQuestion({now}: Model, {reloadSuspected, configuration, goodbye}: Server): boolean {
	if (reloadSuspected === undefined || goodbye !== undefined) return false;
	if (now - reloadSuspected.at > suspicionLastsMs) return false;
	return configuration === undefined || now - configuration.at >= askAgainMs;
}

/** A connection that is known to be live was announced again, at `toldAt` by its server's clock. */
export function announcedAgain(
	model: Model,
	server: Server,
	cid: number,
	at: number,
	toldAt: number | undefined,
): void {
	settleLateConnects(model, server, at);
	const {announced} = server;
	const isSecond = announced !== undefined && announced.cid !== cid && at - announced.at <= togetherMs;
	server.announced = {cid, at};
	const isWithOthers = server.lateConnects.some(event => at - event.at <= togetherMs);
	if (isSecond || isWithOthers || isReloading(server, at)) noteReload(model, server, at);
	else suspectReload(server, at, toldAt);
}

/** A late CONNECT, sent at `toldAt` by its server's clock, of a connection that was not known. */
export function connectedLate(model: Model, server: Server, event: ConnectionEvent, toldAt: number | undefined): void {
	const {at} = event;
	settleLateConnects(model, server, at);
	const {announced, lateConnects} = server;
	if (isReloading(server, at) || (announced !== undefined && at - announced.at <= togetherMs)) {
		noteReload(model, server, at);
		return;
	}
	suspectReload(server, at, toldAt);
	if (at <= (server.replayedUntil ?? 0)) {
		server.replayedUntil = at + togetherMs;
		return;
	}
	lateConnects.push(event);
	if (lateConnects.length >= mostWaiting) settle(model, server, at);
}

/** A connection leaves: if its CONNECT waits, it counts now. */
export function countLateConnectOf(model: Model, server: Server, cid: number): void {
	const index = server.lateConnects.findIndex(event => event.cid === cid);
	const [event] = index < 0 ? [] : server.lateConnects.splice(index, 1);
	if (event !== undefined) countConnect(model, clientOf(model, event), event);
}

/** Counts the late CONNECTs that have waited long enough. */
export function settleLateConnects(model: Model, server: Server, now: number): void {
	const [first] = server.lateConnects;
	if (first === undefined) return;
	const waitMs = isReloadInQuestion(model, server) ? answerMs : togetherMs;
	if (now - first.at > waitMs) settle(model, server, first.at);
}

function settle(model: Model, server: Server, at: number): void {
	let together: ConnectionEvent[] = [];
	for (const event of server.lateConnects.splice(0)) {
		const [first = event] = together;
		if (event.at - first.at > togetherMs) {
			settleTogether(model, server, together, at);
			together = [];
		}
		together.push(event);
	}
	settleTogether(model, server, together, at);
}

/** Counts those that came within a second, unless they cannot be logins. */
function settleTogether(model: Model, server: Server, events: readonly ConnectionEvent[], at: number): void {
	if (areReplayed(server, events)) {
		server.replayedUntil = at + 2 * togetherMs;
		return;
	}
	for (const event of events) countConnect(model, clientOf(model, event), event);
}

/**
 * Where none of a server's connections was known before, none that is known can be announced again. Several at once that
 * began at very different times are hardly logins; nobody is told that it was a reload, and they do not count.
 */
function areReplayed(server: Server, events: readonly ConnectionEvent[]): boolean {
	if (server.connections.size > events.length) return false;
	const starts = events.map(({startedAt}) => startedAt ?? 0);
	return Math.max(...starts) - Math.min(...starts) > sameWaitMs;
}
