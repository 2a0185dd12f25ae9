// A pane is one table in a view. A definition says which rows and columns it has; drawing, moving, sorting and
// filtering are the same for all panes.
import type {Poll} from '../../asking/poll.ts';
import {cut} from '../../format/width.ts';
import type {Problem} from '../../insight/problem.ts';
import type {Line, Span, Style} from '../../screen/screen.ts';
import type {Column} from '../../table/column.ts';
import {type Condition, conditionsOf, fieldNobodyHas} from '../../table/filter.ts';
import {drawTable, type Sort} from '../../table/table.ts';
import type {Shown, ShownPane, Sortable} from '../../ui/shown.ts';
import {filterOf, paneOf, type Target} from '../../ui/ui.ts';
import type {Look} from '../look.ts';
import {compactTitleLine, paneHeading, sidewaysText, titleLine} from './pane-title.ts';

export type PaneDefinition<Row> = {
	readonly id: string;
	/** In capitals, before the counts. */
	readonly title: string;
	readonly rows: (look: Look) => readonly Row[];
	readonly columns: (look: Look) => readonly Column<Row>[];
	readonly idOf: (row: Row) => string;
	readonly defaultSort?: Sort;
	/** In order of time, newest last; the cursor follows the newest. */
	readonly stream?: boolean;
	/** Its rows have an order of their own and cannot be sorted by columns. */
	readonly ownOrder?: boolean;
	/** Whether a row is shown when only problems are shown. */
	readonly isWrong: (row: Row, look: Look) => boolean;
	readonly target?: (row: Row) => Target | undefined;
	/** Number of the one message behind a row. */
	readonly message?: (row: Row) => number | undefined;
	/** The problem that a row is about. */
	readonly problem?: (row: Row, look: Look) => Problem | undefined;
	/** Shown instead of rows when there are none. */
	readonly empty: (look: Look) => string;
	/** Shown when only problems are shown and there are none; `rows` is the number of all rows. */
	readonly noneWrong?: (rows: number) => string;
	readonly rowStyle?: (row: Row, look: Look) => Style | undefined;
	/** More text for the title. */
	readonly note?: (look: Look) => string;
	/** The view's filter does not apply to it. */
	readonly ignoresFilter?: boolean;
	/** Has rates that can be switched to totals. */
	readonly totals?: boolean;
	/** Has shortened numbers that can be switched to full ones. */
	readonly units?: boolean;
	/** The title shares a line with the column titles. */
	readonly compact?: boolean;
	/** Its rows are no things to be counted. */
	readonly isUncounted?: boolean;
	/** There are more rows, which PgDn at the last one asks for. */
	readonly hasMore?: (look: Look) => boolean;
	/** What is asked while it is on the screen. */
	readonly polls?: (look: Look) => readonly Poll[];
};

export type PaneDrawn = {
	readonly lines: readonly Line[];
	readonly shown: ShownPane;
	readonly message: number | undefined;
	readonly problem?: Problem | undefined;
	readonly copy: Shown['copy'];
	readonly polls: readonly Poll[];
};

export type Pane = {
	readonly id: string;
	/** In order of time, newest last. */
	readonly isStream: boolean;
	/** How many lines it would like, title and header included. */
	readonly preferredHeight: (look: Look) => number;
	readonly draw: (look: Look, width: number, height: number, focused: boolean) => PaneDrawn;
};

/** A pane of any kind of row, with the row's type hidden. */
export function definePane<Row>(definition: PaneDefinition<Row>): Pane {
	const above = definition.compact === true ? 1 : 2;
	// The preferred height and the drawing need the same rows.
	const rowsOfLook = new WeakMap<Look, readonly Row[]>();
	const rows = (look: Look): readonly Row[] => {
		const known = rowsOfLook.get(look);
		if (known !== undefined) return known;
		const found = definition.rows(look);
		rowsOfLook.set(look, found);
		return found;
	};
	const remembering: PaneDefinition<Row> = {...definition, rows};
	return {
		id: definition.id,
		isStream: definition.stream === true,
		preferredHeight: look => Math.max(1, rows(look).length) + above,
		draw: (look, width, height, focused) => draw(remembering, look, width, height, focused),
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
	const shownColumns = columns.filter(({hidden}) => hidden !== true);
	const all = definition.rows(look);
	const narrowed = ui.onlyProblems && definition.ignoresFilter !== true;
	const wrong = narrowed ? all.filter(row => definition.isWrong(row, look)) : all;
	const filter = definition.ignoresFilter === true ? '' : filterOf(ui);
	const conditions: readonly Condition[] = conditionsOf(filter);
	const stream = definition.stream === true;
	const compact = definition.compact === true;
	const sort = stream ? undefined : (paneUi.sort ?? definition.defaultSort);
	const heading = (matching: number): readonly Span[] =>
		definition.isUncounted === true
			? [{text: `${definition.title} `, style: 'title'}]
			: paneHeading(definition.title, matching, all.length, focused);
	const bodyHeight = Math.max(1, height - (compact ? 1 : 2));
	const table = drawTable({
		rows: wrong,
		columns,
		idOf: definition.idOf,
		conditions,
		sort,
		cursor: paneUi.cursor,
		following: stream && paneUi.following,
		stream,
		width: width - 1,
		height: bodyHeight,
		narrow: ui.narrow,
		columnOffset: paneUi.columnOffset,
		needs: paneUi.needs,
		top: paneUi.top,
		focused,
		rowStyle: row => definition.rowStyle?.(row, look),
		...(compact ? {heading} : {}),
	});
	const {row} = table;
	const why = (): string => whyEmpty(definition, look, all, columns, filter, conditions);
	const body = table.matching > 0 ? table.lines.map(indented) : [emptyLine(why()), ...table.lines.slice(1)];
	const sideways = focused ? sidewaysText(table) : '';
	const note = definition.note?.(look) ?? '';
	const header = compact
		? [compactTitleLine(table.header, sideways, width)]
		: [titleLine(heading(table.matching), note, sideways, width), indented(table.header)];
	return {
		lines: [...header, ...body].slice(0, height),
		shown: {
			id: definition.id,
			stream,
			cursor: table.cursor,
			top: table.top,
			rows: table.matching,
			height: bodyHeight,
			columnOffset: table.columnOffset,
			canNarrow: table.canNarrow,
			hiddenColumns: table.hiddenLeft + table.hiddenRight,
			needs: table.needs,
			focused,
			sort,
			sorts: stream || definition.ownOrder === true ? [] : shownColumns.flatMap(sortableOf),
			totals: definition.totals === true,
			units: definition.units === true,
			target: row === undefined ? undefined : definition.target?.(row),
			hasMore: definition.hasMore?.(look) === true,
		},
		message: row === undefined ? undefined : definition.message?.(row),
		problem: row === undefined ? undefined : definition.problem?.(row, look),
		copy: row === undefined ? undefined : copyOf(row, shownColumns),
		polls: definition.polls?.(look) ?? [],
	};
}

/** Cells that the name of a row takes where it is said what was copied. */
const longestRowName = 40;

/** A row as text, and what it is called: what stands in the columns that are always there, without signs. */
function copyOf<Row>(row: Row, columns: readonly Column<Row>[]): NonNullable<Shown['copy']> {
	const text = (column: Column<Row>): string => column.cell(row, column.width).text.trim();
	const name = columns
		.filter(({rank, fixed}) => rank === 0 || fixed === true)
		.flatMap(column => text(column).split(' '))
		.filter(word => /[\p{L}\p{N}]/u.test(word))
		.join(' ');
	return {what: `row of ${cut(name, longestRowName)}`, text: columns.map(text).join('  ')};
}

/** Why there are no rows: there are none at all, none passes the filter, or none is a problem. */
function whyEmpty<Row>(
	definition: PaneDefinition<Row>,
	look: Look,
	all: readonly Row[],
	columns: readonly Column<Row>[],
	filter: string,
	conditions: readonly Condition[],
): string {
	if (all.length === 0) return definition.empty(look);
	if (filter !== '') {
		const lack = fieldNobodyHas(conditions, all, columns);
		return lack ?? `nothing matches "${filter}"; Esc clears the filter`;
	}
	return `${definition.noneWrong?.(all.length) ?? 'no problems here'}; e shows everything`;
}

function sortableOf<Row>({id, title, value, align}: Column<Row>): readonly Sortable[] {
	return value === undefined ? [] : [{id, title, descending: align === 'right'}];
}

function indented(line: Line): Line {
	return {...line, spans: [{text: ' '}, ...line.spans]};
}

function emptyLine(text: string): Line {
	return {spans: [{text: ` ${text}`, style: 'dim'}]};
}
