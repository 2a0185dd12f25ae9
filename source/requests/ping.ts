import type {Model} from '../model/model.ts';
import {createPingRound, isOver, type PingRound} from '../model/ping-round.ts';
import type {Server} from '../model/server.ts';
import type {Envelope} from '../wire/envelope.ts';
import {takeStatsBody} from '../wire/take-stats.ts';
import {timeOf} from '../wire/time.ts';
import {answeredBy, defineRequest} from './define-request.ts';

/** The question every server answers with its statistics. Never sent without a reply subject: all would broadcast. */
export const pingSubject = '$SYS.REQ.SERVER.PING';

const rememberedOffsets = 9;

function asked(model: Model, at: number): void {
	const before = model.pingRound;
	if (before !== undefined) {
		const gapMs = at - before.askedAt;
		// Asking by hand in between does not make the rhythm faster.
		if (gapMs > 1500) model.askEveryMs = gapMs;
	}
	model.pingRound = createPingRound(at, before === undefined ? undefined : owingAfter(model, before));
}

function owingAfter(model: Model, before: PingRound): ReadonlyMap<string, number> {
	const owing = new Map<string, number>();
	for (const server of model.servers.values()) {
		if (server.firstSeenAt > before.askedAt || before.answered.has(server.id)) continue;
		owing.set(server.id, (before.owing.get(server.id) ?? 0) + 1);
	}
	return owing;
}

/** A server that stood still answers all that waited at once: a round trip is measured by a server that owes nothing. */
function measure(server: Server, {askedAt, owing}: PingRound, at: number, serverTime: number): void {
	const owed = owing.get(server.id) ?? 0;
	if (owed > 0) {
		// Asked twice in a moment, the last round trip still holds.
		if (owed > 1) server.roundTripMs = undefined;
		return;
	}
	const roundTripMs = at - askedAt;
	server.roundTripMs = roundTripMs;
	server.clockOffsetsMs.push(serverTime - (askedAt + roundTripMs / 2));
	if (server.clockOffsetsMs.length > rememberedOffsets) server.clockOffsetsMs.shift();
}

function taken(model: Model, server: Server, answer: Envelope, at: number): 'taken' | 'twice' | 'not understood' {
	if (!takeStatsBody(model, server, answer, at)) return 'not understood';
	const {pingRound: round} = model;
	if (round === undefined) return 'taken';
	// A server reached over two paths answers twice, with two sequence numbers.
	if (round.answered.has(server.id)) return 'twice';
	round.answered.add(server.id);
	round.lastAnswerAt = at;
	round.expected = Math.max(round.expected, server.stats?.knownServers ?? 0);
	measure(server, round, at, timeOf(answer.time) ?? at);
	if (!round.complete && isOver(round, at)) {
		round.complete = true;
		model.completeAt ??= at;
	}
	return 'taken';
}

export const pingRequest = defineRequest({
	subject: pingSubject,
	asked,
	answered: answeredBy(taken, model => {
		// Nobody is there to answer: not in the system account, or the only server drains.
		if (model.pingRound !== undefined) model.pingRound.complete = true;
	}),
});
