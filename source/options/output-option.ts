// What is printed without a screen, and of which view or table.
import {didYouMean} from './nearest.ts';
import {requireRows, type RowsFlags, type RowsOption, rowsOption} from './rows-option.ts';
import type {TableFacts} from './table-facts.ts';
import {usage, wholeNumber} from './usage.ts';

/** `json` without a table is all that is known. */
type OutputForm = 'screen' | 'plain' | 'text' | 'json' | 'csv' | 'events' | 'check' | 'metrics';

export type OutputOption = {
	readonly output: OutputForm;
	/** Name of the view to begin with, or to print. */
	readonly view?: string;
	/** Of JSON and CSV: the table whose rows are printed. */
	readonly table?: string;
	readonly rows: RowsOption;
	/** Width of the text, in columns. */
	readonly width?: number;
};

/** What the command line says of it; empty after `--once` or `--json` alone. */
export type OutputFlags = RowsFlags & {
	readonly once?: string | undefined;
	readonly json?: string | undefined;
	readonly csv?: string | undefined;
	readonly events?: string | undefined;
	readonly view?: string | undefined;
	readonly width?: string | undefined;
};

type Known = {
	/** The views there are; any name is accepted when absent. */
	readonly views?: readonly string[];
	readonly tables?: readonly TableFacts[];
	/** The columns that CSV has besides those of a table. */
	readonly csvExtras?: readonly string[];
};

/** Widths of printed text that make sense. */
const fewestColumns = 20;
const mostColumns = 1000;

function chosenOf(flag: string, what: string, name: string, names: readonly string[]): string {
	if (names.includes(name)) return name;
	const because = `there is no ${what} ${JSON.stringify(name.slice(0, 40))}`;
	throw usage(flag, because, didYouMean(name, names, `the ${what}s are ${names.join(', ')}`));
}

/** Undefined when none is named. */
function viewOf({once, view}: OutputFlags, views: readonly string[] | undefined): string | undefined {
	const named = once === '' ? undefined : once;
	if (named !== undefined && view !== undefined) {
		throw usage('--view', 'the view is named after --once too', 'name it once');
	}
	const name = named ?? view;
	if (name === undefined || views === undefined) return name;
	return chosenOf(named === undefined ? '--view' : '--once', 'view', name, views);
}

/** Undefined when none is named. */
function tableOf({json, csv}: OutputFlags, tables: readonly TableFacts[]): TableFacts | undefined {
	const flag = csv === undefined ? '--json' : '--csv';
	const name = csv ?? json ?? '';
	if (name === '') return undefined;
	chosenOf(
		flag,
		'table',
		name,
		tables.map(table => table.name),
	);
	return tables.find(table => table.name === name);
}

function formOf({once, json, csv}: OutputFlags): OutputForm {
	if (json !== undefined && csv !== undefined) throw usage('--csv', '--json was given too', 'give one of them');
	if (once !== undefined && once !== '' && (json !== undefined || csv !== undefined)) {
		const other = json === undefined ? '--csv' : '--json';
		throw usage('--once', `${other} was given too`, `write ${other} ${once}`);
	}
	if (json !== undefined) return 'json';
	if (csv !== undefined) return 'csv';
	return once === undefined ? 'screen' : 'text';
}

/** Of events there is nothing but lines. @throws CannotStart */
function eventsOutput(given: OutputFlags): OutputOption {
	const {once, json, csv, view, width} = given;
	const [name] = Object.entries({once, json, csv, view, width}).find(([, value]) => value !== undefined) ?? [];
	if (name !== undefined) throw usage(`--${name}`, '--events was given too, which prints lines', `drop --${name}`);
	requireRows({...given, filter: undefined, limit: undefined}, 'drop it');
	return {output: 'events', rows: {}};
}

/** @throws CannotStart */
export function outputOption(
	given: OutputFlags,
	{views, tables = [], csvExtras = []}: Known,
	main: string,
): OutputOption {
	if (given.events !== undefined) return eventsOutput(given);
	const output = formOf(given);
	const view = viewOf(given, views);
	const {width} = given;
	if (width !== undefined && (output === 'json' || output === 'csv')) {
		throw usage('--width', 'it is the width of text', `drop it or --${output}`);
	}
	if (output === 'json' || output === 'csv') {
		const named = tableOf(given, tables);
		if (view !== undefined) {
			throw usage('--view', `it is for a screen or text`, `write --${output} ${view}`);
		}
		if (named === undefined) {
			requireRows(given, 'write --json TABLE');
			return {output, rows: {}};
		}
		const form = {isText: false, extras: output === 'csv' ? csvExtras : []};
		return {output, table: named.name, rows: rowsOption(given, named, form)};
	}
	const table = tables.find(({name}) => name === (view ?? main));
	const rows = table === undefined ? {} : rowsOption(given, table, {isText: true, extras: []});
	return {
		output,
		rows,
		...(view !== undefined && {view}),
		...(width !== undefined && {width: wholeNumber('--width', width, fewestColumns, mostColumns)}),
	};
}
