// What is asked of the servers, and when: the base questions, and those of what is visible. Questions that two views
// share are asked once; a stricter rhythm wins.
import type {Model} from '../model/model.ts';
import {stillThereSubject} from '../requests/identity.ts';
import {pingSubject} from '../requests/ping.ts';
import {whoAmISubject} from '../requests/who-am-i.ts';
import type {Ask} from '../sources/source.ts';
import type {Wanted} from '../views/define-view.ts';

/** Small systems are asked this often. */
const fastestPingMs = 2000;
/** At most this many answers to PING a second, over all servers. */
const mostAnswersPerSecond = 25;
/** Where asking would be slower than this, the servers' own heartbeats are enough. */
const slowestPingMs = 10_000;
/** A server in lame duck answers nothing; whether it has ended is asked this often. */
const lameDuckMs = 5000;

/** Time between two PINGs for a system of this size; undefined when heartbeats are enough. */
export function pingEveryMs(servers: number): number | undefined {
	const everyMs = Math.max(fastestPingMs, Math.ceil((servers * 1000) / mostAnswersPerSecond));
	return everyMs > slowestPingMs ? undefined : everyMs;
}

export type Asking = {
	/** When each subject was asked last. */
	readonly askedAt: Map<string, number>;
};

export function createAsking(): Asking {
	return {askedAt: new Map()};
}

function baseOf(model: Model): readonly Wanted[] {
	const wanted: Wanted[] = [];
	const everyMs = pingEveryMs(model.servers.size);
	if (everyMs !== undefined) wanted.push({subject: pingSubject, body: '', everyMs});
	if (model.link.account === '') wanted.push({subject: whoAmISubject, body: '', everyMs: 30_000});
	for (const server of model.servers.values()) {
		if (server.goodbye?.kind !== 'lame duck') continue;
		wanted.push({subject: stillThereSubject(server), body: '', everyMs: lameDuckMs});
	}
	return wanted;
}

/** The questions that are due at `now`, and marks them as asked. None while the link is down. */
export function dueAsks(asking: Asking, model: Model, visible: readonly Wanted[], now: number): readonly Ask[] {
	if (model.link.state !== 'up') return [];
	const due: Ask[] = [];
	const wanted = [...baseOf(model), ...visible];
	for (const {subject, body, everyMs} of wanted) {
		const last = asking.askedAt.get(subject);
		// A question asked in the same second keeps its rhythm.
		if (last !== undefined && now - last < everyMs - 50) continue;
		asking.askedAt.set(subject, now);
		due.push({subject, body});
	}
	if (asking.askedAt.size > wanted.length + 32) {
		const kept = new Set(wanted.map(({subject}) => subject));
		for (const subject of asking.askedAt.keys()) if (!kept.has(subject)) asking.askedAt.delete(subject);
	}
	return due;
}

/** All questions are due again: after the link came back, or by the key. */
export function askEverything(asking: Asking): void {
	asking.askedAt.clear();
}

/** PING once, whatever the size of the system: the first picture, and the key that asks. */
export function firstAsks(asking: Asking, now: number): readonly Ask[] {
	asking.askedAt.set(pingSubject, now);
	asking.askedAt.set(whoAmISubject, now);
	return [
		// First, so that its one answer is there when those to PING are complete.
		{subject: whoAmISubject, body: ''},
		{subject: pingSubject, body: ''},
	];
}
