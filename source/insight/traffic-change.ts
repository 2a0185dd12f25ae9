// Traffic of an account or a server that is far from what it usually is.
import {exactFilter} from '../format/exact-filter.ts';
import {count, perSecond} from '../format/number.ts';
import {historyBuckets, type History, valueOf, valuesUpTo} from '../model/history.ts';
import type {Model} from '../model/model.ts';
import {defineRule, type Finding} from './problem.ts';
import {findingsByStats} from './server-findings.ts';
import type {Thresholds} from './thresholds.ts';

/** What is usual is known after so many buckets of ten seconds. */
const fewestUsual = 6;

type Traffic = {readonly now: number; readonly usual: number};

const bucketMs = 10_000;

/**
 * Whether most of the five minutes before are near the last ten whole seconds, or all of it is too little to tell: then
 * their median is too. This is asked of every server every second, so that it makes no list and sorts nothing.
 */
function isSteady(history: History, now: number, {trafficTimes, trafficPerSecond}: Thresholds): boolean {
	const bucket = Math.floor(now / bucketMs) - 1;
	const last = valueOf(history, bucket, bucketMs);
	if (Number.isNaN(last)) return true;
	const [times, least] = [trafficTimes.value, trafficPerSecond.value];
	const most = historyBuckets - 2;
	let known = 0;
	let near = 0;
	for (let back = 1; back <= most && near * 2 <= most; back++) {
		const value = valueOf(history, bucket - back, bucketMs);
		if (Number.isNaN(value)) continue;
		known++;
		const isLittle = value < least && last < least;
		if (isLittle || (value < last * times && last < value * times)) near++;
	}
	return near * 2 > known;
}

/** Messages a second in the last ten whole seconds, and the median of the five minutes before. */
function trafficOf(history: History, now: number): Traffic | undefined {
	const values = valuesUpTo(history, now, historyBuckets, bucketMs).slice(0, -1);
	const last = values.pop();
	const known = values.filter(value => !Number.isNaN(value)).sort((a, b) => a - b);
	const usual = known[known.length >> 1];
	if (last === undefined || Number.isNaN(last) || usual === undefined || known.length < fewestUsual) return undefined;
	return {now: last, usual};
}

function change(history: History, now: number, thresholds: Thresholds): Traffic | undefined {
	if (isSteady(history, now, thresholds)) return undefined;
	const traffic = trafficOf(history, now);
	if (traffic === undefined) return undefined;
	const {trafficTimes, trafficPerSecond} = thresholds;
	const [more, less] = [Math.max(traffic.now, traffic.usual), Math.min(traffic.now, traffic.usual)];
	return more >= trafficPerSecond.value && more >= trafficTimes.value * less ? traffic : undefined;
}

function words({now, usual}: Traffic): Pick<Finding, 'severity' | 'topic' | 'text' | 'short' | 'strength'> {
	const isMore = now > usual;
	return {
		severity: 'note',
		topic: isMore ? 'unusual traffic' : 'missing traffic',
		text: `${perSecond(now)} messages, usually ${perSecond(usual)}`,
		short: `${isMore ? '' : 'only '}${perSecond(now)} messages`,
		strength: {value: Math.max(now, usual), text: `${count(Math.max(now, usual))}/s`},
	};
}

function ofAccounts(model: Model, thresholds: Thresholds): readonly Finding[] {
	return [...model.accounts.values()].flatMap(account => {
		// Its rates are means of half a minute, kept every ten seconds: what was kept last is whole.
		const keptAt = model.now + bucketMs;
		const traffic = account.traffic === undefined ? undefined : change(account.traffic, keptAt, thresholds);
		if (traffic === undefined) return [];
		return [
			{
				key: `account ${account.id}`,
				who: `account ${account.name}`,
				about: {kind: 'view' as const, view: 'accounts', filter: exactFilter({name: account.name})},
				...words(traffic),
			},
		];
	});
}

const ofServers = findingsByStats((server, thresholds, now) => {
	const traffic = change(server.histories.messages, now, thresholds);
	return traffic === undefined ? undefined : words(traffic);
}, bucketMs);

/** A server that is busy for less has a job to do. */
const jobMs = 8000;

export const trafficChangeRule = defineRule({
	id: 'traffic-change',
	meaning: 'an account, or a server, sends and receives five times as much as it usually does, or a fifth of it',
	holdMs: () => 0,
	find(model, lifeOf, thresholds) {
		const accounts = ofAccounts(model, thresholds);
		// The account is the one to ask; a server is told where no account is known to be the reason.
		if (accounts.length > 0) return accounts;
		return ofServers(model, lifeOf, thresholds).map(finding => {
			const key = `server ${finding.key}`;
			const isShort = model.now - lifeOf(key).since <= jobMs;
			return {...finding, key, ...(isShort ? {isUnripe: true as const} : {})};
		});
	},
});
