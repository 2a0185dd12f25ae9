// What a shell can complete, as data: the options from the records of the help, and the names that their values are.
import type {ConclusionFacts} from '../conclusion-facts.ts';
import type {EventKindFacts} from '../events-option.ts';
import type {NameKind, OptionGroup, OptionRecord} from '../option-record.ts';
import type {TableFacts} from '../table-facts.ts';

/** How a value is completed: one of its words, or some with commas between them, or as its kind of names is. */
type ValueCompletion = Exclude<NameKind, 'table' | 'view' | 'conclusions' | 'events'> | 'words' | 'list' | 'unknown';

export type CompletedOption = {
	/** With its dashes. */
	readonly flag: string;
	readonly short?: string;
	/** A few words. */
	readonly about: string;
	/** What stands for its value; none of a switch. */
	readonly value?: string;
	/** The value may be left out. */
	readonly isOptional: boolean;
	readonly completion: ValueCompletion;
	readonly words: readonly string[];
};

/** The columns of a table in one form of output. */
type CompletedColumns = {readonly form: string; readonly table: string; readonly columns: readonly string[]};

export type Completed = {
	readonly version: string;
	readonly options: readonly CompletedOption[];
	readonly scenarios: readonly {readonly name: string; readonly story: string}[];
	readonly columns: readonly CompletedColumns[];
	/** What each table can be sorted and filtered by. */
	readonly fields: readonly {readonly table: string; readonly columns: readonly string[]}[];
	/** The table when none is named. */
	readonly mainTable: string;
};

export type CompletionFacts = {
	readonly version: string;
	readonly views?: readonly string[];
	readonly tables?: readonly TableFacts[];
	readonly csvExtras?: readonly string[];
	readonly conclusions?: readonly ConclusionFacts[];
	readonly eventKinds?: readonly EventKindFacts[];
	readonly eventTable?: TableFacts;
	readonly scenarios?: readonly {readonly name: string; readonly story: string}[];
};

function completionOf(values: readonly (NameKind | readonly string[])[]): ValueCompletion {
	const [first] = values;
	if (first === undefined) return 'unknown';
	if (first === 'events' || first === 'conclusions') return 'list';
	return typeof first !== 'string' || first === 'view' || first === 'table' ? 'words' : first;
}

/** An option that stands in the help twice, as `--demo` does, is one. */
function optionOf(
	records: readonly OptionRecord[],
	wordsOf: (values: NameKind | readonly string[]) => readonly string[],
): CompletedOption | undefined {
	const [first] = records;
	if (first === undefined) return undefined;
	const {name, short, value, about} = first;
	const values = records.flatMap(record => (record.values === undefined ? [] : [record.values]));
	return {
		flag: `--${name}`,
		...(short !== undefined && {short: `-${short}`}),
		about: about.split(';', 1)[0] ?? '',
		...(value !== undefined && {value: value.replaceAll(/[[\]]/g, '')}),
		isOptional: records.some(record => record.value?.startsWith('[')),
		completion: completionOf(values),
		words: [...new Set(values.flatMap(wordsOf))],
	};
}

/** `--columns` of text knows what the screen shows; of JSON and CSV what programs are given. */
function columnsOf({name, columns}: TableFacts, extras: readonly string[]): readonly CompletedColumns[] {
	const shown = columns.filter(({isShown}) => isShown).map(({id}) => id);
	const printed = columns.filter(({isPrinted}) => isPrinted).map(({id}) => id);
	return [
		{form: 'text', table: name, columns: shown},
		{form: 'json', table: name, columns: printed},
		{form: 'csv', table: name, columns: [...printed, ...extras]},
	];
}

export function completedOf(groups: readonly OptionGroup[], facts: CompletionFacts): Completed {
	const {
		version,
		views = [],
		tables = [],
		csvExtras = [],
		conclusions = [],
		eventKinds = [],
		eventTable,
		scenarios = [],
	} = facts;
	const records = Map.groupBy(
		groups.flatMap(({options}) => options),
		({name}) => name,
	);
	const named: Partial<Record<NameKind, readonly string[]>> = {
		view: views,
		table: tables.map(({name}) => name),
		scenario: scenarios.map(({name}) => name),
		conclusions: conclusions.map(({id}) => id),
		events: [...eventKinds.map(({kind}) => kind), 'all'],
	};
	const wordsOf = (values: NameKind | readonly string[]): readonly string[] =>
		typeof values === 'string' ? (named[values] ?? []) : values;
	return {
		version,
		options: [...records.values()].flatMap(same => optionOf(same, wordsOf) ?? []),
		scenarios,
		columns: tables.flatMap(table => columnsOf(table, csvExtras)),
		fields: [...tables, ...(eventTable ? [eventTable] : [])].flatMap(({name, columns}) => {
			const ids = columns.filter(({hasValue}) => hasValue).map(({id}) => id);
			return ids.length === 0 ? [] : [{table: name, columns: ids}];
		}),
		mainTable: views[0] ?? '',
	};
}
