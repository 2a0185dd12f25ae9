// What grows on a server without end: its memory, its subscriptions. Everything grows right after a start.
import {bytesInWords, count, percent} from '../format/number.ts';
import {duration} from '../format/time.ts';
import {type History, historyBuckets, type HistoryBucketMs, valueOf} from '../model/history.ts';
import type {Server} from '../model/server.ts';
import {defineRule} from './problem.ts';
import {findingsByStats} from './server-findings.ts';

const mebibyte = 1_048_576;
/** After its start a server is given its clients and their subscriptions. */
const startsForMs = 60_000;

type Growth = {
	readonly from: number;
	readonly to: number;
	readonly perMinute: number;
	/** For how long it has been growing, in whole buckets, milliseconds. */
	readonly forMs: number;
	/** The same with the bucket that is filling, where it goes on growing. */
	readonly withCurrentMs: number;
};

/**
 * How a value of a server has grown without a break up to now: over the last buckets, of which each is above the one
 * before, but for its first minute, in which everything grows. Undefined where the last ones are not known or it has
 * not grown.
 */
function growthOf(server: Server, history: History, now: number, bucketMs: HistoryBucketMs): Growth | undefined {
	const startedAt = server.stats?.startedAt;
	if (startedAt === undefined) return undefined;
	// The last bucket is still filling.
	const last = Math.floor(now / bucketMs) - 1;
	const settled = Math.ceil((startedAt - server.clock.offsetMs + startsForMs) / bucketMs);
	const oldest = Math.max(settled, last - historyBuckets + 2);
	const to = valueOf(history, last, bucketMs);
	let from = to;
	let begin = last;
	// Nearly always this ends at once: nothing is made for what does not grow.
	for (; begin > oldest; begin--) {
		const before = valueOf(history, begin - 1, bucketMs);
		if (!(before < from)) break;
		from = before;
	}
	const buckets = last - begin;
	if (buckets < 1) return undefined;
	const forMs = buckets * bucketMs;
	const withCurrentMs = valueOf(history, last + 1, bucketMs) > to ? forMs + bucketMs : forMs;
	return {from, to, perMinute: ((to - from) * 60_000) / forMs, forMs, withCurrentMs};
}

export const subscriptionsGrowingRule = defineRule({
	id: 'subscriptions-growing',
	meaning: 'the subscriptions of a server grow for a minute without a break, by the threshold a minute and by half',
	find: findingsByStats((server, {subscriptionsPerMinute}, now) => {
		const growth = growthOf(server, server.histories.subscriptions, now, 10_000);
		if (growth === undefined || growth.withCurrentMs < 60_000) return undefined;
		const {from, to, perMinute, forMs} = growth;
		if (perMinute < subscriptionsPerMinute.value || to < 1.5 * from) return undefined;
		const short = `subscriptions +${count(perMinute)}/min`;
		return {
			severity: 'warn',
			topic: 'growth of subscriptions',
			text: `${short} for ${duration(forMs)}, ${count(server.stats?.subscriptions)} now`,
			short,
			since: now - forMs,
			strength: {value: perMinute, text: `+${count(perMinute)}/min`},
		};
	}, 10_000),
});

export const memoryGrowingRule = defineRule({
	id: 'memory-growing',
	meaning: 'the memory of a server grows for two minutes without a break, by the threshold a minute and by half',
	find: findingsByStats((server, {memoryMebibytesPerMinute}, now) => {
		const growth = growthOf(server, server.histories.memory, now, 30_000);
		if (growth === undefined || growth.withCurrentMs < 120_000) return undefined;
		const {from, to, perMinute, forMs} = growth;
		if (perMinute < memoryMebibytesPerMinute.value * mebibyte || to < 1.5 * from) return undefined;
		const {memoryBytes, memoryLimitBytes: limit} = server.stats ?? {};
		const share =
			typeof limit === 'number' && limit > 0 && memoryBytes !== undefined
				? `, ${percent((memoryBytes / limit) * 100)} of GOMEMLIMIT`
				: '';
		const short = `memory +${bytesInWords(perMinute)}/min`;
		return {
			severity: 'warn',
			topic: 'growth of memory',
			text: `${short} for ${duration(forMs)}, ${bytesInWords(memoryBytes)} now${share}`,
			short,
			since: now - forMs,
			strength: {value: perMinute, text: `+${bytesInWords(perMinute)}/min`},
		};
	}, 30_000),
});
