import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Arrangement, arrange, gutter} from '../../source/table/arrange.ts';
import type {Column} from '../../source/table/column.ts';

/** `need`: cells that what it holds would take. */
type Shape = {
	readonly width: number;
	readonly rank: number;
	readonly grow?: number;
	readonly most?: number;
	readonly fixed?: true;
	readonly need?: number;
};

/** Arranges columns called `c0`, `c1`, … */
function arranged(shapes: readonly Shape[], width: number, offset = 0): Arrangement<string> {
	const columns = shapes.map(
		({need, ...shape}, index): Column<string> => ({...shape, id: `c${index}`, title: '', cell: row => ({text: row})}),
	);
	const needOf = ({id, width: usual}: Column<string>): number => shapes[Number(id.slice(1))]?.need ?? usual;
	return arrange(columns, width, offset, needOf);
}

function widthOfAll({placed}: Arrangement<string>): number {
	return placed.reduce((sum, {width}) => sum + width + gutter, placed.length === 0 ? 0 : -gutter);
}

const ids = ({placed}: Arrangement<string>): readonly string[] => placed.map(({column}) => column.id);
const numbers = (found: Arrangement<string>): readonly number[] => ids(found).map(id => Number(id.slice(1)));
const widths = ({placed}: Arrangement<string>): readonly number[] => placed.map(({width}) => width);

const shape: fc.Arbitrary<Shape> = fc.record(
	{
		width: fc.integer({min: 1, max: 30}),
		rank: fc.integer({min: 0, max: 12}),
		grow: fc.constantFrom(0, 0.5, 1, 2, 4),
		most: fc.integer({min: 1, max: 60}),
		need: fc.integer({min: 1, max: 90}),
		fixed: fc.constant(true as const),
	},
	{requiredKeys: ['width', 'rank', 'need']},
);
const shapes = fc.array(shape, {maxLength: 15});

describe('columns', () => {
	test('are never wider than the room', () => {
		fc.assert(
			fc.property(shapes, fc.nat(250), fc.nat(20), (given, width, offset) => {
				expect(widthOfAll(arranged(given, width, offset))).toBeLessThanOrEqual(width);
			}),
		);
	});

	test('keep their order, and all that are not placed are counted on one side', () => {
		fc.assert(
			fc.property(shapes, fc.nat(250), fc.nat(20), (given, width, offset) => {
				const found = arranged(given, width, offset);
				expect(numbers(found)).toEqual(numbers(found).toSorted((a, b) => a - b));
				expect(found.hiddenLeft + found.hiddenRight).toBe(given.length - found.placed.length);
			}),
		);
	});

	test('are as wide as what they hold where there is room, and their own width where they do not grow', () => {
		fc.assert(
			fc.property(shapes, given => {
				const found = arranged(given, 3000);
				const last = given.findLastIndex(({grow = 0}) => grow > 0);
				found.placed.forEach(({width}, index) => {
					const {grow = 0, width: usual = 0, need = 0, most = 99} = given[index] ?? {};
					if (grow === 0) expect(width).toBe(usual);
					else if (index === last) expect(width).toBe(need);
					else expect(width).toBe(Math.min(need, Math.max(most, usual)));
				});
			}),
		);
	});

	test('that hold little leave room for others', () => {
		const growing = [
			{width: 14, rank: 0, grow: 1, need: 6},
			{width: 10, rank: 1},
			{width: 7, rank: 2},
		];
		expect(ids(arranged(growing, 25))).toEqual(['c0', 'c1', 'c2']);
		expect(ids(arranged([{width: 14, rank: 0, grow: 1, need: 40}, ...growing.slice(1)], 25))).toEqual(['c0', 'c1']);
	});

	const ranked = [
		{width: 10, rank: 2},
		{width: 10, rank: 0},
		{width: 10, rank: 3},
		{width: 10, rank: 1},
	];

	test('of a higher rank go first', () => {
		expect(ids(arranged(ranked, 43))).toEqual(['c0', 'c1', 'c2', 'c3']);
		expect(ids(arranged(ranked, 42))).toEqual(['c0', 'c1', 'c3']);
		expect(ids(arranged(ranked, 21))).toEqual(['c1', 'c3']);
		expect(ids(arranged(ranked, 18))).toEqual(['c1']);
		expect(arranged(ranked, 18).hiddenRight).toBe(3);
	});

	test('of rank 0 stay, and give room when there is too little for all of them', () => {
		const fixed = [
			{width: 10, rank: 0},
			{width: 10, rank: 0},
		];
		expect(widths(arranged(fixed, 16))).toEqual([10, 5]);
		expect(widths(arranged(fixed, 5))).toEqual([5]);
		expect(arranged(fixed, 5).hiddenRight).toBe(1);
	});

	test('that grow are squeezed where nothing but they would have room', () => {
		const growing = [
			{width: 20, rank: 0, grow: 1, need: 40},
			{width: 8, rank: 1},
			{width: 8, rank: 2},
		];
		expect(widths(arranged(growing, 19))).toEqual([10, 8]);
		expect(widths(arranged(growing, 17))).toEqual([8, 8]);
		expect(widths(arranged(growing, 16))).toEqual([16]);
		expect(widths(arranged(ranked, 20))).toEqual([10, 9]);
	});

	test('share what is left over by what they hold; the last one takes what the others leave', () => {
		const growing = [
			{width: 5, rank: 0, grow: 1, most: 7, need: 20},
			{width: 5, rank: 1},
			{width: 5, rank: 2, grow: 3, most: 10, need: 50},
		];
		expect(widths(arranged(growing, 37))).toEqual([7, 5, 23]);
		expect(widths(arranged(growing, 21))).toEqual([6, 5, 8]);
		expect(widths(arranged(growing, 99))).toEqual([7, 5, 50]);
	});

	test('leave room to the ones that need it', () => {
		const growing = [
			{width: 14, rank: 0, grow: 1, need: 6},
			{width: 18, rank: 1, grow: 1, need: 29},
		];
		expect(widths(arranged(growing, 40))).toEqual([6, 29]);
		expect(widths(arranged(growing, 33))).toEqual([6, 26]);
	});
});

describe('columns sideways', () => {
	const five = [
		{width: 10, rank: 1},
		{width: 10, rank: 0},
		{width: 10, rank: 2},
		{width: 10, rank: 3},
		{width: 10, rank: 4},
	];

	test('go as far as brings the last one into view; those of rank 0 stay', () => {
		expect(ids(arranged(five, 32))).toEqual(['c0', 'c1', 'c2']);
		expect(ids(arranged(five, 32, 1))).toEqual(['c1', 'c2', 'c3']);
		expect(ids(arranged(five, 32, 2))).toEqual(['c1', 'c3', 'c4']);
		expect(ids(arranged(five, 32, 9))).toEqual(['c1', 'c3', 'c4']);
		expect(arranged(five, 32, 9).offset).toBe(2);
		expect(arranged(five, 100, 9).offset).toBe(0);
	});

	test('are counted on the side where they are', () => {
		const sides = (offset: number): readonly number[] => {
			const {hiddenLeft, hiddenRight} = arranged(five, 32, offset);
			return [hiddenLeft, hiddenRight];
		};
		expect(sides(0)).toEqual([0, 2]);
		expect(sides(1)).toEqual([1, 1]);
		expect(sides(2)).toEqual([2, 0]);
	});

	test('that are fixed stay once they have a place', () => {
		const withFixed = [...five.slice(0, 4), {width: 10, rank: 1.5, fixed: true as const}];
		expect(ids(arranged(withFixed, 43))).toEqual(['c0', 'c1', 'c2', 'c4']);
		expect(ids(arranged(withFixed, 43, 1))).toEqual(['c1', 'c2', 'c3', 'c4']);
	});

	test('begin with the first one where that had no place before', () => {
		const hiddenFirst = [
			{width: 10, rank: 9},
			{width: 10, rank: 0},
			{width: 10, rank: 1},
			{width: 10, rank: 2},
		];
		expect(ids(arranged(hiddenFirst, 32))).toEqual(['c1', 'c2', 'c3']);
		expect(ids(arranged(hiddenFirst, 32, 1))).toEqual(['c0', 'c1', 'c2']);
		expect(ids(arranged(hiddenFirst, 32, 2))).toEqual(['c1', 'c2', 'c3']);
	});

	test('can all be brought into view', () => {
		fc.assert(
			fc.property(fc.array(shape, {minLength: 1, maxLength: 12}), given => {
				// Room for all that stay and one more.
				const stay = given.filter(({rank, fixed}) => rank === 0 || fixed === true);
				const width = stay.reduce((sum, {width: cells}) => sum + cells + gutter, 0) + 30;
				const seen = new Set<string>();
				for (let offset = 0; offset <= given.length; offset++) {
					for (const id of ids(arranged(given, width, offset))) seen.add(id);
				}
				expect(seen.size).toBe(given.length);
			}),
		);
	});
});
