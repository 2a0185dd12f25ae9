// When all servers are quiet at a time, the first suspect is not one of them but our own link, or the server at its end.
import {notHeard} from './blind-spans.ts';
import type {Model} from './model.ts';
import {note} from './notices.ts';

/** Shorter quiet is never an alarm, however fast we ask. */
const shortestLimitMs = 4000;
/** How many intervals, of the server that speaks most often, nothing at all may be heard. */
const patience = 1.5;

/** When anything was last heard, and how often at least something should be; undefined where nobody is up. */
function lastHeard({servers}: Model): {readonly at: number; readonly everyMs: number} | undefined {
	let at = 0;
	let everyMs = Number.POSITIVE_INFINITY;
	let isAnyUp = false;
	for (const server of servers.values()) {
		if (server.lastSeenAt > at) at = server.lastSeenAt;
		if (server.goodbye !== undefined || server.silentSince !== undefined) continue;
		isAnyUp = true;
		if (server.heartbeatMs < everyMs) everyMs = server.heartbeatMs;
	}
	return isAnyUp ? {at, everyMs} : undefined;
}

/** Notices that nothing is heard any more from anybody, and that something is again; call it each second. */
export function watchForNothing(model: Model): void {
	const {link, now, askEveryMs, pingAnsweredAt, listeningSince, nothingHeardSince: since} = model;
	if (link.state !== 'up') return;
	const heard = lastHeard(model);
	if (heard === undefined) return;
	if (since !== undefined && heard.at > since) {
		// What was not heard meanwhile was not silent.
		notHeard(model, since, heard.at);
		model.nothingHeardSince = undefined;
		model.revision++;
		note(model, 'note', now, link.serverName || link.address, 'servers are heard again');
		return;
	}
	// As long as PINGs were answered, it is their rhythm that has stopped.
	const wasAsking =
		askEveryMs !== undefined && pingAnsweredAt !== undefined && pingAnsweredAt > heard.at - 1.5 * askEveryMs;
	const everyMs = wasAsking ? Math.min(askEveryMs, heard.everyMs) : heard.everyMs;
	const quietMs = now - Math.max(heard.at, listeningSince);
	if (since !== undefined || quietMs <= Math.max(shortestLimitMs, everyMs * patience)) return;
	model.nothingHeardSince = heard.at;
	model.revision++;
	note(
		model,
		'note',
		now,
		link.serverName || link.address,
		'nothing is heard any more from any server, though the link is up',
	);
}
