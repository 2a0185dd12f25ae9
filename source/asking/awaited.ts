// The answers that somebody waits for: those to a poll that is new on the screen. There is no end marker, so a poll is
// answered when every server that answered PING has answered it too, or when no answer came for a while.
import type {Model} from '../model/model.ts';
import {answeredRequest} from '../model/sent-requests.ts';
import {keyOf} from '../requests/request.ts';
import {hardDeadlineMs, stallMs} from '../model/ping-round.ts';
import {openEnvelope} from '../wire/envelope.ts';
import {text} from '../wire/fields.ts';
import {answerPrefix, type Message} from '../wire/message.ts';
import type {Poll} from './poll.ts';

type Round = {
	readonly subject: string;
	readonly scope: Poll['scope'];
	readonly askedAt: number;
	/** Ids of servers. */
	readonly answered: Set<string>;
	lastAnswerAt: number;
};

/** By `keyOf` the request. */
export type Awaited = Map<string, Round>;

export function createAwaited(): Awaited {
	return new Map();
}

/** Waits for the answers to a poll that is asked now. */
export function awaitAnswers(awaited: Awaited, {request, scope}: Poll, now: number): void {
	const {subject} = request;
	awaited.set(keyOf(request), {subject, scope, askedAt: now, answered: new Set(), lastAnswerAt: now});
}

function isOver({scope, askedAt, answered, lastAnswerAt}: Round, {pingRound}: Model, now: number): boolean {
	if (answered.size === 0) return now - askedAt >= hardDeadlineMs;
	if (scope === 'one') return true;
	const isEverybody = pingRound?.complete && answered.size >= pingRound.answered.size;
	return isEverybody || now - lastAnswerAt >= stallMs;
}

/** Takes note of an answer: whether it is one that is waited for, and whether it was the last one. */
export function hearAnswer(awaited: Awaited, model: Model, message: Message): 'no' | 'more to come' | 'last' {
	if (awaited.size === 0 || !message.subject.startsWith(answerPrefix)) return 'no';
	const dot = message.subject.indexOf('.', answerPrefix.length);
	const token = message.subject.slice(answerPrefix.length, dot);
	const key = keyOf(answeredRequest(model, token, message.subject.slice(dot + 1)));
	const round = awaited.get(key);
	if (round === undefined) return 'no';
	// Nobody is there: that is an answer too, and the only one.
	if (message.text !== '') {
		round.answered.add(text(openEnvelope(message.text)?.server['id']));
		round.lastAnswerAt = message.at;
		if (!isOver(round, model, message.at)) return 'more to come';
	}
	awaited.delete(key);
	return 'last';
}

/** Gives up waiting where nothing comes any more; whether there was any such. */
export function isAnsweredByNow(awaited: Awaited, model: Model, now: number): boolean {
	let isAny = false;
	for (const [key, round] of awaited) {
		// Of what our user may not ask, nothing will come.
		if (!isOver(round, model, now) && !model.link.refused.has(round.subject)) continue;
		awaited.delete(key);
		isAny = true;
	}
	return isAny;
}

/** Nothing that was shown before is waited for: only these polls are. */
export function keepAwaited(awaited: Awaited, visible: readonly Poll[]): void {
	const keys = new Set(visible.map(({request}) => keyOf(request)));
	for (const key of awaited.keys()) if (!keys.has(key)) awaited.delete(key);
}
