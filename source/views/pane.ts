// A pane is one table in a view: its rows, columns and words. What a pane is, is data; how a table is drawn, moved in
// and filtered is the same for all.
import {count} from '../format/number.ts';
import type {Line, Style} from '../screen.ts';
import type {Column} from '../table/column.ts';
import {type Condition, conditionsOf, type Filterable} from '../table/filter.ts';
import {drawTable, type Sort} from '../table/table.ts';
import {paneOf, type ShownPane, type Target} from '../ui.ts';
import type {Look} from './look.ts';

export type PaneDefinition<Row> = {
	readonly id: string;
	/** In capitals, before the counts. */
	readonly title: string;
	readonly rows: (look: Look) => readonly Row[];
	readonly columns: (look: Look) => readonly Column<Row>[];
	readonly idOf: (row: Row) => string;
	/** What a word of the filter looks into, and named fields. */
	readonly filterable: (row: Row, look: Look) => Filterable;
	readonly defaultSort?: Sort;
	/** Keeps the order of time, newest last, and follows it. */
	readonly stream?: boolean;
	/** Whether a row is shown when only what is wrong is. */
	readonly isWrong: (row: Row, look: Look) => boolean;
	readonly target?: (row: Row) => Target | undefined;
	/** Number of the one message behind a row. */
	readonly message?: (row: Row) => number | undefined;
	/** Said where rows would be; never a blank. */
	readonly empty: (look: Look) => string;
	readonly rowStyle?: (row: Row, look: Look) => Style | undefined;
	/** More words for the title's right side. */
	readonly note?: (look: Look) => string;
	/** Whether the view's filter line applies; panes beside the main one may not take part. */
	readonly ignoresFilter?: boolean;
};

export type PaneDrawn = {
	readonly lines: readonly Line[];
	readonly shown: ShownPane;
	readonly message: number | undefined;
	readonly copy: string;
};

export type Pane = {
	readonly id: string;
	/** How many lines it would like, title and header included. */
	readonly wanted: (look: Look) => number;
	readonly draw: (look: Look, width: number, height: number, focused: boolean) => PaneDrawn;
};

const titleLines = 1;
const headerLines = 1;

/** A pane of any kind of row, with the row's type hidden. */
export function definePane<Row>(definition: PaneDefinition<Row>): Pane {
	return {
		id: definition.id,
		wanted: look => definition.rows(look).length + titleLines + headerLines,
		draw: (look, width, height, focused) => draw(definition, look, width, height, focused),
	};
}

function draw<Row>(
	definition: PaneDefinition<Row>,
	look: Look,
	width: number,
	height: number,
	focused: boolean,
): PaneDrawn {
	const {ui} = look;
	const paneUi = paneOf(ui, definition.id);
	const columns = definition.columns(look);
	const all = definition.rows(look);
	const wrong = ui.onlyProblems ? all.filter(row => definition.isWrong(row, look)) : all;
	const filter = definition.ignoresFilter === true ? '' : (ui.filters[ui.view] ?? '');
	const conditions: readonly Condition[] = conditionsOf(filter);
	const stream = definition.stream === true;
	const sort = stream ? undefined : (paneUi.sort ?? definition.defaultSort);
	const bodyHeight = Math.max(1, height - titleLines - headerLines);
	const table = drawTable({
		rows: wrong,
		columns,
		idOf: definition.idOf,
		filterable: row => definition.filterable(row, look),
		conditions,
		sort,
		cursor: paneUi.cursor,
		following: stream && paneUi.following,
		width: width - 1,
		height: bodyHeight,
		columnOffset: paneUi.columnOffset,
		top: paneUi.top,
		focused,
		rowStyle: row => definition.rowStyle?.(row, look),
	});
	const {row} = table;
	const body =
		table.matching > 0
			? table.lines.map(indented)
			: [emptyLine(definition, look, all.length, filter), ...table.lines.slice(1)];
	const isNarrowed = conditions.length > 0 || ui.onlyProblems;
	const counted = isNarrowed ? `${count(table.matching)} of ${count(all.length)}` : count(all.length);
	const copy = row === undefined ? '' : columns.map(column => column.cell(row, column.width).text.trim()).join('  ');
	return {
		lines: [
			titleOf(definition.title, counted, definition.note?.(look) ?? '', table.hiddenColumns, width, focused),
			indented(table.header),
			...body,
		].slice(0, height),
		shown: {
			id: definition.id,
			stream,
			cursor: table.cursor,
			top: table.top,
			rows: table.matching,
			height: bodyHeight,
			columnOffset: table.columnOffset,
			hiddenColumns: table.hiddenColumns,
			sort,
			sorts: stream
				? []
				: columns.flatMap(({id, value, align}) => (value === undefined ? [] : [{id, descending: align === 'right'}])),
			target: row === undefined ? undefined : definition.target?.(row),
		},
		message: row === undefined ? undefined : definition.message?.(row),
		copy,
	};
}

function indented(line: Line): Line {
	return {...line, spans: [{text: ' '}, ...line.spans]};
}

function titleOf(title: string, counted: string, note: string, hidden: number, width: number, focused: boolean): Line {
	const left = ` ${title} `;
	const about = [counted, note].filter(part => part !== '').join(' · ');
	const right = hidden > 0 && focused ? `${hidden} more columns → ` : '';
	const room = Math.max(1, width - left.length - about.length - right.length);
	return {
		spans: [
			{text: left, style: focused ? 'title' : 'strong'},
			{text: about, style: 'dim'},
			{text: ' '.repeat(room)},
			{text: right, style: 'dim'},
		],
	};
}

function emptyLine<Row>(definition: PaneDefinition<Row>, look: Look, all: number, filter: string): Line {
	const text =
		all === 0
			? definition.empty(look)
			: filter !== ''
				? `nothing matches "${filter}"; Esc clears the filter`
				: 'nothing is wrong here; e shows everything';
	return {spans: [{text: ` ${text}`, style: 'dim'}]};
}
