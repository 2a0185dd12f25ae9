import type {Model} from '../model/model.ts';
import {createPingRound, isOver, type PingRound} from '../model/ping-round.ts';
import {reportStats} from '../model/report-stats.ts';
import type {Server} from '../model/server.ts';
import {statsMessageOf} from '../wire/stats-message.ts';
import {defineRequest} from './define-request.ts';

/** The question every server answers with its statistics. Never sent without a reply subject: all would broadcast. */
export const pingSubject = '$SYS.REQ.SERVER.PING';

const rememberedOffsets = 9;
/** An offset may be wrong by half of its round trip: a longer one tells nothing of a clock. */
const longestRoundTripMs = 1000;

function beginRound(model: Model, at: number): void {
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
function measure(server: Server, {askedAt, owing}: PingRound, at: number, serverTime: number | undefined): void {
	const owed = owing.get(server.id) ?? 0;
	if (owed > 0) {
		// Asked twice in a moment, the last round trip still holds.
		if (owed > 1) server.roundTripMs = undefined;
		return;
	}
	const roundTripMs = at - askedAt;
	server.roundTripMs = roundTripMs;
	if (serverTime === undefined || roundTripMs > longestRoundTripMs) return;
	// What was measured before the clock was set holds no more.
	if (server.offsetsOfTimesSet !== server.clock.timesSet) {
		server.offsetsOfTimesSet = server.clock.timesSet;
		server.clockOffsetsMs.length = 0;
	}
	server.clockOffsetsMs.push(serverTime - (askedAt + roundTripMs / 2));
	if (server.clockOffsetsMs.length > rememberedOffsets) server.clockOffsetsMs.shift();
}

/** Counts a server's answer in the round; `twice` when it has answered already. */
function countAnswer(model: Model, server: Server, serverTime: number | undefined, at: number): 'twice' | undefined {
	model.pingAnsweredAt = at;
	const {pingRound: round} = model;
	if (round === undefined) return undefined;
	// A server reached over two paths answers twice, with two sequence numbers.
	if (round.answered.has(server.id)) return 'twice';
	round.answered.add(server.id);
	round.firstAnswerAt ??= at;
	round.lastAnswerAt = at;
	round.expected = Math.max(round.expected, server.stats?.knownServers ?? 0);
	measure(server, round, at, serverTime);
	if (!round.complete && isOver(round, at)) {
		round.complete = true;
		model.completeAt ??= at;
	}
	return undefined;
}

export const pingRequest = defineRequest({
	subject: pingSubject,
	sent: (model, _request, at) => beginRound(model, at),
	decode: ({envelope}) => statsMessageOf(envelope),
	apply(model, server, fields, {at, envelope}) {
		reportStats(model, server, fields, envelope, at);
		return countAnswer(model, server, fields.sentAt, at);
	},
	nobodyThere(model) {
		// Nobody is there to answer: not in the system account, or the only server drains.
		if (model.pingRound !== undefined) model.pingRound.complete = true;
	},
});
