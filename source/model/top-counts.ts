// Which of many take part in something that happens, and how often each did in the last minute: a bounded number of them.
import {copyOfMap} from './copy-of-map.ts';
import {copyOfTally, count, createTally, inLastMinute, type Tally} from './tally.ts';

type Counted = {readonly label: string; readonly tally: Tally};

export type TopCounts = {
	readonly limit: number;
	readonly byKey: Map<string, Counted>;
	/** When one that was counted within its minute had to give way, so that what comes back is counted too low. */
	lostAt: number | undefined;
};

const minuteMs = 60_000;

export function createTopCounts(limit: number): TopCounts {
	return {limit, byKey: new Map(), lostAt: undefined};
}

function copyOfCounted({label, tally}: Counted): Counted {
	return {label, tally: copyOfTally(tally)};
}

export function copyOfTopCounts({limit, byKey, lostAt}: TopCounts): TopCounts {
	return {limit, byKey: copyOfMap(byKey, copyOfCounted), lostAt};
}

// One that has been quiet for a minute goes, otherwise the one that was counted least.
function makeRoom(top: TopCounts, at: number): void {
	let least: string | undefined;
	let fewest = Number.POSITIVE_INFINITY;
	for (const [key, {tally}] of top.byKey) {
		if ((tally.newest + 1) * tally.bucketMs < at - minuteMs) {
			top.byKey.delete(key);
			return;
		}
		if (tally.total < fewest) {
			fewest = tally.total;
			least = key;
		}
	}
	if (least === undefined) return;
	top.byKey.delete(least);
	top.lostAt = at;
}

/** `label` is what it is called where it is shown. */
export function countOf(top: TopCounts, key: string, label: string, at: number): void {
	let counted = top.byKey.get(key);
	if (counted === undefined) {
		if (top.byKey.size >= top.limit) makeRoom(top, at);
		counted = {label, tally: createTally(1000, 61)};
		top.byKey.set(key, counted);
	}
	count(counted.tally, at);
}

export type TopCount = {readonly key: string; readonly label: string; readonly count: number};

/** Those that were counted in the last minute, the most first; `isExact` is false where the counts may be too low. */
export function topOf(top: TopCounts, now: number): {readonly counts: readonly TopCount[]; readonly isExact: boolean} {
	const counts = [...top.byKey]
		.map(([key, {label, tally}]) => ({key, label, count: inLastMinute(tally, now)}))
		.filter(counted => counted.count > 0)
		.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
	return {counts, isExact: top.lostAt === undefined || now - top.lostAt > minuteMs};
}
