import type {Model} from '../model/model.ts';
import {createRound, isOver} from '../model/round.ts';
import type {Server} from '../model/server.ts';
import {fields} from '../wire/fields.ts';
import {senderOf} from '../wire/sender.ts';
import {takeStatsBody} from '../wire/take-stats.ts';
import {defineRequest} from './define-request.ts';

/** The question every server answers with its statistics. Never sent without a reply subject: all would broadcast. */
export const pingSubject = '$SYS.REQ.SERVER.PING';

const rememberedOffsets = 9;

function asked(model: Model, at: number): void {
	const before = model.round;
	if (before !== undefined) {
		const gapMs = at - before.askedAt;
		// Asking by hand in between does not make the rhythm faster.
		if (gapMs > 1500) model.askEveryMs = gapMs;
	}
	model.round = createRound(at);
}

function measure(server: Server, askedAt: number, at: number, serverTime: number): void {
	const roundTripMs = at - askedAt;
	server.roundTripMs = roundTripMs;
	server.clockOffsetsMs.push(serverTime - (askedAt + roundTripMs / 2));
	if (server.clockOffsetsMs.length > rememberedOffsets) server.clockOffsetsMs.shift();
}

export const pingRequest = defineRequest({
	subject: pingSubject,
	asked,
	answered(model, body, at) {
		if (body === undefined) {
			// Nobody is there to answer: not in the system account, or the only server drains.
			if (model.round !== undefined) model.round.complete = true;
			return 'nobody there';
		}
		const answer = fields(body);
		const sender = senderOf(model, answer['server'], at);
		if (sender === 'twice') return 'twice';
		if (sender === 'nobody') return 'not understood';
		if (!takeStatsBody(model, sender, answer, at)) return 'not understood';
		const {round} = model;
		if (round === undefined) return 'taken';
		// A server reached over two paths answers twice, with two sequence numbers.
		if (round.answered.has(sender.server.id)) return 'twice';
		round.answered.add(sender.server.id);
		round.lastAnswerAt = at;
		round.expected = Math.max(round.expected, sender.server.stats?.knownServers ?? 0);
		measure(sender.server, round.askedAt, at, sender.serverTime);
		if (!round.complete && isOver(round, at)) {
			round.complete = true;
			model.completeAt ??= at;
		}
		return 'taken';
	},
});
