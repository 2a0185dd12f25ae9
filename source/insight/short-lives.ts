// Connections that come and go without one client that does it often: each under another name.
import {exactFilter} from '../format/exact-filter.ts';
import {count} from '../format/number.ts';
import type {Client} from '../model/client.ts';
import type {Model} from '../model/model.ts';
import {hasStopped, runGapMs, sumOfRuns} from '../model/run.ts';
import {isSpeaking} from '../model/server-state.ts';
import {inLastMinute} from '../model/tally.ts';
import {loopGroups, otherShortLives} from './loop-groups.ts';
import {paceInWords} from './pace.ts';
import {defineRule} from './problem.ts';

const smallestCrowd = 5;

function connectionsOf({servers}: Model): number {
	let sum = 0;
	for (const server of servers.values()) if (isSpeaking(server)) sum += server.stats?.connections ?? 0;
	return sum;
}

function shortInMinute({shortLives}: Client, now: number): number {
	return shortLives === undefined ? 0 : inLastMinute(shortLives.recent, now);
}

/** The value that most of the clients share, when that is nearly all. */
function common(clients: readonly Client[], valueOf: (client: Client) => string): string | undefined {
	const groups = [...Map.groupBy(clients, valueOf)].sort(([, a], [, b]) => b.length - a.length);
	const [[value, members] = ['', []]] = groups;
	return value !== '' && members.length >= 0.9 * clients.length ? value : undefined;
}

export const shortLivesRule = defineRule({
	id: 'short-lives',
	meaning: 'two connections a second or more live less than ten seconds, each of another client',
	find(model, lifeOf, thresholds) {
		const {shortLives, now} = model;
		if (shortLives === undefined || hasStopped(shortLives, model)) return [];
		const {shortLivesPerMinute, shortLivesShare} = thresholds;
		const loops = loopGroups(model, runGapMs, thresholds);
		const clients = otherShortLives(model, loops, runGapMs);
		const loopers = loops.flatMap(({members}) => members);
		const ofLoops = loopers.reduce((sum, one) => sum + shortInMinute(one, now), 0);
		const inMinute = inLastMinute(shortLives.recent, now) - ofLoops;
		const {lasts} = lifeOf('all');
		const limit =
			Math.max(shortLivesPerMinute.value, (shortLivesShare.value / 100) * connectionsOf(model)) / (lasts ? 2 : 1);
		if (clients.length < smallestCrowd || inMinute < limit) return [];
		const run = sumOfRuns([shortLives], model);
		const share = inMinute / Math.max(1, inMinute + ofLoops);
		const perSecond = run.perSecond === undefined ? undefined : run.perSecond * share;
		const pace = paceInWords({perSecond, total: run.total});
		const name = common(clients, client => client.name);
		const host = common(clients, client => client.host);
		const from = host === undefined ? '' : ` from ${host}`;
		return [
			{
				key: 'all',
				severity: 'warn',
				who: name ?? (host === undefined ? 'many clients' : `host ${host}`),
				topic: 'connections that come and go',
				text: `come and go ${pace}${from}: ${count(clients.length)} clients, none of which stays for ten seconds`,
				short: `come and go ${pace}`,
				since: run.since,
				lastAt: run.lastAt,
				strength: {value: perSecond ?? 0, text: pace},
				about: {
					kind: 'view',
					view: 'connects',
					filter: exactFilter(name === undefined ? {host: host ?? ''} : {name}),
				},
			},
		];
	},
});
