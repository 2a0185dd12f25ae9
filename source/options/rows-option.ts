// Which rows of a table are printed, in which order, and which columns of them.
import {conditionsOf, faultInFilter} from '../table/filter.ts';
import {didYouMean} from './nearest.ts';
import type {ColumnFacts, TableFacts} from './table-facts.ts';
import {usage, wholeNumber} from './usage.ts';
import {wordsIn} from './words-in.ts';

export type RowsOption = {
	readonly filter?: string;
	readonly sort?: {readonly column: string; readonly descending: boolean};
	readonly limit?: number;
	/** Ids, in this order. */
	readonly columns?: readonly string[];
};

/** What the command line says of it. */
export type RowsFlags = {
	readonly filter?: string | undefined;
	readonly sort?: string | undefined;
	readonly limit?: string | undefined;
	readonly columns?: string | undefined;
};

/** What is printed: text has the columns of the screen, and CSV some of its own. */
export type RowsForm = {readonly isText: boolean; readonly extras: readonly string[]};

const mostRows = 1_000_000;

function isCalled({id, aliases}: ColumnFacts, name: string): boolean {
	return id === name || aliases.includes(name);
}

/** Also of what is no field: the nearest one, or all there are. */
function noColumn(flag: string, table: TableFacts, name: string, ids: readonly string[], what = 'column') {
	const because = `${table.name} has no ${what} ${JSON.stringify(name.slice(0, 40))}`;
	return usage(flag, because, didYouMean(name, ids, `there are ${ids.join(' ')}`));
}

/** @throws CannotStart */
export function filterOption(text: string, table: TableFacts): string {
	const fault = faultInFilter(text);
	if (fault !== undefined) throw usage('--filter', fault, "write it as after / on the screen: 'acc:APP conns>100'");
	const known = table.columns.filter(({hasValue}) => hasValue);
	for (const condition of conditionsOf(text)) {
		if (condition.kind === 'word') continue;
		const {field} = condition;
		if (known.some(column => isCalled(column, field))) continue;
		throw noColumn(
			'--filter',
			table,
			field,
			known.map(({id}) => id),
			'field',
		);
	}
	return text;
}

function sortOf(text: string, table: TableFacts): NonNullable<RowsOption['sort']> {
	if (table.whyNotSorted !== undefined) throw usage('--sort', table.whyNotSorted, 'drop it');
	const [name = '', direction, ...more] = text.toLowerCase().split(':');
	if (more.length > 0 || (direction !== undefined && direction !== 'asc' && direction !== 'desc')) {
		const because = `${JSON.stringify(text.slice(0, 40))} has no direction after its colon`;
		throw usage('--sort', because, `write ${name}:asc or ${name}:desc`);
	}
	const known = table.columns.filter(({hasValue}) => hasValue);
	const column = known.find(one => isCalled(one, name));
	if (column === undefined) {
		throw noColumn(
			'--sort',
			table,
			name,
			known.map(({id}) => id),
		);
	}
	return {column: column.id, descending: direction === undefined ? column.isDescending : direction === 'desc'};
}

function columnsOf(text: string, table: TableFacts, {isText, extras}: RowsForm): readonly string[] {
	if (/^\d+$/.test(text)) throw usage('--columns', 'it names columns', `for the width of text write --width ${text}`);
	const known = table.columns.filter(({isShown, isPrinted}) => (isText ? isShown : isPrinted));
	const ids = [...known.map(({id}) => id), ...extras];
	const chosen = wordsIn(text).map(name => {
		const column = known.find(({id}) => id === name) ?? known.find(one => isCalled(one, name));
		const id = column?.id ?? extras.find(extra => extra === name);
		if (id === undefined) throw noColumn('--columns', table, name, ids);
		return id;
	});
	if (chosen.length === 0) throw usage('--columns', 'it names no column', `there are ${ids.join(' ')}`);
	return [...new Set(chosen)];
}

/** @throws CannotStart */
export function rowsOption({filter, sort, limit, columns}: RowsFlags, table: TableFacts, form: RowsForm): RowsOption {
	return {
		...(filter !== undefined && {filter: filterOption(filter, table)}),
		...(sort !== undefined && {sort: sortOf(sort, table)}),
		...(limit !== undefined && {limit: wholeNumber('--limit', limit, 1, mostRows)}),
		...(columns !== undefined && {columns: columnsOf(columns, table, form)}),
	};
}

/** Refuses what is for the rows of a table only. @throws CannotStart */
export function requireRows(given: RowsFlags, tryThis: string): void {
	const {filter, sort, limit, columns} = given;
	const [name] = Object.entries({filter, sort, limit, columns}).find(([, value]) => value !== undefined) ?? [];
	if (name !== undefined) throw usage(`--${name}`, 'it is for the rows of a table', tryThis);
}
