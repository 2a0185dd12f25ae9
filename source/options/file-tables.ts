// `[view.servers]` of the configuration file: how a table is sorted, and which columns it has, before anybody says
// anything else.
import type {ConfigFile} from '../configuration/config-file.ts';
import type {ConfigNode} from '../configuration/config-node.ts';
import {dotted, requireKeys, tableIn, told, wrongKind} from './file-faults.ts';
import {type RowsOption, rowsOption} from './rows-option.ts';
import type {TableFacts} from './table-facts.ts';

/** How a table begins; `columns`: whether each is shown. */
export type TableStart = {
	readonly table: string;
	readonly pane: string;
	readonly sort?: NonNullable<RowsOption['sort']>;
	readonly columns?: Readonly<Record<string, boolean>>;
};

/** A setting as it is printed. */
export type FileEntry = {readonly name: string; readonly value: string; readonly line: number};

const form = {isText: true, extras: []};

function columnNames(file: ConfigFile, path: readonly string[], node: ConfigNode): readonly string[] {
	const names = node.kind === 'list' ? node.items.map(item => (item.kind === 'text' ? item.value : '')) : [];
	const signed = names.filter(name => /^[+-]/.test(name));
	if (names.length > 0 && !names.includes('') && (signed.length === 0 || signed.length === names.length)) return names;
	throw wrongKind(
		file,
		path,
		node,
		'columns = ["NAME", "NAME"], or ["+NAME", "-NAME"] to ask for one and take one out',
	);
}

/** Whether each is shown: only these; or, where they have a sign, these besides the usual ones, and without those. */
function shownOf(names: readonly string[], facts: TableFacts): Readonly<Record<string, boolean>> {
	const plain = names.map(name => name.replace(/^[+-]/, ''));
	const ids = rowsOption({columns: plain.join(',')}, facts, form).columns ?? [];
	if (plain.every((name, index) => name === names[index])) {
		const shown = facts.columns.filter(({isShown}) => isShown);
		return Object.fromEntries(shown.map(({id}) => [id, ids.includes(id)]));
	}
	const out = names.filter(name => name.startsWith('-')).map(name => name.slice(1));
	const idsOut = out.length === 0 ? [] : rowsOption({columns: out.join(',')}, facts, form).columns;
	return Object.fromEntries(ids.map(id => [id, idsOut?.includes(id) !== true]));
}

function startOf(file: ConfigFile, facts: TableFacts, node: ConfigNode): {start: TableStart; entries: FileEntry[]} {
	const path = ['view', facts.name];
	const table = tableIn(file, path, node);
	requireKeys(file, path, table, ['sort', 'columns']);
	const [sort, columns] = [table.entries.get('sort'), table.entries.get('columns')];
	if (sort !== undefined && sort.kind !== 'text') throw wrongKind(file, [...path, 'sort'], sort, 'sort = "COLUMN"');
	const named = columns === undefined ? undefined : columnNames(file, [...path, 'columns'], columns);
	const begins = told(file, [...path, 'sort'], sort, () => rowsOption({sort: sort?.value}, facts, form)).sort;
	const chosen = told(file, [...path, 'columns'], columns, () => named && shownOf(named, facts));
	return {
		start: {
			table: facts.name,
			pane: facts.pane,
			...(begins && {sort: begins}),
			...(chosen && {columns: chosen}),
		},
		entries: [
			...(sort === undefined ? [] : [{name: dotted([...path, 'sort']), value: sort.value, line: sort.line}]),
			...(columns === undefined || named === undefined
				? []
				: [{name: dotted([...path, 'columns']), value: named.join(','), line: columns.line}]),
		],
	};
}

/** @throws CannotStart that names file, line and key */
export function fileTables(
	file: ConfigFile,
	tables: readonly TableFacts[],
): {readonly starts: readonly TableStart[]; readonly entries: readonly FileEntry[]} {
	const node = file.root.entries.get('view');
	if (node === undefined) return {starts: [], entries: []};
	const views = tableIn(file, ['view'], node);
	requireKeys(
		file,
		['view'],
		views,
		tables.map(({name}) => name),
	);
	const found = tables.flatMap(facts => {
		const its = views.entries.get(facts.name);
		return its === undefined ? [] : [startOf(file, facts, its)];
	});
	return {starts: found.map(({start}) => start), entries: found.flatMap(({entries}) => entries)};
}
