import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {averaged, sparkline, squeezed} from '../../source/format/sparkline.ts';

const unknown = Number.NaN;

describe('sparkline', () => {
	test.each([
		[[], ''],
		[[0, 0], '▁▁'],
		[[unknown, 0, unknown], '·▁·'],
		[[1, 2, 3, 4, 5, 6, 7, 8], '▁▂▃▄▅▆▇█'],
		[[0, 100], '▁█'],
		[[5, 5, 5], '███'],
	])('of %j is %s', (values, text) => {
		expect(sparkline(values)).toBe(text);
	});

	test('has a scale of its own, or a given one', () => {
		expect(sparkline([1, 2], 16)).toBe('▁▁');
		expect(sparkline([50, 16], 16)).toBe('██');
	});

	test('has a character a value, and what is larger is never lower', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(1000), {maxLength: 80}), values => {
				const bars = Array.from(sparkline(values));
				expect(bars).toHaveLength(values.length);
				const sorted = values.map((value, index) => [value, bars[index] ?? ''] as const).sort(([a], [b]) => a - b);
				expect(sorted.map(([, bar]) => bar)).toEqual(sorted.map(([, bar]) => bar).sort());
			}),
		);
	});
});

describe('fewer values', () => {
	test.each([
		[[1, 2, 3, 4], 4, [1, 2, 3, 4]],
		[[1, 2, 3, 4], 2, [3, 7]],
		[[1, 2, 3, 4, 5], 2, [3, 12]],
		[[1, 2, 3, 4, 5], 3, [1, 5, 9]],
		[[1, 2], 0, []],
		[[unknown, unknown, unknown, 0, unknown, 2], 3, [unknown, unknown, 2]],
	])('that sum up %j in %d are %j', (values, width, sums) => {
		expect(squeezed(values, width)).toEqual(sums);
	});

	test.each([
		[[1, 2, 3, 4], 4, [1, 2, 3, 4]],
		[[1, 2, 3, 5], 2, [1.5, 4]],
		[[1, 2, 3, 4, 6], 2, [1.5, 13 / 3]],
		[[unknown, 2, unknown, unknown], 2, [2, unknown]],
		[[1, 2], 0, []],
	])('that are means of %j in %d are %j', (values, width, means) => {
		expect(averaged(values, width)).toEqual(means);
	});

	test('are no more than there is room for, and lose nothing', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(1000), {maxLength: 80}), fc.integer({min: 1, max: 90}), (values, width) => {
				const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
				expect(squeezed(values, width).length).toBeLessThanOrEqual(width);
				expect(averaged(values, width).length).toBeLessThanOrEqual(width);
				expect(sum(squeezed(values, width))).toBe(sum(values));
			}),
		);
	});
});
