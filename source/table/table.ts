// The table that all panes use: rows → filter → sort → window → lines.
import {cut, fit, widthOf} from '../format/width.ts';
import type {Line, Span, Style} from '../screen/screen.ts';
import {type Arrangement, arrange, gutter, isFlexible} from './arrange.ts';
import type {Cell, Column} from './column.ts';
import {type Condition, matcherOf} from './filter.ts';
import {type RowOrder, rowOrder} from './row-order.ts';
import type {Rows} from './rows.ts';
import {fittingSums, type SumRow} from './sums.ts';

/** The row under the cursor by its id, or by its place when the id is not known yet. */
export type Cursor = {readonly index: number; readonly id: string | undefined};

export type Sort = {readonly column: string; readonly descending: boolean};

export type TableRequest<Row> = {
	readonly rows: Rows<Row>;
	readonly columns: readonly Column<Row>[];
	readonly idOf: (row: Row) => string;
	readonly conditions: readonly Condition[];
	readonly sort: Sort | undefined;
	readonly cursor: Cursor;
	/** Keep the last row under the cursor. */
	readonly following: boolean;
	/** Rows are added at the end and dropped at the start; the row under the cursor keeps its place on the screen. */
	readonly stream: boolean;
	readonly width: number;
	/** Lines for rows, without the header. */
	readonly height: number;
	/** Only the columns that a narrow screen has room for. */
	readonly narrow: boolean;
	readonly columnOffset: number;
	/** What columns held up to now, as `TableDrawn.needs` gives it: they grow at once, and do not shrink again. */
	readonly needs: Needs;
	/** First row drawn last time, so that the window moves only when the cursor would leave it. */
	readonly top: number;
	/** Whether the cursor is drawn: only in the pane that has the keys. */
	readonly focused: boolean;
	/** Style of a whole row, under the styles of its cells. */
	readonly rowStyle?: (row: Row) => Style | undefined;
	/** Sums below the rows, as far as there is room: the last one is the most important. */
	readonly sums?: readonly SumRow<Row>[];
	/** Replaces the titles of the first columns; gets the number of rows that pass the filter. */
	readonly heading?: (matching: number) => readonly Span[];
};

/** Cells that each column, by id, would take to show all that it has held. */
export type Needs = Readonly<Record<string, number>>;

export type TableDrawn<Row> = {
	readonly header: Line;
	/** Exactly `height` lines. */
	readonly lines: readonly Line[];
	/** How many of them are for rows, which the sums leave. */
	readonly rowsHeight: number;
	/** How many rows pass the filter. */
	readonly matching: number;
	readonly total: number;
	readonly cursor: Cursor;
	readonly row: Row | undefined;
	readonly top: number;
	/** Ids of the columns on the screen. */
	readonly placed: readonly string[];
	/** There are columns here that a narrow screen has no room for. */
	readonly canNarrow: boolean;
	/** How many columns are left out because they are not the most useful ones. */
	readonly leftOut: number;
	readonly hiddenLeft: number;
	readonly hiddenRight: number;
	readonly columnOffset: number;
	/** The same as given when no column has grown. */
	readonly needs: Needs;
};

/** A screen of 80 columns, without its edge: what stays there is most useful. */
const narrowWidth = 79;

export function drawTable<Row>(request: TableRequest<Row>): TableDrawn<Row> {
	const {rows, columns, conditions, sort, idOf} = request;
	const kept = conditions.length === 0 ? rows : [...rows].filter(matcherOf(conditions, columns));
	const sums = fittingSums(request.sums ?? [], kept.length, request.height);
	const height = request.height - sums.length;
	const column = sort === undefined ? undefined : columns.find(({id}) => id === sort.column);
	const order = column && rowOrder(kept, column, sort?.descending ?? false);
	const index = cursorIndex(request, kept, order);
	const moved = request.stream && request.cursor.id !== undefined ? index - request.cursor.index : 0;
	const top = topFor(request.top + moved, index, height, kept.length);
	const shown =
		order === undefined
			? kept.slice(top, top + height)
			: order.window(top, height).flatMap(number => kept.at(number) ?? []);
	const seen = columns.filter(({hidden}) => hidden !== true);
	const needs = grownNeeds(request.needs, seen, shown, sums, sort);
	const needOf = ({id}: Column<Row>): number => needs[id] ?? 0;
	const useful = arrange(seen, Math.min(request.width, narrowWidth), 0, needOf).placed.map(({column: one}) => one);
	const arrangement = arrange(request.narrow ? useful : seen, request.width, request.columnOffset, needOf);
	const row = shown[index - top];
	const lines: Line[] = shown.map((shownRow, offset) =>
		lineOf(
			arrangement,
			(column, width) => column.cell(shownRow, width),
			request.rowStyle?.(shownRow),
			request.focused && top + offset === index,
		),
	);
	if (lines.length === 0) lines.push({spans: []});
	for (const sum of sums) lines.push(lineOf(arrangement, sumCellOf(sum), sum.style, false));
	while (lines.length < request.height) lines.push({spans: []});
	return {
		header: headerOf(arrangement, sort, request.heading?.(kept.length) ?? []),
		lines,
		rowsHeight: height,
		matching: kept.length,
		total: rows.length,
		cursor: {index, id: row === undefined ? undefined : idOf(row)},
		row,
		top,
		placed: arrangement.placed.map(({column: one}) => one.id),
		leftOut: request.narrow ? seen.length - useful.length : 0,
		canNarrow: useful.length < arrangement.placed.length,
		hiddenLeft: arrangement.hiddenLeft,
		hiddenRight: arrangement.hiddenRight,
		columnOffset: arrangement.offset,
		needs,
	};
}

/** A text of more cells than this is cut on any screen. */
const mostCells = 400;

function grownNeeds<Row>(
	before: Needs,
	columns: readonly Column<Row>[],
	shown: readonly Row[],
	sums: readonly SumRow<Row>[],
	sort: Sort | undefined,
): Needs {
	const grown = columns.filter(isFlexible).flatMap(column => {
		const {id, title, most = mostCells} = column;
		// The title has an arrow where the table is sorted by it.
		let need = Math.max(before[id] ?? 0, widthOf(title) + (sort?.column === id ? 1 : 0));
		for (const row of shown) need = Math.max(need, widthOf(column.cell(row, most).text));
		for (const {words} of sums) need = Math.max(need, widthOf(words[id] ?? ''));
		return need > (before[id] ?? 0) ? [[id, need] as const] : [];
	});
	return grown.length === 0 ? before : {...before, ...Object.fromEntries(grown)};
}

function cursorIndex<Row>(
	{cursor, following, idOf}: TableRequest<Row>,
	kept: Rows<Row>,
	order: RowOrder | undefined,
): number {
	const last = Math.max(0, kept.length - 1);
	if (following) return last;
	if (cursor.id !== undefined) {
		const {id} = cursor;
		// The row is nearly always where it was.
		const there = kept.at(cursor.index);
		if (order === undefined && there !== undefined && idOf(there) === id) return cursor.index;
		let number = 0;
		for (const row of kept) {
			if (idOf(row) === id) return order === undefined ? number : order.placeOf(number);
			number++;
		}
	}
	return Math.min(Math.max(0, cursor.index), last);
}

function topFor(previous: number, index: number, height: number, length: number): number {
	const highest = Math.max(0, length - height);
	let top = Math.min(Math.max(0, previous), highest);
	if (index < top) top = index;
	if (index >= top + height) top = index - height + 1;
	return Math.min(Math.max(0, top), highest);
}

function headerOf<Row>({placed}: Arrangement<Row>, sort: Sort | undefined, heading: readonly Span[]): Line {
	const wanted = heading.reduce((sum, {text}) => sum + widthOf(text), 0);
	let covered = 0;
	let first = 0;
	while (covered < wanted && first < placed.length) {
		covered += (placed[first]?.width ?? 0) + gutter;
		first++;
	}
	const titles = placed.slice(first).map(({column, width}) => {
		const sorted = sort?.column === column.id ? (sort.descending ? '↓' : '↑') : '';
		return fit(sorted === '' ? column.title : `${cut(column.title, width - 1)}${sorted}`, width, column.align);
	});
	const blanks = ' '.repeat(Math.max(0, covered - wanted));
	return {spans: [...heading, {text: blanks + titles.join(' '.repeat(gutter)), style: 'dim'}]};
}

function sumCellOf<Row>({words, rows}: SumRow<Row>): (column: Column<Row>) => Cell {
	return ({id, sum}) => {
		const word = words[id];
		return word === undefined ? (sum?.(rows) ?? {text: ''}) : {text: word};
	};
}

function lineOf<Row>(
	{placed}: Arrangement<Row>,
	cellOf: (column: Column<Row>, width: number) => Cell,
	rowStyle: Style | undefined,
	selected: boolean,
): Line {
	const spans: Span[] = [];
	let text = '';
	let style: Style | undefined;
	const flush = (): void => {
		if (text !== '') spans.push(style === undefined ? {text} : {text, style});
		text = '';
	};
	placed.forEach(({column, width}, index) => {
		if (index > 0) text += ' '.repeat(gutter);
		const cell = cellOf(column, width);
		const cellStyle = cell.style ?? rowStyle;
		const fitted = fit(cell.text, width, column.align);
		// Blanks need no change of style.
		if (cellStyle !== style && fitted.trim() !== '') {
			flush();
			style = cellStyle;
		}
		text += fitted;
	});
	flush();
	return selected ? {spans, selected: true} : {spans};
}
