// The rows of a table as JSON.
import type {Look} from '../views/look.ts';
import type {Json} from './known.ts';
import {observedIn} from './observed.ts';
import {type RowValues, tableValues, type TableValues} from './row-values.ts';
import type {Table} from './tables.ts';

/** Bumped when a name goes or changes its meaning. */
export const rowsFormat = 1;

export type RowsRequest = {
	readonly table: Table;
	/** Ids of the fields that are asked for; all when there are none. */
	readonly columns?: readonly string[];
	/** Answers to what was asked are still to come. */
	readonly isWaiting: boolean;
};

function rowOf({values, caveats}: RowValues, {fields}: TableValues): Json {
	return {
		...Object.fromEntries(fields.map(({id}, place) => [id, values[place] ?? null])),
		caveats: Object.fromEntries(caveats),
	};
}

/** Ready for `JSON.stringify`. */
export function rowsJson(look: Look, {table, columns, isWaiting}: RowsRequest): Readonly<Record<string, Json>> {
	const values = tableValues(look, table, columns);
	return {
		format: rowsFormat,
		table: table.name,
		...observedIn(look, isWaiting),
		link: look.model.link.state,
		rows_total: values.total,
		rows_matching: values.matching,
		note: values.note === '' ? null : values.note,
		rows: values.rows.map(row => rowOf(row, values)),
	};
}
