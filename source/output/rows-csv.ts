// The rows of a table as CSV by RFC 4180. A spreadsheet would run a text that begins like a formula: such a text, which
// strangers may have chosen, gets an apostrophe before it. Numbers stay numbers.
import type {Look} from '../views/look.ts';
import type {Field} from './fields/field.ts';
import {observedIn} from './observed.ts';
import {type FieldValue, type RowValues, tableValues} from './row-values.ts';
import type {RowsRequest} from './rows-json.ts';
import type {Table} from './tables.ts';

const lineEnd = '\r\n';
const beginsLikeFormula = /^[=+\-@\t\r\n]/;
const needsQuotes = /[",\r\n]/;

/** Of every row, after the columns of its table: what JSON says of all of them at once. */
export const csvExtras = ['caveats', 'observed_at', 'servers_heard', 'servers_expected'] as const;

function quoted(text: string): string {
	return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function cellOf(value: FieldValue): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const text = typeof value === 'string' ? value : value.join(' ');
	return quoted(beginsLikeFormula.test(text) ? `'${text}` : text);
}

function lineOf(cells: readonly string[]): string {
	return `${cells.join(',')}${lineEnd}`;
}

function idsOf({fields}: Table, columns: readonly string[] | undefined): readonly string[] {
	return columns ?? [...fields.map(({id}) => id), ...csvExtras];
}

/** The first line, with the names of the columns. */
export function csvHeader(table: Table, columns?: readonly string[]): string {
	return lineOf(idsOf(table, columns));
}

/** Says that numbers are not all there is to know, where the columns that were asked for do not; empty where they do. */
export function caveatsNotPrinted(look: Look, {table, columns}: Pick<RowsRequest, 'table' | 'columns'>): string {
	if (columns === undefined || columns.includes('caveats')) return '';
	const caveats = tableValues(look, table, columns).rows.flatMap(row => row.caveats);
	if (caveats.length === 0) return '';
	const numbers = caveats.length === 1 ? 'one number is' : `${caveats.length} numbers are`;
	return `${numbers} only what is known, as a server is not heard or has not told all; the column caveats says which`;
}

/** A line for each row. */
export function csvRows(look: Look, {table, columns, isWaiting}: RowsRequest): string {
	const ids = idsOf(table, columns);
	const {fields, rows} = tableValues(look, table);
	const {observed_at: observedAt, coverage} = observedIn(look, isWaiting);
	const ofAll = new Map<string, FieldValue>([
		['observed_at', observedAt],
		['servers_heard', coverage.servers_heard],
		['servers_expected', coverage.servers_expected],
	]);
	const places = new Map(fields.map(({id}: Field, place) => [id, place]));
	const cell = ({values, caveats}: RowValues, id: string): string => {
		const place = places.get(id);
		if (place !== undefined) return cellOf(values[place] ?? null);
		if (id === 'caveats') return quoted(caveats.map(([column, caveat]) => `${column}=${caveat}`).join(' '));
		return cellOf(ofAll.get(id) ?? null);
	};
	return rows.map(row => lineOf(ids.map(id => cell(row, id)))).join('');
}
