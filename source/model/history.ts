// A value over the last minute, five minutes and quarter of an hour, in fixed buckets. A rate is the mean over the time
// between two samples, so it is written into every bucket of that time; a bucket nobody vouches for stays NaN and is
// drawn as a gap. Buckets of the longer windows are means of the fine ones they cover.

/** Two seconds a bucket, a minute in all. */
export const historyBucketMs = 2000;
export const historyBuckets = 30;

/** Buckets of five minutes and of a quarter of an hour. */
const longerBucketsMs = [10_000, 30_000] as const;

/** How long a bucket is, for windows of one, five and fifteen minutes. */
export type HistoryBucketMs = typeof historyBucketMs | (typeof longerBucketsMs)[number];

/** The buckets of a window of so many minutes. */
export function bucketOfWindow(minutes: 1 | 5 | 15): HistoryBucketMs {
	return minutes === 1 ? historyBucketMs : longerBucketsMs[minutes === 5 ? 0 : 1];
}

export type History = {
	/** Buckets of several histories one after the other: arrays of their own would be mostly overhead. */
	readonly values: Float32Array;
	/** Where its own begin. */
	readonly first: number;
	/** Number of the newest bucket written, and of the first one ever. */
	newest: number;
	oldest: number;
	/** The longer windows, one after the other; made when the minute is full, as most servers of a storm never get there. */
	longer: Float32Array | undefined;
};

/** Room for so many histories, with nothing known. */
export function historyValues(histories: number): Float32Array {
	return new Float32Array(histories * historyBuckets).fill(Number.NaN);
}

/** An empty history in `values`, which hold it alone or several. */
export function createHistory(values = historyValues(1), index = 0): History {
	return {values, first: index * historyBuckets, newest: 0, oldest: 0, longer: undefined};
}

/** A copy of a history; `values` is the copy of its values, for histories that hold them together. */
export function copyOfHistory({values: its, first, newest, oldest, longer}: History, values = its.slice()): History {
	return {values, first, newest, oldest, longer: longer?.slice()};
}

function placeOf({first}: History, bucket: number): number {
	return first + (bucket % historyBuckets);
}

/** Writes `value` as true from `from` (exclusive bucket) to `to`, both epoch milliseconds; unknown is a gap. */
export function record(history: History, from: number, to: number, known: number | undefined): void {
	const value = known ?? Number.NaN;
	const {values, newest} = history;
	const last = Math.floor(to / historyBucketMs);
	const first = Math.max(Math.min(Math.floor(from / historyBucketMs) + 1, last), last - historyBuckets + 1);
	for (let bucket = Math.max(newest + 1, last - historyBuckets + 1); bucket < first; bucket++) {
		values[placeOf(history, bucket)] = Number.NaN;
	}
	for (let bucket = first; bucket <= last; bucket++) values[placeOf(history, bucket)] = value;
	if (newest === 0) history.oldest = first;
	if (last <= newest) return;
	history.newest = last;
	if (history.longer === undefined && last - history.oldest < historyBuckets) return;
	const refresh = history.longer === undefined ? Math.max(history.oldest, last - historyBuckets + 1) : first;
	history.longer ??= new Float32Array(longerBucketsMs.length * historyBuckets).fill(Number.NaN);
	for (const [span, bucketMs] of longerBucketsMs.entries()) {
		summarise(history, history.longer, span, bucketMs, newest, refresh);
	}
}

function fineValue({values, newest, first}: History, bucket: number): number {
	if (bucket > newest || bucket <= newest - historyBuckets) return Number.NaN;
	return values[first + (bucket % historyBuckets)] ?? Number.NaN;
}

/** Of the so many fine buckets that a longer one covers, as far as they are known. */
function meanOfFine(history: History, bucket: number, fine: number): number {
	let sum = 0;
	let known = 0;
	for (let index = bucket * fine; index < (bucket + 1) * fine; index++) {
		const value = fineValue(history, index);
		if (Number.isNaN(value)) continue;
		sum += value;
		known++;
	}
	return known === 0 ? Number.NaN : sum / known;
}

/** Makes the long buckets anew that hold the fine ones from `first` on; `before` is the fine one that was newest before. */
function summarise(
	history: History,
	longer: Float32Array,
	span: number,
	bucketMs: number,
	before: number,
	first: number,
): void {
	const fine = bucketMs / historyBucketMs;
	const last = Math.floor(history.newest / fine);
	const offset = span * historyBuckets;
	const begin = Math.max(Math.min(Math.floor(first / fine), Math.floor(before / fine) + 1), last - historyBuckets + 1);
	for (let bucket = begin; bucket <= last; bucket++) {
		longer[offset + (bucket % historyBuckets)] = meanOfFine(history, bucket, fine);
	}
}

/** The last `buckets` values of a window up to `now`, oldest first; NaN where nothing is known. */
export function valuesUpTo(
	history: History,
	now: number,
	buckets = historyBuckets,
	bucketMs: HistoryBucketMs = historyBucketMs,
): number[] {
	const last = Math.floor(now / bucketMs);
	return Array.from({length: buckets}, (_, index) => valueOf(history, last - buckets + 1 + index, bucketMs));
}

/** The value of one bucket, by its number since the epoch; NaN where nothing is known. */
export function valueOf(history: History, bucket: number, bucketMs: HistoryBucketMs): number {
	if (bucketMs === historyBucketMs) return fineValue(history, bucket);
	const newest = Math.floor((history.newest * historyBucketMs) / bucketMs);
	if (bucket > newest || bucket <= newest - historyBuckets) return Number.NaN;
	const offset = longerBucketsMs.indexOf(bucketMs) * historyBuckets;
	if (history.longer !== undefined) return history.longer[offset + (bucket % historyBuckets)] ?? Number.NaN;
	// In its first minute the fine buckets hold all that there is.
	return meanOfFine(history, bucket, bucketMs / historyBucketMs);
}
