// A value over the last minute or two, in fixed buckets. A rate is the mean over the time between two samples, so it
// is written into every bucket of that time; a bucket nobody vouches for stays NaN and is drawn as a gap.

/** Two seconds a bucket, a minute in all. */
export const historyBucketMs = 2000;
export const historyBuckets = 30;

export type History = {
	readonly values: Float32Array;
	/** Number of the newest bucket written. */
	newest: number;
};

export function createHistory(): History {
	return {values: new Float32Array(historyBuckets).fill(Number.NaN), newest: 0};
}

/** Writes `value` as true from `from` (exclusive bucket) to `to`, both epoch milliseconds; unknown is a gap. */
export function record(history: History, from: number, to: number, known: number | undefined): void {
	const value = known ?? Number.NaN;
	const last = Math.floor(to / historyBucketMs);
	const first = Math.max(Math.min(Math.floor(from / historyBucketMs) + 1, last), last - historyBuckets + 1);
	for (let bucket = Math.max(history.newest + 1, last - historyBuckets + 1); bucket < first; bucket++) {
		history.values[bucket % historyBuckets] = Number.NaN;
	}
	for (let bucket = first; bucket <= last; bucket++) history.values[bucket % historyBuckets] = value;
	if (last > history.newest) history.newest = last;
}

/** The last `buckets` values up to `now`, oldest first; NaN where nothing is known. */
export function valuesUpTo(history: History, now: number, buckets = historyBuckets): number[] {
	const last = Math.floor(now / historyBucketMs);
	return Array.from({length: buckets}, (_, index) => {
		const bucket = last - buckets + 1 + index;
		if (bucket > history.newest || bucket <= history.newest - historyBuckets) return Number.NaN;
		return history.values[bucket % historyBuckets] ?? Number.NaN;
	});
}
