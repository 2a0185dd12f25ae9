import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {count, countsUpTo, createTally, perSecond, sumOver, type Tally} from '../../source/model/tally.ts';

function tallyOf(times: readonly number[], bucketMs = 1000, buckets = 10): Tally {
	const tally = createTally(bucketMs, buckets);
	for (const at of times) count(tally, at);
	return tally;
}

const times = fc.array(fc.integer({min: 1_000_000, max: 1_030_000}), {maxLength: 100});

describe('a tally', () => {
	test('says what a list of times says', () => {
		fc.assert(
			fc.property(times, unsorted => {
				const sorted = [...unsorted].sort((a, b) => a - b);
				const now = sorted.at(-1) ?? 1_000_000;
				const tally = tallyOf(sorted);
				const second = Math.floor(now / 1000);
				const expected = Array.from(
					{length: 10},
					(_, index) => sorted.filter(at => Math.floor(at / 1000) === second - 9 + index).length,
				);
				expect(countsUpTo(tally, now, 10)).toEqual(expected);
				expect(sumOver(tally, now, 4000)).toBe(expected.slice(-4).reduce((sum, one) => sum + one, 0));
				expect(tally.total).toBe(sorted.length);
			}),
		);
	});

	test('forgets nothing of its total, whatever the order', () => {
		fc.assert(
			fc.property(times, unsorted => {
				const tally = tallyOf(unsorted);
				const sum = countsUpTo(tally, Math.max(1_000_000, ...unsorted), 10).reduce((all, one) => all + one, 0);
				expect(tally.total).toBe(unsorted.length);
				expect(sum).toBeLessThanOrEqual(unsorted.length);
			}),
		);
	});

	test('is over when time goes on', () => {
		const tally = tallyOf([1_000_000, 1_000_500, 1_003_000]);
		expect(countsUpTo(tally, 1_003_999, 4)).toEqual([2, 0, 0, 1]);
		expect(countsUpTo(tally, 1_013_000, 4)).toEqual([0, 0, 0, 0]);
		expect(countsUpTo(tally, 1_003_000, 20)).toEqual([...Array<number>(16).fill(0), 2, 0, 0, 1]);
		expect([sumOver(tally, 1_003_000, 1000), sumOver(tally, 1_003_000, 600_000)]).toEqual([1, 3]);
	});

	test('counts many at once', () => {
		const tally = createTally(5000, 3);
		count(tally, 1_000_000, 7);
		count(tally, 1_004_999, 3);
		count(tally, 900_000, 5);
		expect([sumOver(tally, 1_004_999, 5000), tally.total]).toEqual([10, 15]);
	});

	test('gives a rate without a dip at the beginning of a bucket', () => {
		// Four a second, evenly.
		const steady = Array.from({length: 80}, (_, index) => 1_000_000 + index * 250);
		for (const now of [1_010_000, 1_010_240, 1_010_990, 1_011_000]) {
			const tally = tallyOf(steady.filter(at => at <= now));
			expect(perSecond(tally, now, 5)).toBeGreaterThan(3.9);
			expect(perSecond(tally, now, 5)).toBeLessThan(4.3);
		}
		expect(perSecond(createTally(1000, 10), 1_000_000, 5)).toBe(0);
	});
});
