// Counting things by when they happened: a fixed number of time buckets, the oldest forgotten.

import type {ColumnsReader, ColumnsWriter} from './columns.ts';

export type Tally = {
	readonly bucketMs: number;
	readonly buckets: number;
	/** Slot: bucket modulo their number; empty before the first count, for most things never happen. */
	counts: number[];
	/** Number of the newest bucket (epoch milliseconds divided by `bucketMs`); 0 before the first count. */
	newest: number;
	/** Everything ever counted. */
	total: number;
};

const noCounts: number[] = [];

function zeros(buckets: number): number[] {
	const counts: number[] = [];
	for (let index = 0; index < buckets; index++) counts.push(0);
	return counts;
}

/** An empty tally over `buckets` × `bucketMs` milliseconds. */
export function createTally(bucketMs: number, buckets: number): Tally {
	return {bucketMs, buckets, counts: noCounts, newest: 0, total: 0};
}

export function copyOfTally({bucketMs, buckets, counts, newest, total}: Tally): Tally {
	// Nothing is counted in the list that those share that have counted nothing.
	return {bucketMs, buckets, counts: counts === noCounts ? counts : counts.slice(), newest, total};
}

export function writeTally({whole, number}: ColumnsWriter, {bucketMs, buckets, counts, newest, total}: Tally): void {
	whole(bucketMs);
	whole(buckets);
	whole(counts.length);
	for (const counted of counts) whole(counted);
	number(newest);
	number(total);
}

export function readTally({whole, number}: ColumnsReader): Tally {
	const [bucketMs, buckets, length] = [whole(), whole(), whole()];
	const counts: number[] = length === 0 ? noCounts : [];
	for (let index = 0; index < length; index++) counts.push(whole());
	return {bucketMs, buckets, counts, newest: number(), total: number()};
}

/** Counts `by` at a time; what is older than the tally reaches only adds to the total. */
export function count(tally: Tally, at: number, by = 1): void {
	const bucket = Math.floor(at / tally.bucketMs);
	const size = tally.buckets;
	tally.total += by;
	if (tally.counts.length === 0) tally.counts = zeros(size);
	const {counts} = tally;
	if (bucket > tally.newest) {
		const from = Math.max(tally.newest + 1, bucket - size + 1);
		for (let index = from; index < bucket; index++) counts[index % size] = 0;
		counts[bucket % size] = by;
		tally.newest = bucket;
	} else if (bucket > tally.newest - size) {
		const index = bucket % size;
		counts[index] = (counts[index] ?? 0) + by;
	}
}

function bucketCount(tally: Tally, bucket: number): number {
	if (bucket > tally.newest || bucket <= tally.newest - tally.buckets || bucket < 0) return 0;
	return tally.counts[bucket % tally.buckets] ?? 0;
}

/** The counts of the last `buckets` buckets up to `now`, oldest first; the last one is still filling. */
export function countsUpTo(tally: Tally, now: number, buckets: number): number[] {
	const last = Math.floor(now / tally.bucketMs);
	return Array.from({length: buckets}, (_, index) => bucketCount(tally, last - buckets + 1 + index));
}

/** How many were counted in these buckets, the first and the last one included. */
function sumBetween({counts, newest, buckets}: Tally, first: number, last: number): number {
	let sum = 0;
	// Most clients have counted nothing lately.
	for (let bucket = Math.max(first, newest - buckets + 1, 0); bucket <= Math.min(last, newest); bucket++) {
		sum += counts[bucket % buckets] ?? 0;
	}
	return sum;
}

/** How many were counted within the last `overMs` before `now`, to the precision of a bucket. */
export function sumOver(tally: Tally, now: number, overMs: number): number {
	const last = Math.floor(now / tally.bucketMs);
	const buckets = Math.min(Math.ceil(overMs / tally.bucketMs), tally.buckets);
	return sumBetween(tally, last - buckets + 1, last);
}

const minuteMs = 60_000;

/** How many were counted within the last minute before `now`. */
export function inLastMinute(tally: Tally, now: number): number {
	return sumOver(tally, now, minuteMs);
}

const averageOverMs = 10_000;

/** Things per second on average over the last ten seconds: for what comes in bursts. */
export function averagePerSecond(tally: Tally, now: number): number {
	return (sumOver(tally, now, averageOverMs) * 1000) / averageOverMs;
}

/** A rate over less than this would jump. */
const shortestMs = 5000;

/**
 * Things per second over the time that `buckets` whole buckets and the begun one cover: no dip at a bucket's start,
 * and no guess about the part of the begun bucket that has not happened. `since` is when counting began, for what began only lately.
 */
export function perSecond(tally: Tally, now: number, buckets: number, since = 0): number {
	const last = Math.floor(now / tally.bucketMs);
	const sum = sumBetween(tally, last - buckets, last);
	const coveredMs = Math.min(
		buckets * tally.bucketMs + (now - last * tally.bucketMs),
		Math.max(shortestMs, now - since),
	);
	return coveredMs > 0 ? (sum * 1000) / coveredMs : 0;
}
