// Sorts only the visible part: of thousands of rows only a window is drawn.
import {compareNames} from '../format/natural-order.ts';

export type SortValue = number | string | undefined;

/** One of each row, by its number. */
export type SortKeys = Float64Array;

/**
 * The row numbers that stand at `from` … `from + length - 1` when rows are sorted by their keys; equal ones keep the
 * order of their numbers. Linear in the number of rows, but for the window.
 */
export function windowInOrder(keys: SortKeys, from: number, length: number): readonly number[] {
	const numbers = new Uint32Array(keys.length);
	for (let index = 0; index < numbers.length; index++) numbers[index] = index;
	const before = (a: number, b: number): boolean => {
		const keyA = keys[a] ?? 0;
		const keyB = keys[b] ?? 0;
		return keyA < keyB || (keyA === keyB && a < b);
	};
	const end = Math.min(keys.length, from + length);
	if (from > 0) select(numbers, before, 0, numbers.length - 1, from);
	if (end < numbers.length) select(numbers, before, from, numbers.length - 1, end);
	return Array.from(numbers.subarray(from, end)).sort((a, b) => (before(a, b) ? -1 : 1));
}

/** The place of this row when rows are sorted by their keys. */
export function placeOf(keys: SortKeys, number: number): number {
	const key = keys[number] ?? 0;
	let place = 0;
	for (let index = 0; index < keys.length; index++) {
		const other = keys[index] ?? 0;
		if (other < key || (other === key && index < number)) place++;
	}
	return place;
}

/**
 * Numbers that ascend in the wanted order; a text becomes its rank among all texts. What is undefined or no finite number
 * comes last whatever the direction.
 */
export function sortKeys(values: readonly SortValue[], descending: boolean): SortKeys {
	const keys = new Float64Array(values.length);
	const texts = new Map<string, number>();
	for (const value of values) if (typeof value === 'string') texts.set(value, 0);
	if (texts.size > 0) {
		let place = 0;
		let before = '';
		for (const text of [...texts.keys()].sort(compareNames)) {
			// Texts of equal order get the same rank.
			if (compareNames(before, text) !== 0) place++;
			before = text;
			texts.set(text, place);
		}
	}
	for (let index = 0; index < keys.length; index++) {
		const value = values[index];
		const key = typeof value === 'string' ? texts.get(value) : value;
		if (key === undefined || !Number.isFinite(key)) keys[index] = Number.POSITIVE_INFINITY;
		else keys[index] = descending ? -key : key;
	}
	return keys;
}

// Hoare's selection: afterwards the number that belongs at `place` stands there, smaller ones before, larger behind.
function select(
	numbers: Uint32Array,
	before: (a: number, b: number) => boolean,
	first: number,
	last: number,
	place: number,
): void {
	let low = first;
	let high = last;
	while (low < high) {
		const pivot = numbers[(low + high) >>> 1] ?? 0;
		let i = low;
		let j = high;
		while (i <= j) {
			while (before(numbers[i] ?? 0, pivot)) i++;
			while (before(pivot, numbers[j] ?? 0)) j--;
			if (i <= j) {
				const swapped = numbers[i] ?? 0;
				numbers[i] = numbers[j] ?? 0;
				numbers[j] = swapped;
				i++;
				j--;
			}
		}
		if (place <= j) high = j;
		else if (place >= i) low = i;
		else return;
	}
}
