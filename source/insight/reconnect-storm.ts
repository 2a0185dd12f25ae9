// Many clients that come at once, with what happened to a server just before: in order of time, which is not yet a cause.
import {count} from '../format/number.ts';
import {duration} from '../format/time.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {shownName} from '../model/server-names.ts';
import {serversInOrder} from '../model/servers.ts';
import {sumOver} from '../model/tally.ts';
import {defineRule} from './problem.ts';

const windowMs = 10_000;
/** Connects within the window; fewer trouble no server. */
const fewest = 50;
/** Times as many as in the same time of the last five minutes. */
const timesUsual = 5;
const usualMs = 300_000;
/** It has settled when no more than this share of `fewest`, and than so many times what is usual, come in the window. */
const settledShare = 0.2;
const settledTimes = 2;
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
	return before[0] === undefined ? '' : `${before[0].text} → `;
}

/** Connects in the window's time, as it was before a moment; 0 where nothing was heard before it. */
function usualBefore({tallies, now, completeAt = now}: Model, since: number): number {
	const heardMs = Math.min(usualMs, since - completeAt);
	if (heardMs < windowMs) return 0;
	const before = sumOver(tallies.connects, now, now - since + heardMs) - sumOver(tallies.connects, now, now - since);
	return (before * windowMs) / heardMs;
}

export const reconnectStormRule = defineRule({
	id: 'reconnect-storm',
	meaning: 'fifty clients or more connect within ten seconds, five times as many as usual',
	find(model, lifeOf) {
		const {tallies, now, completeAt} = model;
		if (completeAt === undefined) return [];
		const inWindow = sumOver(tallies.connects, now, windowMs);
		const life = lifeOf('storm');
		const since = life.lasts ? life.since : now - windowMs;
		const usual = usualBefore(model, since);
		const least = life.lasts
			? Math.max(fewest * settledShare, usual * settledTimes)
			: Math.max(fewest, usual * timesUsual);
		if (inWindow < least) return [];
		const total = sumOver(tallies.connects, now, now - since);
		const trigger = triggerBefore(model, since);
		return [
			{
				key: 'storm',
				severity: 'warn',
				who: 'reconnect storm',
				topic: 'reconnect storm',
				text: `${trigger}${count(total)} connects in ${duration(now - since)}`,
				short: `${trigger}${count(total)} connects`,
				since,
				total,
				strength: {value: inWindow, text: `${count(inWindow)} in ${duration(windowMs)}`},
				about: {kind: 'view', view: 'connects', filter: ''},
			},
		];
	},
});
