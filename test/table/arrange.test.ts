import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Arrangement, arrange, gutter} from '../../source/table/arrange.ts';
import type {Column} from '../../source/table/column.ts';

type Shape = {readonly width: number; readonly rank: number; readonly grow?: number; readonly most?: number};

function columnsOf(shapes: readonly Shape[]): readonly Column<string>[] {
	return shapes.map((shape, index) => ({...shape, id: `c${index}`, title: '', cell: row => ({text: row})}));
}

function widthOfAll({placed}: Arrangement<string>): number {
	return placed.reduce((sum, {width}) => sum + width + gutter, placed.length === 0 ? 0 : -gutter);
}

const ids = ({placed}: Arrangement<string>): readonly string[] => placed.map(({column}) => column.id);

const shape: fc.Arbitrary<Shape> = fc.record(
	{
		width: fc.integer({min: 1, max: 30}),
		rank: fc.integer({min: 0, max: 12}),
		grow: fc.constantFrom(0, 0.5, 1, 2, 4),
		most: fc.integer({min: 1, max: 60}),
	},
	{requiredKeys: ['width', 'rank']},
);
const shapes = fc.array(shape, {maxLength: 15});

describe('columns', () => {
	test('are never wider than the room', () => {
		fc.assert(
			fc.property(shapes, fc.nat(250), fc.nat(20), (given, width, offset) => {
				expect(widthOfAll(arrange(columnsOf(given), width, offset))).toBeLessThanOrEqual(width);
			}),
		);
	});

	test('keep their order, their least and their greatest width', () => {
		fc.assert(
			fc.property(shapes, fc.integer({min: 200, max: 700}), (given, width) => {
				const columns = columnsOf(given.map(one => ({...one, most: Math.max(one.most ?? 100, one.width)})));
				const arranged = arrange(columns, width);
				const places = arranged.placed.map(({column}) => columns.indexOf(column));
				expect(places).toEqual(places.toSorted((a, b) => a - b));
				for (const placed of arranged.placed) {
					expect(placed.width).toBeGreaterThanOrEqual(placed.column.width);
					expect(placed.width).toBeLessThanOrEqual(placed.column.most ?? Number.POSITIVE_INFINITY);
				}
				expect(arranged.hidden).toBe(columns.length - arranged.placed.length);
			}),
		);
	});

	test('of a higher rank go first', () => {
		const columns = columnsOf([
			{width: 10, rank: 2},
			{width: 10, rank: 0},
			{width: 10, rank: 3},
			{width: 10, rank: 1},
		]);
		expect(ids(arrange(columns, 43))).toEqual(['c0', 'c1', 'c2', 'c3']);
		expect(ids(arrange(columns, 42))).toEqual(['c0', 'c1', 'c3']);
		expect(ids(arrange(columns, 21))).toEqual(['c1', 'c3']);
		expect(ids(arrange(columns, 20))).toEqual(['c1']);
		expect(arrange(columns, 20).hidden).toBe(3);
	});

	test('of rank 0 stay, and give room when there is too little for all of them', () => {
		const columns = columnsOf([
			{width: 10, rank: 0},
			{width: 10, rank: 0},
		]);
		expect(arrange(columns, 16).placed.map(({width}) => width)).toEqual([10, 5]);
		expect(arrange(columns, 5).placed.map(({width}) => width)).toEqual([5]);
	});

	test('share what is left over', () => {
		const columns = columnsOf([
			{width: 5, rank: 0, grow: 1, most: 7},
			{width: 5, rank: 1},
			{width: 5, rank: 2, grow: 3},
		]);
		expect(arrange(columns, 37).placed.map(({width}) => width)).toEqual([7, 5, 23]);
	});

	test('scroll sideways as far as brings the last one into view; those of rank 0 stay', () => {
		const columns = columnsOf([
			{width: 10, rank: 1},
			{width: 10, rank: 0},
			{width: 10, rank: 2},
			{width: 10, rank: 3},
			{width: 10, rank: 4},
		]);
		expect(ids(arrange(columns, 32))).toEqual(['c0', 'c1', 'c2']);
		expect(ids(arrange(columns, 32, 1))).toEqual(['c1', 'c2', 'c3']);
		expect(ids(arrange(columns, 32, 2))).toEqual(['c1', 'c3', 'c4']);
		expect(arrange(columns, 32, 9)).toEqual(arrange(columns, 32, 2));
		expect(arrange(columns, 100, 9).offset).toBe(0);
	});

	test('show what was left out between them with the first step', () => {
		const columns = columnsOf([
			{width: 10, rank: 9},
			{width: 10, rank: 0},
			{width: 10, rank: 1},
			{width: 10, rank: 2},
		]);
		expect(ids(arrange(columns, 32))).toEqual(['c1', 'c2', 'c3']);
		expect(ids(arrange(columns, 32, 1))).toEqual(['c1', 'c0', 'c2']);
		expect(ids(arrange(columns, 32, 2))).toEqual(['c1', 'c2', 'c3']);
	});

	test('can all be brought into view', () => {
		fc.assert(
			fc.property(fc.array(shape, {minLength: 1, maxLength: 12}), given => {
				// Room for all that stay and one more.
				const columns = columnsOf(given);
				const fixed = given.filter(({rank}) => rank === 0).reduce((sum, {width}) => sum + width + gutter, 0);
				const width = fixed + 30;
				const seen = new Set<string>();
				for (let offset = 0; offset <= columns.length; offset++) {
					for (const id of ids(arrange(columns, width, offset))) seen.add(id);
				}
				expect(seen.size).toBe(columns.length);
			}),
		);
	});
});
