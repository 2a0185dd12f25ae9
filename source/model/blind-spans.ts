// Times in which nothing could be heard: before the first message, while the link was down, while this program slept.
// What was not counted then is not zero but not known.
import type {Model} from './model.ts';
import {countsUpTo, type Tally} from './tally.ts';

const remembered = 50;

/** Nothing could be heard from one moment to the other, epoch milliseconds; from now on it can. */
export function notHeard(model: Model, from: number, to: number): void {
	const {blindSpans} = model;
	blindSpans.push({from, to});
	if (blindSpans.length > remembered) blindSpans.shift();
	model.listeningSince = to;
}

/** As `countsUpTo`, with NaN for a bucket without a count in which something may have been missed. */
export function heardCounts(model: Model, tally: Tally, now: number, buckets: number): number[] {
	const {blindSpans, startedAt = now} = model;
	const {bucketMs} = tally;
	const first = Math.floor(now / bucketMs) - buckets + 1;
	return countsUpTo(tally, now, buckets).map((counted, index) => {
		if (counted > 0) return counted;
		const from = (first + index) * bucketMs;
		const to = from + bucketMs;
		const isBlind = from < startedAt || blindSpans.some(span => span.from < to && span.to > from);
		return isBlind ? Number.NaN : 0;
	});
}
