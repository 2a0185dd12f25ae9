import {expect, test} from 'vitest';
import type {Column} from '../../source/table/column.ts';
import {rowOrder} from '../../source/table/row-order.ts';

type Row = {readonly size: number};

const rows: readonly Row[] = [{size: 2}, {size: 3}, {size: 1}];

function columnOf(value: (row: Row) => number, isSteady: boolean): Column<Row> {
	const column = {id: 'size', title: 'SIZE', width: 5, rank: 0, value, cell: () => ({text: ''})};
	return isSteady ? {...column, isSteady: true} : column;
}

test('rows are ordered by a steady column once, by others whenever they are asked', () => {
	let asked = 0;
	const value = ({size}: Row): number => {
		asked++;
		return size;
	};
	for (const [isSteady, times] of [
		[true, 3],
		[false, 6],
	] as const) {
		asked = 0;
		for (let time = 0; time < 2; time++) {
			const order = rowOrder(rows, columnOf(value, isSteady), true);
			expect(order?.window(0, 2)).toEqual([1, 0]);
			expect(order?.window(1, 2)).toEqual([0, 2]);
			expect([0, 1, 2].map(number => order?.placeOf(number))).toEqual([1, 0, 2]);
		}
		expect(asked).toBe(times);
	}
});

test('another direction, other values and other rows have an order of their own', () => {
	const value = ({size}: Row): number => size;
	const windowOf = (of: readonly Row[], by: (row: Row) => number, descending: boolean) =>
		rowOrder(of, columnOf(by, true), descending)?.window(0, 3);
	expect(windowOf(rows, value, true)).toEqual([1, 0, 2]);
	expect(windowOf(rows, value, false)).toEqual([2, 0, 1]);
	expect(windowOf(rows, ({size}) => -size, false)).toEqual([1, 0, 2]);
	expect(windowOf(rows.toReversed(), value, true)).toEqual([1, 2, 0]);
});
