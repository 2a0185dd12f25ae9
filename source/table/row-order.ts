// The order of rows by a column: which of them stand in the window, and where one of them stands.
import type {Column} from './column.ts';
import {placeOf, type SortValue, sortKeys, windowInOrder} from './order.ts';
import type {Rows} from './rows.ts';

export type RowOrder = {
	/** The numbers of the rows that stand at `from` … `from + length - 1`. */
	readonly window: (from: number, length: number) => readonly number[];
	/** The place of the row with this number. */
	readonly placeOf: (number: number) => number;
};

function createOrder(values: readonly SortValue[], descending: boolean): RowOrder {
	const keys = sortKeys(values, descending);
	let last: {readonly from: number; readonly length: number; readonly numbers: readonly number[]} | undefined;
	return {
		window(from, length) {
			if (last?.from !== from || last.length !== length) {
				last = {from, length, numbers: windowInOrder(keys, from, length)};
			}
			return last.numbers;
		},
		placeOf: number => placeOf(keys, number),
	};
}

type Known = {readonly value: unknown; readonly descending: boolean; readonly order: RowOrder};

const known = new WeakMap<object, Known>();

/** The order by a column with values; of a steady column, the same rows are ordered once. */
export function rowOrder<Row>(
	rows: Rows<Row>,
	{value, isSteady}: Column<Row>,
	descending: boolean,
): RowOrder | undefined {
	if (value === undefined) return undefined;
	const before = isSteady === true ? known.get(rows) : undefined;
	if (before?.value === value && before.descending === descending) return before.order;
	const order = createOrder(
		Array.from(rows, row => value(row)),
		descending,
	);
	if (isSteady === true) known.set(rows, {value, descending, order});
	return order;
}
