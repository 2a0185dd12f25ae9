// What becomes true by the passing of time alone.
import {noteLost} from './client-ends.ts';
import {keepAccountTraffic} from './account-traffic.ts';
import {countMissing} from './server-census.ts';
import type {Model} from './model.ts';
import {noteServer} from './notices.ts';
import {settleLateConnects} from './late-connects.ts';
import {watchForNothing} from './nothing-heard.ts';
import {isOver} from './ping-round.ts';
import {isSilent, quietMs} from './server-state.ts';
import {dropConnections} from './servers.ts';

/** The other servers forget a silent one after so long; its clients have gone elsewhere. */
const lostMs = 150_000;

/** Ends the round of PING to which no more answers are expected; to be called when its time is over. */
export function endRound(model: Model, now: number): void {
	if (now > model.now) model.now = now;
	const {pingRound: round} = model;
	if (round === undefined || round.complete || !isOver(round, now)) return;
	round.complete = true;
	if (round.answered.size > 0) model.completeAt ??= now;
	model.revision++;
}

/** Tells the model what time it is; call it about once a second. */
export function tick(model: Model, now: number): void {
	keepAccountTraffic(model, model.lastTickAt, now);
	model.lastTickAt = now;
	if (now > model.now) model.now = now;
	endRound(model, now);
	watchForNothing(model);
	for (const server of model.servers.values()) {
		settleLateConnects(model, server, now);
		const silent = isSilent(model, server);
		if (silent && server.connections.size > 0 && quietMs(model, server) > lostMs) dropConnections(model, server);
		if (silent === (server.silentSince !== undefined)) continue;
		model.revision++;
		if (silent) {
			server.silentSince = server.lastSeenAt;
			noteLost(model, server);
			noteServer(model, 'silent', now, server, 'stopped answering without a shutdown notice');
		}
	}
	countMissing(model);
}
