// What is to be asked now, and whether it has been answered.
import {awaitAnswers, createAwaited, hearAnswer, isAnsweredByNow, keepAwaited} from '../asking/awaited.ts';
import {createPacer, type Due, dueRequests, requestsAnew} from '../asking/pacer.ts';
import type {Poll} from '../asking/poll.ts';
import type {Model} from '../model/model.ts';
import {keyOf} from '../requests/request.ts';
import type {Message} from '../wire/message.ts';
import {newsOnly, nothing, type Outcome, requesting} from './outcome.ts';

export type Asker = {
	/** What is due. */
	readonly due: (now: number) => Outcome;
	/** Everything, as though nothing had been asked before. */
	readonly anew: (now: number) => Outcome;
	/** Tells when an answer comes that somebody waits for. */
	readonly hear: (message: Message) => Outcome;
	/** Tells when nothing more is to be waited for. */
	readonly pass: (now: number) => Outcome;
	/** Whether answers to what was asked first are still to come. */
	readonly isWaiting: () => boolean;
};

/** `visible` gives the polls of what is on the screen. */
export function createAsker(model: Model, visible: () => readonly Poll[]): Asker {
	const pacer = createPacer();
	const awaited = createAwaited();

	function sending({requests, opened}: Due, now: number): Outcome {
		const polls = visible();
		keepAwaited(awaited, polls);
		const keys = new Set(polls.map(({request}) => keyOf(request)));
		for (const poll of opened) if (keys.has(keyOf(poll.request))) awaitAnswers(awaited, poll, now);
		return requesting(requests);
	}

	return {
		due: now => sending(dueRequests(pacer, model, visible(), now), now),
		anew: now => sending(requestsAnew(pacer, model, visible(), now), now),
		hear(message) {
			const answer = hearAnswer(awaited, model, message);
			if (answer === 'no') return nothing;
			return newsOnly(answer === 'last' ? 'turn' : 'event');
		},
		pass: now => (isAnsweredByNow(awaited, model, now) ? newsOnly('turn') : nothing),
		isWaiting: () => model.pingRound?.complete !== true || awaited.rounds.size > 0,
	};
}
