// The same thing happening again and again: how often it does, since when, and whether it has stopped. One rate is told
// of it everywhere, and it never fades: it is measured up to the last time that it happened, not up to now.
import type {ColumnsReader, ColumnsWriter} from './columns.ts';
import {copyOfTally, count, createTally, readTally, sumOver, type Tally, writeTally} from './tally.ts';

export type Run = {
	/** When it happened first, in this run. */
	since: number;
	lastAt: number;
	/** How often, in this run. */
	total: number;
	/** The longest time from one to the next in this run, milliseconds. */
	longestGapMs: number;
	/** The last minute, in buckets of five seconds. */
	readonly recent: Tally;
};

/** A minute in which it does not happen ends a run. */
export const runGapMs = 60_000;

const bucketMs = 5000;
const buckets = 13;

/** A run that has not begun. `recent.total` is how often it ever happened. */
export function createRun(): Run {
	return {since: 0, lastAt: 0, total: 0, longestGapMs: 0, recent: createTally(bucketMs, buckets)};
}

export function copyOfRun({since, lastAt, total, longestGapMs, recent}: Run): Run {
	return {since, lastAt, total, longestGapMs, recent: copyOfTally(recent)};
}

export function writeRun(writer: ColumnsWriter, run: Run | undefined): void {
	if (!writer.has(run)) return;
	writer.number(run.since);
	writer.number(run.lastAt);
	writer.number(run.total);
	writer.number(run.longestGapMs);
	writeTally(writer, run.recent);
}

export function readRun(reader: ColumnsReader): Run | undefined {
	if (!reader.has()) return undefined;
	const {number} = reader;
	const [since, lastAt, total, longestGapMs] = [number(), number(), number(), number()];
	return {since, lastAt, total, longestGapMs, recent: readTally(reader)};
}

/** Counts in a run that is made when it is needed first; gives the run. */
export function countInNew(run: Run | undefined, at: number): Run {
	const counted = run ?? createRun();
	countInRun(counted, at);
	return counted;
}

/** It happened once more, or `by` times at once. */
export function countInRun(run: Run, at: number, by = 1): void {
	const gapMs = at - run.lastAt;
	if (run.total === 0 || gapMs > runGapMs) {
		run.since = at;
		run.total = 0;
		run.longestGapMs = 0;
	} else if (gapMs > run.longestGapMs) {
		run.longestGapMs = gapMs;
	}
	run.lastAt = Math.max(run.total === 0 ? at : run.lastAt, at);
	run.total += by;
	count(run.recent, at, by);
}

/** What is measured over less than this is no rate yet. */
const shortestMs = 1000;

/**
 * How often a second it happens, or happened until it stopped: since its onset while that is less than a minute ago,
 * over the last minute afterwards. Undefined while it is too young to tell.
 */
export function perSecondInRun(run: Run): number | undefined {
	const firstBucket = Math.floor(run.lastAt / bucketMs) - buckets + 1;
	const youngMs = run.lastAt - run.since;
	// From the first to the last there is one interval less than there were times.
	if (run.since >= firstBucket * bucketMs) {
		return youngMs < shortestMs ? undefined : ((run.total - 1) * 1000) / youngMs;
	}
	const coveredMs = run.lastAt - firstBucket * bucketMs;
	return (sumOver(run.recent, run.lastAt, buckets * bucketMs) * 1000) / coveredMs;
}

const shortestQuietMs = 5000;
const longestQuietMs = 45_000;

/** The moment, and since when something could be heard without a gap. */
type Heard = {readonly now: number; readonly listeningSince: number};

/**
 * Whether it has stopped: it was quiet for three times as long as it usually is between two, and for longer than it ever
 * was in this run. What happens seldom has to be quiet for longer; a time in which nothing could be heard was not quiet.
 */
export function hasStopped(run: Run, {now, listeningSince}: Heard): boolean {
	const quietMs = now - Math.max(run.lastAt, listeningSince);
	const perSecond = perSecondInRun(run) ?? 0;
	const usualMs = perSecond > 0 ? 1000 / perSecond : 0;
	const limitMs = Math.max(shortestQuietMs, 3 * usualMs, 1.5 * run.longestGapMs);
	return run.total === 0 || quietMs > Math.min(limitMs, longestQuietMs);
}

/** Several runs told as one, for what is the same trouble from several places. */
export type RunSum = {
	readonly since: number;
	readonly lastAt: number;
	readonly total: number;
	/** Undefined while all of them are too young to tell. */
	readonly perSecond: number | undefined;
	readonly stopped: boolean;
};

/** The sum of runs; those that have stopped add to the total, and to the rate only when all have. */
export function sumOfRuns(runs: readonly Run[], heard: Heard): RunSum {
	// In one pass and without lists: it is asked of thousands of runs, most of them alone.
	let [since, lastAt, total] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
	let ofAll: number | undefined;
	let ofGoing: number | undefined;
	let stopped = true;
	for (const run of runs) {
		since = Math.min(since, run.since);
		lastAt = Math.max(lastAt, run.lastAt);
		total += run.total;
		const isGoing = !hasStopped(run, heard);
		if (isGoing) stopped = false;
		const its = perSecondInRun(run);
		if (its === undefined) continue;
		ofAll = (ofAll ?? 0) + its;
		if (isGoing) ofGoing = (ofGoing ?? 0) + its;
	}
	return {since, lastAt, total, perSecond: stopped ? ofAll : ofGoing, stopped};
}
