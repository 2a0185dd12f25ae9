// A pane is one table in a view: drawing, moving, sorting and filtering are the same for all panes.
import type {Poll} from '../../asking/poll.ts';
import {cut} from '../../format/width.ts';
import type {Problem} from '../../insight/problem.ts';
import type {Line, Span} from '../../screen/screen.ts';
import type {Column} from '../../table/column.ts';
import {type Condition, conditionsOf, fieldNobodyHas} from '../../table/filter.ts';
import type {Rows} from '../../table/rows.ts';
import {drawTable} from '../../table/table.ts';
import type {Shown, ShownPane, Sortable} from '../../ui/shown.ts';
import {filterOf, paneOf} from '../../ui/ui.ts';
import type {Look} from '../look.ts';
import {oncePerLook} from '../once-per-look.ts';
import type {PaneDefinition} from './pane-definition.ts';
import {asChosen, choosable} from './chosen-columns.ts';
import {comparing, sinceBaseline} from './compared-pane.ts';
import {type PaneTable, paneTable} from './pane-table.ts';
import {compactTitleLine, paneHeading, sidewaysText, titleLine} from './pane-title.ts';

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
	readonly preferredHeight: (look: Look, width: number) => number;
	readonly draw: (look: Look, width: number, height: number, focused: boolean) => PaneDrawn;
	/** What there is in it for programs; nothing where it is no table. */
	readonly table?: PaneTable;
};

/** A pane of any kind of row, with the row's type hidden. */
export function definePane<Row>(definition: PaneDefinition<Row>): Pane {
	const above = definition.compact === true ? 1 : 2;
	// The preferred height and the drawing need the same rows.
	const rows = oncePerLook(definition.rows);
	const remembering: PaneDefinition<Row> = {...definition, rows};
	const compare = definition.compares && comparing(remembering, definition.compares);
	return {
		id: definition.id,
		isStream: definition.stream === true,
		preferredHeight(look, width) {
			// What has moved has no sums.
			const sums = look.ui.comparing ? 0 : (definition.sums?.(look, width).length ?? 0);
			return Math.max(1, rows(look).length) + sums + above;
		},
		draw(look, width, height, focused) {
			if (compare === undefined || look.baseline === undefined || !look.ui.comparing) {
				return draw(remembering, look, width, height, focused);
			}
			return draw(compare(look, look.baseline), look, width, height, focused);
		},
		table: paneTable(remembering),
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
	const own = definition.columns(look, width);
	const columns = asChosen(own, ui.columns[definition.id]);
	const shownColumns = columns.filter(({hidden}) => hidden !== true);
	const all = definition.rows(look);
	const narrowed = ui.onlyProblems && definition.ignoresFilter !== true;
	const wrong = narrowed ? [...all].filter(row => definition.isWrong(row, look)) : all;
	const filter = definition.ignoresFilter === true ? '' : filterOf(ui);
	const conditions: readonly Condition[] = conditionsOf(filter);
	const stream = definition.stream === true;
	const compact = definition.compact === true;
	const sort = stream ? undefined : (paneUi.sort ?? definition.defaultSort);
	const isCompared = definition.total !== undefined && look.baseline !== undefined;
	const since = isCompared ? sinceBaseline(look.baseline, look.utc) : '';
	const heading = (matching: number): readonly Span[] =>
		definition.isUncounted === true
			? [{text: `${definition.title} `, style: 'title'}]
			: paneHeading(definition.title, matching, definition.total?.(look) ?? all.length, focused, compact ? since : '');
	const bodyHeight = Math.max(1, Math.min(paneUi.mostRows ?? height, height - (compact ? 1 : 2)));
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
		sums: definition.sums?.(look, width) ?? [],
		top: paneUi.top,
		focused,
		rowStyle: row => definition.rowStyle?.(row, look),
		...(compact ? {heading} : {}),
	});
	const {row} = table;
	const why = (): string => whyEmpty(definition, look, all, columns, filter, conditions);
	const body =
		table.matching > 0 ? table.lines.map(indented) : [emptyLine(why()), ...table.lines.slice(1).map(indented)];
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
			height: table.rowsHeight,
			columnOffset: table.columnOffset,
			canNarrow: table.canNarrow,
			hiddenColumns: table.hiddenLeft + table.hiddenRight,
			hiddenRight: table.hiddenRight,
			needs: table.needs,
			focused,
			columns: choosable(own, columns, table.placed),
			compares: definition.compares !== undefined,
			sort,
			sorts: stream || definition.ownOrder === true ? [] : shownColumns.flatMap(sortableOf),
			totals: definition.totals === true,
			units: definition.units === true,
			target: row === undefined ? undefined : definition.target?.(row),
			hasMore: definition.hasMore?.(look) === true,
		},
		message: row === undefined ? undefined : definition.message?.(row),
		problem: row === undefined ? undefined : definition.problem?.(row, look),
		copy: row === undefined ? undefined : copyOf(row, shownColumns, definition.rowName?.(row, look)),
		polls: definition.polls?.(look) ?? [],
	};
}

/** Cells that the name of a row takes where it is said what was copied. */
const longestRowName = 40;

/** A row as text, and what it is called: what stands in the columns that are always there, without signs. */
function copyOf<Row>(row: Row, columns: readonly Column<Row>[], called?: string): NonNullable<Shown['copy']> {
	const text = (column: Column<Row>): string => column.cell(row, column.width).text.trim();
	const named = columns.filter(({rank}) => rank === 0);
	const inColumns = (): string =>
		(named.length > 0 ? named : columns.filter(({fixed}) => fixed === true))
			.flatMap(column => text(column).split(' '))
			.filter(word => /[\p{L}\p{N}]/u.test(word))
			.join(' ');
	return {what: `row of ${cut(called ?? inColumns(), longestRowName)}`, text: columns.map(text).join('  ')};
}

/** Why there are no rows: there are none at all, none passes the filter, or none is a problem. */
function whyEmpty<Row>(
	definition: PaneDefinition<Row>,
	look: Look,
	all: Rows<Row>,
	columns: readonly Column<Row>[],
	filter: string,
	conditions: readonly Condition[],
): string {
	if (all.length === 0) return definition.empty(look);
	if (filter !== '') {
		const lack = fieldNobodyHas(conditions, [...all], columns);
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
