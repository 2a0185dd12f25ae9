// Many clients that come at once, with what happened to a server just before: in order of time, which is not yet a cause.
import {firstNames} from '../format/first-names.ts';
import {count} from '../format/number.ts';
import {duration} from '../format/time.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {shownName} from '../model/server-names.ts';
import {isSpeaking} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {countsUpTo, sumOver} from '../model/tally.ts';
import {defineRule} from './problem.ts';

const windowMs = 10_000;
/** What is usual is measured over this time. */
const usualMs = 300_000;
/** It has settled when no more than this share of what makes a storm, and than so many times what is usual, come in the window. */
const settledShare = 0.2;
const settledTimes = 2;
/** A storm lasts no longer than this, */
const longestMs = 120_000;
/** and a second of it has at least this share of what its busiest second has. */
const busyShare = 0.1;
/** What happened so long before the first of them stands beside it. */
const triggerMs = 60_000;

type Trigger = {readonly at: number; readonly text: string};

function triggerOf(model: Model, server: Server): Trigger | undefined {
	const name = shownName(model, server);
	if (server.restart !== undefined) return {at: server.restart.at, text: `${name} restarted`};
	if (server.goodbye?.kind === 'stopped') return {at: server.goodbye.at, text: `${name} shut down`};
	if (server.goodbye?.kind === 'lame duck') return {at: server.goodbye.at, text: `${name} in lame duck mode`};
	if (server.silentSince !== undefined) return {at: server.lastSeenAt, text: `${name} silent`};
	return undefined;
}

/** The last thing that happened to a server before the clients came, if there was any. */
function triggerBefore(model: Model, since: number): string {
	const before = serversInOrder(model)
		.flatMap(server => triggerOf(model, server) ?? [])
		.filter(({at}) => at <= since + windowMs && since - at <= triggerMs)
		.sort((a, b) => b.at - a.at);
	const told = before[0]?.text ?? unheardSince(model, since);
	return told === undefined ? '' : `${told} → `;
}

/** More servers than this are not asked often enough to be missed so soon. */
const mostUnheard = 3;

/** Servers that were not heard since the first of them came, while all others were: they are called silent only later. */
function unheardSince(model: Model, since: number): string | undefined {
	const servers = serversInOrder(model).filter(isSpeaking);
	const unheard = servers.filter(({lastSeenAt}) => lastSeenAt < since);
	const isAlone = servers.length - unheard.length >= unheard.length;
	if (unheard.length === 0 || unheard.length > mostUnheard || !isAlone) return undefined;
	return `${firstNames(unheard.map(server => shownName(model, server)))} not heard since`;
}

/** Connects in the window's time, as it was before a moment; undefined where too little was heard before it. */
function usualBefore({tallies, now, completeAt = now}: Model, since: number): number | undefined {
	const heardMs = Math.min(usualMs, since - completeAt);
	if (heardMs < windowMs) return undefined;
	const before = sumOver(tallies.connects, now, now - since + heardMs) - sumOver(tallies.connects, now, now - since);
	return (before * windowMs) / heardMs;
}

type Burst = {
	/** From the beginning of its first busy second to the end of the last one, epoch milliseconds. */
	readonly firstAt: number;
	readonly lastAt: number;
	/** Connects since then. */
	readonly total: number;
};

/** What came in the last so many milliseconds, without the quiet seconds before and after it. */
function burstIn({tallies, now}: Model, overMs: number): Burst {
	const {bucketMs} = tallies.connects;
	const counts = countsUpTo(tallies.connects, now, Math.ceil(overMs / bucketMs) + 1);
	const busy = Math.max(...counts) * busyShare;
	const beginOf = (index: number): number => (Math.floor(now / bucketMs) - counts.length + 1 + index) * bucketMs;
	const first = counts.findIndex(many => many >= busy);
	return {
		firstAt: beginOf(first),
		lastAt: Math.min(now, beginOf(counts.findLastIndex(many => many >= busy) + 1)),
		total: counts.slice(first).reduce((sum, many) => sum + many, 0),
	};
}

export const reconnectStormRule = defineRule({
	id: 'reconnect-storm',
	meaning: 'fifty clients or more connect within ten seconds, five times as many as usual',
	find(model, lifeOf, {stormConnects, stormTimesUsual}) {
		const {tallies, now, completeAt} = model;
		if (completeAt === undefined) return [];
		const inWindow = sumOver(tallies.connects, now, windowMs);
		const life = lifeOf('storm');
		const since = life.lasts ? life.since : now - windowMs;
		const lastedMs = now - since;
		// What comes as often for longer is no storm any more, but how it is now.
		if (life.lasts && lastedMs > longestMs) return [];
		const known = usualBefore(model, since);
		const usual = known ?? 0;
		const least = life.lasts
			? Math.max(stormConnects.value * settledShare, usual * settledTimes)
			: Math.max(stormConnects.value, usual * stormTimesUsual.value);
		if (inWindow < least) return [];
		const {firstAt, lastAt, total} = burstIn(model, lastedMs);
		const trigger = triggerBefore(model, firstAt);
		// As long as nobody knows what is usual, many connects alone are none: a large system always has them.
		if (known === undefined && trigger === '') return [];
		const many = `${trigger}${count(total)} connects`;
		return [
			{
				key: 'storm',
				severity: 'warn',
				who: 'reconnect storm',
				topic: trigger === '' ? 'reconnect storm' : `${trigger}connects`,
				text: `${many} in ${duration(Math.max(1000, lastAt - firstAt))}`,
				short: many,
				since: firstAt,
				total,
				strength: {value: inWindow, text: `${count(inWindow)} in ${duration(windowMs)}`},
				about: {kind: 'view', view: 'connects', filter: ''},
			},
		];
	},
});
