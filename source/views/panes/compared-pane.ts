// A table compared with the baseline: only the rows that have moved since, and in each number column by how much.
import {count} from '../../format/number.ts';
import {clock} from '../../format/time.ts';
import type {Model} from '../../model/model.ts';
import {oncePerMomentEach} from '../../model/once-per-moment.ts';
import type {Cell, Column, Value} from '../../table/column.ts';
import {changeInWords, hasMoved, type Measure, type Measures} from '../columns/measure.ts';
import type {Look} from '../look.ts';
import type {PaneDefinition} from './pane-definition.ts';

/** What is compared does not depend on the width. */
const anyWidth = Number.POSITIVE_INFINITY;

/** Of the measured columns, in their order. */
type Values = readonly Value[];

/** A row that has moved; `values` are those of the baseline, nothing for a row that is new. */
type Moved<Row> = {readonly kind: 'new' | 'gone' | 'changed'; readonly row: Row; readonly values: Values};

/** The rows of the baseline by id, with what their columns held. */
type Before<Row> = {
	/** Shows totals or not, as what is compared with it. */
	readonly look: Look;
	readonly columns: ReadonlyMap<string, Column<Row>>;
	/** Ids of the measured columns. */
	readonly measured: readonly string[];
	readonly rows: ReadonlyMap<string, {readonly row: Row; readonly values: Values}>;
};

function beforeOf<Row>(definition: PaneDefinition<Row>, measures: Measures, given: Look, baseline: Model): Before<Row> {
	const look: Look = {...given, model: baseline};
	const columns = definition.columns(look, anyWidth);
	const measured = columns.filter(({id}) => measures[id] !== undefined);
	const rows = new Map<string, {readonly row: Row; readonly values: Values}>();
	for (const row of definition.rows(look)) {
		rows.set(definition.idOf(row), {row, values: measured.map(({value}) => value?.(row))});
	}
	return {
		look,
		columns: new Map(columns.map(column => [column.id, column])),
		measured: measured.map(({id}) => id),
		rows,
	};
}

type Compared<Row> = {readonly measure: Measure; readonly place: number; readonly value: Column<Row>['value']};

/** What is compared of each row: how, where its value in the baseline is, and what it is now. */
function comparedOf<Row>(
	columns: readonly Column<Row>[],
	measures: Measures,
	{measured}: Before<Row>,
): readonly Compared<Row>[] {
	return columns.flatMap(({id, value}) => {
		const measure = measures[id];
		return measure === undefined ? [] : [{measure, place: measured.indexOf(id), value}];
	});
}

function movedRows<Row>(
	definition: PaneDefinition<Row>,
	measures: Measures,
	look: Look,
	before: Before<Row>,
): readonly Moved<Row>[] {
	const compared = comparedOf(definition.columns(look, anyWidth), measures, before);
	const moved: Moved<Row>[] = [];
	const there = new Set<string>();
	for (const row of definition.rows(look)) {
		const id = definition.idOf(row);
		there.add(id);
		const was = before.rows.get(id);
		if (was === undefined) {
			moved.push({kind: 'new', row, values: []});
			continue;
		}
		const {values} = was;
		if (compared.some(({measure, place, value}) => hasMoved(measure, values[place], value?.(row), look.ui))) {
			moved.push({kind: 'changed', row, values});
		}
	}
	for (const [id, {row, values}] of before.rows) if (!there.has(id)) moved.push({kind: 'gone', row, values});
	return moved;
}

const signs: Readonly<Record<Moved<unknown>['kind'], Cell>> = {
	new: {text: '+', style: 'good'},
	gone: {text: '−', style: 'warn'},
	changed: {text: 'Δ', style: 'accent'},
};

/** By how much a value differs: of a row that is new by all of it, of one that is gone by all that it was. */
function changeOf<Row>(
	{kind, row, values}: Moved<Row>,
	{id, value}: Column<Row>,
	{measured}: Before<Row>,
): number | undefined {
	const before = kind === 'new' ? 0 : values[measured.indexOf(id)];
	const now = kind === 'gone' ? 0 : value?.(row);
	return typeof before === 'number' && typeof now === 'number' ? now - before : undefined;
}

function changeCell<Row>(
	moved: Moved<Row>,
	column: Column<Row>,
	measure: Exclude<Measure, 'state'>,
	before: Before<Row>,
	{ui}: Look,
): Cell {
	const by = changeOf(moved, column, before);
	if (by === undefined) return {text: ''};
	const was = moved.values[before.measured.indexOf(column.id)];
	const counts = moved.kind !== 'changed' || hasMoved(measure, was, column.value?.(moved.row), ui);
	return {text: changeInWords(measure, by, ui), style: counts ? 'strong' : 'dim'};
}

function comparedColumn<Row>(
	column: Column<Row>,
	measure: Measure | undefined,
	look: Look,
	before: Before<Row>,
): Column<Moved<Row>> {
	// What has moved has no sums, and no change is a bound.
	const {value, values, caveat, cell, sum, ...shape} = column;
	const asBefore = before.columns.get(shape.id) ?? column;
	if (measure !== undefined && measure !== 'state') {
		return {
			...shape,
			value: moved => changeOf(moved, column, before),
			cell: moved => changeCell(moved, column, measure, before, look),
		};
	}
	return {
		...shape,
		...(value && {value: ({kind, row}: Moved<Row>) => (kind === 'gone' ? asBefore.value?.(row) : value(row))}),
		...(values && {values: ({kind, row}: Moved<Row>) => (kind === 'gone' ? asBefore : column).values?.(row) ?? []}),
		cell({kind, row}, room) {
			if (kind !== 'gone') return cell(row, room);
			// Its times and ages were true then.
			return shape.align === 'right' ? {text: ''} : {text: asBefore.cell(row, room).text, style: 'dim'};
		},
	};
}

function signColumn<Row>(): Column<Moved<Row>> {
	return {id: 'moved', title: '', width: 1, rank: 0, value: ({kind}) => kind, cell: ({kind}) => signs[kind]};
}

/** `since 12:03:10`: short, for a title that shares the line with those of the columns. */
export function sinceBaseline(baseline: Model, utc: boolean): string {
	return `since ${clock(baseline.now, utc)}`;
}

function noteOf(rows: readonly Moved<unknown>[], since: string): string {
	const kinds = ['new', 'gone', 'changed'] as const;
	const counted = kinds.flatMap(kind => {
		const many = rows.filter(row => row.kind === kind).length;
		return many === 0 ? [] : [`${count(many)} ${kind}`];
	});
	return [since, ...counted].join(' · ');
}

type Comparing<Row> = (look: Look, baseline: Model) => PaneDefinition<Moved<Row>>;

/** Makes of a pane the one that shows what has moved since the baseline. */
export function comparing<Row>(definition: PaneDefinition<Row>, measures: Measures): Comparing<Row> {
	let last: {readonly baseline: Model; readonly totals: boolean; readonly before: Before<Row>} | undefined;

	// The baseline stands still: what its rows held is worked out once.
	function remembered(look: Look, baseline: Model): Before<Row> {
		const {totals} = look.ui;
		if (last?.baseline !== baseline || last.totals !== totals) {
			last = {baseline, totals, before: beforeOf(definition, measures, look, baseline)};
		}
		return last.before;
	}

	const movedSince = oncePerMomentEach((model, before: Before<Row>) =>
		movedRows(definition, measures, {...before.look, model}, before),
	);

	return (look, baseline) => {
		const {id, title, defaultSort, isWrong, rowName, target, message, problem, rowStyle, polls} = definition;
		const before = remembered(look, baseline);
		const rows = movedSince(look.model, before);
		const since = `${sinceBaseline(baseline, look.utc)} (baseline)`;
		return {
			id,
			title,
			rows: () => rows,
			total: () => definition.rows(look).length + rows.filter(({kind}) => kind === 'gone').length,
			idOf: ({row}) => definition.idOf(row),
			columns: (now, width) => [
				signColumn<Row>(),
				...definition.columns(now, width).map(column => comparedColumn(column, measures[column.id], now, before)),
			],
			...(defaultSort && {defaultSort}),
			isWrong: ({row}, now) => isWrong(row, now),
			...(rowName && {rowName: ({row}: Moved<Row>, now: Look) => rowName(row, now)}),
			...(target && {target: ({row}: Moved<Row>) => target(row)}),
			...(message && {message: ({row}: Moved<Row>) => message(row)}),
			...(problem && {problem: ({row}: Moved<Row>, now: Look) => problem(row, now)}),
			empty: () => `no row moved by more than noise ${since}; = shows all`,
			rowStyle: ({kind, row}, now) => (kind === 'gone' ? 'dim' : rowStyle?.(row, now)),
			note: () => noteOf(rows, since),
			totals: definition.totals === true,
			units: definition.units === true,
			compact: definition.compact === true,
			compares: measures,
			...(polls && {polls}),
		};
	};
}
