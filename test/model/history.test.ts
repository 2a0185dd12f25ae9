import {describe, expect, test} from 'vitest';
import {
	createHistory,
	type History,
	historyBucketMs,
	historyBuckets,
	record,
	valuesUpTo,
} from '../../source/model/history.ts';

const from = 1_000_000_000;
const at = (bucket: number): number => from + bucket * historyBucketMs;

test('a value is true for the whole time it was measured over', () => {
	const history = createHistory();
	record(history, at(0), at(0), 1);
	record(history, at(0), at(5), 7);
	expect(valuesUpTo(history, at(5), 6)).toEqual([1, 7, 7, 7, 7, 7]);
});

test('what nobody vouches for is a gap', () => {
	const history = createHistory();
	record(history, at(0), at(0), 1);
	record(history, at(4), at(5), 2);
	expect(valuesUpTo(history, at(7), 9)).toEqual([NaN, 1, NaN, NaN, NaN, NaN, 2, NaN, NaN]);
});

test('what is older than it reaches is forgotten', () => {
	const history = createHistory();
	for (let bucket = 0; bucket < 3 * historyBuckets; bucket++) record(history, at(bucket - 1), at(bucket), bucket);
	const last = 3 * historyBuckets - 1;
	expect(valuesUpTo(history, at(last))).toEqual(
		Array.from({length: historyBuckets}, (_, index) => last - historyBuckets + 1 + index),
	);
	expect(valuesUpTo(history, at(last), historyBuckets + 2).slice(0, 2)).toEqual([NaN, NaN]);
	expect(valuesUpTo(history, at(last + historyBuckets))).toEqual(Array(historyBuckets).fill(NaN));
});

test('a gap longer than it reaches leaves nothing of before', () => {
	const history = createHistory();
	record(history, at(0), at(0), 1);
	record(history, at(100), at(100), 2);
	expect(valuesUpTo(history, at(100))).toEqual([...Array(historyBuckets - 1).fill(NaN), 2]);
	record(history, at(100), at(300), 3);
	expect(valuesUpTo(history, at(300))).toEqual(Array(historyBuckets).fill(3));
});

test('several samples within a bucket: the last counts', () => {
	const history = createHistory();
	record(history, at(0), at(1), 1);
	record(history, at(1) + 100, at(1) + 1000, 2);
	expect(valuesUpTo(history, at(1), 1)).toEqual([2]);
});

describe('longer windows', () => {
	const minutes = (many: number): number => (many * 60_000) / historyBucketMs;

	/** A value that rises by one in each fine bucket. */
	function rising(buckets: number): History {
		const history = createHistory();
		for (let bucket = 0; bucket < buckets; bucket++) record(history, at(bucket - 1), at(bucket), bucket);
		return history;
	}

	test('are the same whether the minute is full or not', () => {
		for (const buckets of [5, 29, 30, 31, 60]) {
			const last = buckets - 1;
			const [newest] = valuesUpTo(rising(buckets), at(last), 1, 10_000);
			const first = last - (Math.floor(at(last) / historyBucketMs) % 5);
			expect(newest).toBe((first + last) / 2);
		}
	});

	test('hold five and fifteen minutes of means', () => {
		const history = rising(minutes(20));
		const last = minutes(20) - 1;
		for (const [bucketMs, fine] of [
			[10_000, 5],
			[30_000, 15],
		] as const) {
			const values = valuesUpTo(history, at(last), historyBuckets, bucketMs).slice(0, -1);
			expect(values.every(value => !Number.isNaN(value))).toBe(true);
			for (const [index, value] of values.entries()) {
				if (index > 0) expect(value - (values[index - 1] ?? 0)).toBeCloseTo(fine);
			}
		}
	});

	test('have gaps where nothing is known', () => {
		const history = rising(minutes(3));
		const back = minutes(6);
		record(history, at(back - 1), at(back), 7);
		const values = valuesUpTo(history, at(back), historyBuckets, 10_000);
		expect(values.at(-1)).toBe(7);
		expect(values.slice(-18, -1)).toEqual(Array(17).fill(NaN));
		expect(Number.isNaN(values.at(-20))).toBe(false);
	});
});
