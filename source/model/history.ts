// A value over the last minute, in fixed buckets. A rate is the mean over the time between two samples, so it is
// written into every bucket of that time; a bucket nobody vouches for stays NaN and is drawn as a gap.

/** Two seconds a bucket, a minute in all. */
export const historyBucketMs = 2000;
export const historyBuckets = 30;

export type History = {
	/** Buckets of several histories one after the other: arrays of their own would be mostly overhead. */
	readonly values: Float32Array;
	/** Where its own begin. */
	readonly first: number;
	/** Number of the newest bucket written. */
	newest: number;
};

/** Room for so many histories, with nothing known. */
export function historyValues(histories: number): Float32Array {
	return new Float32Array(histories * historyBuckets).fill(Number.NaN);
}

/** An empty history in `values`, which hold it alone or several. */
export function createHistory(values = historyValues(1), index = 0): History {
	return {values, first: index * historyBuckets, newest: 0};
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
	if (last > newest) history.newest = last;
}

/** The last `buckets` values up to `now`, oldest first; NaN where nothing is known. */
export function valuesUpTo(history: History, now: number, buckets = historyBuckets): number[] {
	const last = Math.floor(now / historyBucketMs);
	return Array.from({length: buckets}, (_, index) => {
		const bucket = last - buckets + 1 + index;
		if (bucket > history.newest || bucket <= history.newest - historyBuckets) return Number.NaN;
		return history.values[placeOf(history, bucket)] ?? Number.NaN;
	});
}
