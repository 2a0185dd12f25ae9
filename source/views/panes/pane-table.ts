// A pane for programs: the same rows, filter and order as on the screen, with values instead of cells.
import type {Caveat, Column} from '../../table/column.ts';
import {type Condition, conditionsOf, matcherOf} from '../../table/filter.ts';
import {rowOrder} from '../../table/row-order.ts';
import type {Rows} from '../../table/rows.ts';
import {filterOf, paneOf} from '../../ui/ui.ts';
import type {Look} from '../look.ts';
import type {PaneDefinition} from './pane-definition.ts';

/** As a column has it; several words where it has several. Undefined when it is not known. */
export type RowValue = number | string | readonly string[] | undefined;

/** One row, by the ids of the columns. */
export type TableRow = {
	readonly values: ReadonlyMap<string, RowValue>;
	/** Of the numbers that are not all there is to know. */
	readonly caveats: ReadonlyMap<string, Caveat>;
};

type TableRows = {
	readonly rows: readonly TableRow[];
	/** How many pass the filter, and how many there are. */
	readonly matching: number;
	readonly total: number;
	/** What stands beside the title: what the rows cannot know, what was dropped. */
	readonly note: string;
};

type TableColumn = {
	readonly id: string;
	readonly aliases: readonly string[];
	/** A field of the filter that no screen shows. */
	readonly isHidden: boolean;
	/** It has a value to sort and filter by. */
	readonly hasValue: boolean;
	/** It begins with the largest when it is sorted by. */
	readonly isDescending: boolean;
};

export type PaneTable = {
	/** In the order of the screen; the same in every look. */
	readonly columns: (look: Look) => readonly TableColumn[];
	/** How its rows are ordered: by time, by columns, or in an order of their own. */
	readonly order: 'time' | 'columns' | 'own';
	readonly rows: (look: Look) => TableRows;
};

/** All columns have room. */
const anyWidth = 1000;

function columnOf<Row>({id, aliases = [], hidden, value, align}: Column<Row>): TableColumn {
	return {id, aliases, isHidden: hidden === true, hasValue: value !== undefined, isDescending: align === 'right'};
}

function rowOf<Row>(row: Row, columns: readonly Column<Row>[]): TableRow {
	const values = new Map<string, RowValue>();
	const caveats = new Map<string, Caveat>();
	for (const {id, value, values: all, caveat} of columns) {
		if (value === undefined) continue;
		const known = value(row);
		values.set(id, all === undefined ? known : all(row));
		const what = known === undefined ? undefined : caveat?.(row);
		if (what !== undefined) caveats.set(id, what);
	}
	return {values, caveats};
}

/** As on the screen: a stream keeps the order of time, and the newest of it when there are too many. */
function inOrder<Row>(
	definition: PaneDefinition<Row>,
	look: Look,
	rows: Rows<Row>,
	columns: readonly Column<Row>[],
): readonly Row[] {
	const {sort: chosen, mostRows = rows.length} = paneOf(look.ui, definition.id);
	if (definition.stream === true) return rows.slice(Math.max(0, rows.length - mostRows), rows.length);
	const sort = chosen ?? definition.defaultSort;
	const column = columns.find(({id}) => id === sort?.column);
	const order = column && rowOrder(rows, column, sort?.descending ?? false);
	if (order === undefined) return rows.slice(0, mostRows);
	return order.window(0, mostRows).flatMap(number => rows.at(number) ?? []);
}

function rowsOf<Row>(definition: PaneDefinition<Row>, look: Look): TableRows {
	const columns = definition.columns(look, anyWidth);
	const all = definition.rows(look);
	const conditions: readonly Condition[] = conditionsOf(filterOf(look.ui));
	const kept = conditions.length === 0 ? all : [...all].filter(matcherOf(conditions, columns));
	return {
		rows: inOrder(definition, look, kept, columns).map(row => rowOf(row, columns)),
		matching: kept.length,
		total: all.length,
		note: all.length === 0 ? definition.empty(look) : (definition.note?.(look) ?? ''),
	};
}

export function paneTable<Row>(definition: PaneDefinition<Row>): PaneTable {
	return {
		columns: look => definition.columns(look, anyWidth).map(columnOf),
		order: definition.stream === true ? 'time' : definition.ownOrder === true ? 'own' : 'columns',
		rows: look => rowsOf(definition, look),
	};
}
