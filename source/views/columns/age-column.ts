import {age} from '../../format/time.ts';
import type {Column} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {nothing, secondsOf} from './server-cells.ts';

/** A column of how long ago it was told, marked where that is longer ago than `oldMs`. */
export function ageColumn<Row>(
	{model}: Look,
	rank: number,
	oldMs: number,
	toldAt: (row: Row) => number | undefined,
): Column<Row> {
	const ageOf = (row: Row): number | undefined => {
		const at = toldAt(row);
		return at === undefined ? undefined : model.now - at;
	};
	return {
		id: 'age',
		title: 'AGE',
		width: 5,
		align: 'right',
		rank,
		value: row => secondsOf(ageOf(row)),
		cell(row) {
			const old = ageOf(row);
			return old === undefined ? nothing : {text: age(old), style: old > oldMs ? 'warn' : 'dim'};
		},
	};
}
