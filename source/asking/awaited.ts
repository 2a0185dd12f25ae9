// The answers that somebody waits for: those to a poll that is new on the screen. There is no end marker, so a poll is
// answered when every server that answered PING has answered it too, or when no answer came for a while.
import type {Model} from '../model/model.ts';
import {answeredRequest} from '../model/sent-requests.ts';
import {pingSubject} from '../requests/ping.ts';
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

export type Awaited = {
	/** By `keyOf` the request. */
	readonly rounds: Map<string, Round>;
	/** When the servers were asked with PING for the first time; undefined before. */
	pingAskedAt: number | undefined;
	/** How long the first answer to that took, from any server; undefined until there is one. */
	firstAnswerMs: number | undefined;
};

export function createAwaited(): Awaited {
	return {rounds: new Map(), pingAskedAt: undefined, firstAnswerMs: undefined};
}

/** Waits for the answers to a poll that is asked now. */
export function awaitAnswers(awaited: Awaited, {request, scope}: Poll, now: number): void {
	const {subject} = request;
	awaited.rounds.set(keyOf(request), {subject, scope, askedAt: now, answered: new Set(), lastAnswerAt: now});
}

// Over a slow way everything takes as long as the first answer did. While there is none, it cannot be told how slow it is.
function isOver(awaited: Awaited, round: Round, {pingRound}: Model, now: number): boolean {
	const {scope, askedAt, answered, lastAnswerAt} = round;
	const {firstAnswerMs} = awaited;
	if (answered.size === 0) {
		if (firstAnswerMs === undefined) return false;
		return now - askedAt >= Math.max(hardDeadlineMs, 2 * firstAnswerMs);
	}
	if (scope === 'one') return true;
	const isEverybody = pingRound?.complete && answered.size >= pingRound.answered.size;
	return isEverybody || now - lastAnswerAt >= Math.max(stallMs, firstAnswerMs ?? 0);
}

/** Takes note of how long the first answer of any server takes. */
function hearPing(awaited: Awaited, {at, subject}: Message): void {
	if (subject === pingSubject) awaited.pingAskedAt ??= at;
	else if (
		awaited.pingAskedAt !== undefined &&
		subject.startsWith(answerPrefix) &&
		subject.endsWith(`.${pingSubject}`)
	) {
		awaited.firstAnswerMs = at - awaited.pingAskedAt;
	}
}

/** Takes note of an answer: whether it is one that is waited for, and whether it was the last one. */
export function hearAnswer(awaited: Awaited, model: Model, message: Message): 'no' | 'more to come' | 'last' {
	if (awaited.firstAnswerMs === undefined) hearPing(awaited, message);
	const {rounds} = awaited;
	if (rounds.size === 0 || !message.subject.startsWith(answerPrefix)) return 'no';
	const dot = message.subject.indexOf('.', answerPrefix.length);
	const token = message.subject.slice(answerPrefix.length, dot);
	const key = keyOf(answeredRequest(model, token, message.subject.slice(dot + 1)));
	const round = rounds.get(key);
	if (round === undefined) return 'no';
	// Nobody is there: that is an answer too, and the only one.
	if (message.text !== '') {
		round.answered.add(text(openEnvelope(message.text)?.server['id']));
		round.lastAnswerAt = message.at;
		if (!isOver(awaited, round, model, message.at)) return 'more to come';
	}
	rounds.delete(key);
	return 'last';
}

/** Gives up waiting where nothing comes any more; whether there was any such. */
export function isAnsweredByNow(awaited: Awaited, model: Model, now: number): boolean {
	let isAny = false;
	for (const [key, round] of awaited.rounds) {
		// Of what our user may not ask, nothing will come.
		if (!isOver(awaited, round, model, now) && !model.link.refused.has(round.subject)) continue;
		awaited.rounds.delete(key);
		isAny = true;
	}
	return isAny;
}

/** Nothing that was shown before is waited for: only these polls are. */
export function keepAwaited({rounds}: Awaited, visible: readonly Poll[]): void {
	const keys = new Set(visible.map(({request}) => keyOf(request)));
	for (const key of rounds.keys()) if (!keys.has(key)) rounds.delete(key);
}
