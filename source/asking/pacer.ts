// When each poll is sent: the one place that decides it. All polls together cause at most `answersPerSecond`, however
// many servers there are: where they would cause more, all of them become slower alike.
import type {Model} from '../model/model.ts';
import {keyOf, type Request} from '../requests/request.ts';
import {basePolls, pingPoll, whoAmIPoll} from './base-polls.ts';
import type {Poll} from './poll.ts';

/** Answers that all we ask may cause in a second, over all servers. */
export const answersPerSecond = 25;

/** Where asking would be slower than this, the servers' own heartbeats are enough. */
const slowestPingMs = 10_000;

/** A poll that is due within this time is due now: so one that is looked at every second keeps its rhythm. */
const slackMs = 50;

/** Unspent answers add up to two seconds' worth. */
const mostSaved = answersPerSecond * 2;

/**
 * What was asked, and what it cost.
 *
 * `balance` is the number of answers that may be caused now. A poll that is new on the screen is asked at once and may
 * overdraw it, as long as less than two answers of every server are owed; no poll of all servers is repeated before the
 * debt is paid back at `answersPerSecond`.
 */
export type Pacer = {
	/** When each request was sent last, by `keyOf`. */
	readonly sentAt: Map<string, number>;
	/** What was kept going when this was looked at last, by `keyOf`. */
	going: ReadonlySet<string>;
	balance: number;
	balanceAt: number;
};

export function createPacer(): Pacer {
	return {sentAt: new Map(), going: new Set(), balance: mostSaved, balanceAt: 0};
}

/** How many answers a poll causes in a system of so many servers. */
function answersTo({scope}: Poll, servers: number): number {
	return scope === 'all' ? Math.max(1, servers) : 1;
}

/** Each request once; the shorter interval wins. */
function withoutDoubles(polls: readonly Poll[]): readonly Poll[] {
	const byKey = new Map<string, Poll>();
	for (const poll of polls) {
		const key = keyOf(poll.request);
		const known = byKey.get(key);
		if (known === undefined || poll.everyMs < known.everyMs) byKey.set(key, poll);
	}
	return [...byKey.values()];
}

/** By how much every interval has to be longer so that all polls together keep to `answersPerSecond`. */
function stretchOf(polls: readonly Poll[], servers: number): number {
	const wanted = polls.reduce((sum, poll) => sum + (answersTo(poll, servers) * 1000) / poll.everyMs, 0);
	return Math.max(1, wanted / answersPerSecond);
}

/** The polls to be kept going in a system of so many servers, with intervals that keep to `answersPerSecond`. */
export function paced(wanted: readonly Poll[], servers: number): readonly Poll[] {
	const polls = withoutDoubles(wanted);
	const stretched = (some: readonly Poll[]): readonly Poll[] => {
		const stretch = stretchOf(some, servers);
		return some.map(poll => ({...poll, everyMs: Math.ceil(poll.everyMs * stretch)}));
	};
	const all = stretched(polls);
	const pingKey = keyOf(pingPoll.request);
	const isPing = ({request}: Poll): boolean => keyOf(request) === pingKey;
	if (all.some(poll => isPing(poll) && poll.everyMs > slowestPingMs)) {
		return stretched(polls.filter(poll => !isPing(poll)));
	}
	return all;
}

function earn(pacer: Pacer, now: number): void {
	const elapsedMs = Math.max(0, now - pacer.balanceAt);
	pacer.balance = Math.min(mostSaved, pacer.balance + (elapsedMs * answersPerSecond) / 1000);
	pacer.balanceAt = now;
}

function mayBeSent(pacer: Pacer, poll: Poll, isNew: boolean, servers: number): boolean {
	// What one server answers costs next to nothing, and its interval is stretched with the others.
	if (poll.scope === 'one') return true;
	return isNew ? pacer.balance >= -2 * servers : pacer.balance >= 0;
}

export type Due = {
	readonly requests: readonly Request[];
	/** Those that were not asked before, as what shows them has just been opened. */
	readonly opened: readonly Poll[];
};

const nothingDue: Due = {requests: [], opened: []};

/** What is to be sent now: `visible` are the polls of what is on the screen. Nothing while the link is down. */
export function dueRequests(pacer: Pacer, model: Model, visible: readonly Poll[], now: number): Due {
	if (model.link.state !== 'up') return nothingDue;
	return send(pacer, paced([...basePolls(model), ...visible], model.servers.size), model.servers.size, now);
}

/**
 * As though nothing had been asked before: whenever the link comes up, and by the key that asks. PING is among it
 * whatever the size of the system, as the first picture is made of its answers.
 */
export function requestsAnew(pacer: Pacer, model: Model, visible: readonly Poll[], now: number): Due {
	if (model.link.state !== 'up') return nothingDue;
	pacer.sentAt.clear();
	pacer.going = new Set();
	// Who we are comes first, so that its one answer is there when those to PING are complete.
	const polls = withoutDoubles([whoAmIPoll, pingPoll, ...basePolls(model), ...visible]);
	return send(pacer, polls, model.servers.size, now);
}

function send(pacer: Pacer, polls: readonly Poll[], servers: number, now: number): Due {
	earn(pacer, now);
	const due: Poll[] = [];
	for (const poll of polls) {
		const key = keyOf(poll.request);
		const sentAt = pacer.sentAt.get(key);
		if (sentAt !== undefined && now - sentAt < poll.everyMs - slackMs) continue;
		if (!mayBeSent(pacer, poll, !pacer.going.has(key), servers)) continue;
		pacer.sentAt.set(key, now);
		pacer.balance -= answersTo(poll, servers);
		due.push(poll);
	}
	const opened = due.filter(({request}) => !pacer.going.has(keyOf(request)));
	pacer.going = new Set(polls.map(({request}) => keyOf(request)));
	forgetOld(pacer);
	return {requests: due.map(({request}) => request), opened};
}

/** Polls that are not on the screen any more: when one is opened again, it is not due before its time. */
const mostRemembered = 32;

function forgetOld({sentAt, going}: Pacer): void {
	if (sentAt.size <= going.size + mostRemembered) return;
	for (const key of sentAt.keys()) if (!going.has(key)) sentAt.delete(key);
}
