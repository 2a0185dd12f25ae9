import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {placeOf, type SortValue, sortKeys, windowInOrder} from '../../source/table/order.ts';

const number = fc.oneof(fc.integer({min: -5, max: 5}), fc.double());
const numbers = fc.array(fc.oneof(fc.constant(undefined), number), {maxLength: 60});
const name = fc.oneof(fc.string({unit: 'grapheme', maxLength: 4}), fc.stringMatching(/^n\d{1,3}$/));
const names = fc.array(fc.oneof(fc.constant(undefined), name), {maxLength: 60});
const values: fc.Arbitrary<SortValue[]> = fc.oneof(numbers, names);

const {compare} = new Intl.Collator('en', {numeric: true});

const isKnown = (value: SortValue): value is number | string => typeof value === 'string' || Number.isFinite(value);

/** The obvious way: a stable sort of everything. */
function sorted(given: readonly SortValue[], descending: boolean): readonly number[] {
	const sign = descending ? -1 : 1;
	return given
		.map((_, index) => index)
		.sort((a, b) => {
			const [left, right] = [given[a], given[b]];
			if (!isKnown(left) || !isKnown(right)) return Number(isKnown(right)) - Number(isKnown(left));
			if (typeof left === 'string' || typeof right === 'string') return sign * compare(String(left), String(right));
			return sign * (left - right);
		});
}

describe('order', () => {
	test('of any window is that of a stable sort of everything', () => {
		fc.assert(
			fc.property(values, fc.boolean(), fc.nat(70), fc.nat(70), (given, descending, from, length) => {
				expect(windowInOrder(sortKeys(given, descending), from, length)).toEqual(
					sorted(given, descending).slice(from, from + length),
				);
			}),
			{numRuns: 400},
		);
	});

	test('gives every row one place, and windows agree with it', () => {
		fc.assert(
			fc.property(values, fc.boolean(), (given, descending) => {
				const order = windowInOrder(sortKeys(given, descending), 0, given.length);
				expect(order.map((_, row) => placeOf(sortKeys(given, descending), row))).toEqual(
					order.map((_, row) => order.indexOf(row)),
				);
			}),
		);
	});

	test('is that of people', () => {
		const given = ['n10', 'n2', 'East', 'east-2', undefined, 'n1'];
		const inOrder = (descending: boolean): SortValue[] =>
			windowInOrder(sortKeys(given, descending), 0, 9).map(row => given[row]);
		expect(inOrder(false)).toEqual(['East', 'east-2', 'n1', 'n2', 'n10', undefined]);
		expect(inOrder(true)).toEqual(['n10', 'n2', 'n1', 'east-2', 'East', undefined]);
	});

	test('puts what is not known last, whatever the direction', () => {
		const given = [3, Number.NaN, 1, undefined, Number.POSITIVE_INFINITY, 2];
		expect(windowInOrder(sortKeys(given, false), 0, 6)).toEqual([2, 5, 0, 1, 3, 4]);
		expect(windowInOrder(sortKeys(given, true), 0, 6)).toEqual([0, 5, 2, 1, 3, 4]);
	});
});
