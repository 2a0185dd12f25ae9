import type {Style} from '../../screen/screen.ts';
import type {Column} from '../../table/column.ts';
import {cell, nothing} from './server-cells.ts';

type Shape<Row> = Pick<Column<Row>, 'id' | 'title' | 'width' | 'rank' | 'aliases' | 'grow' | 'most'>;

/** A column of a number, with a dash where it is not known. */
export function numberColumn<Row>(
	shape: Shape<Row>,
	valueOf: (row: Row) => number | undefined,
	tell: (value: number) => string,
	styleOf: (value: number, row: Row) => Style | undefined = () => undefined,
): Column<Row> {
	return {
		...shape,
		align: 'right',
		value: valueOf,
		cell(row) {
			const value = valueOf(row);
			return value === undefined ? nothing : cell(tell(value), styleOf(value, row));
		},
	};
}

/** A zero is quiet. */
export function zeroDim(value: number): Style | undefined {
	return value === 0 ? 'dim' : undefined;
}
