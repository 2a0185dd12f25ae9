// What somebody has chosen of tables on the screen, as the configuration file has it.
import {paneOf, type TableStart, type Ui} from '../ui/ui.ts';
import type {TableFacts} from '../options/table-facts.ts';

export type ChosenTable = {
	readonly name: string;
	/** As after `--sort`; undefined where it begins so already. */
	readonly sort?: string;
	/** Each with a sign, or all of them; undefined where it begins so already. */
	readonly columns?: readonly string[];
	/** How the table begins then. */
	readonly start: TableStart;
};

function sortText({columns}: TableFacts, {column, descending}: NonNullable<TableStart['sort']>): string {
	const usual = columns.find(({id}) => id === column)?.isDescending ?? false;
	return descending === usual ? column : `${column}:${descending ? 'desc' : 'asc'}`;
}

/** The names of the columns that are shown, where that is said of each; else what is asked for and taken out. */
function columnNames({columns}: TableFacts, chosen: Readonly<Record<string, boolean>>): readonly string[] {
	const ids = columns.filter(({isShown}) => isShown).map(({id}) => id);
	const said = ids.filter(id => chosen[id] !== undefined);
	if (said.length === ids.length) return ids.filter(id => chosen[id] === true);
	return said.map(id => `${chosen[id] === true ? '+' : '-'}${id}`);
}

function isSameSort(one: TableStart['sort'], other: TableStart['sort']): boolean {
	return one?.column === other?.column && one?.descending === other?.descending;
}

/** The tables that are not as they begin. */
export function chosenTables(ui: Ui, tables: readonly TableFacts[]): readonly ChosenTable[] {
	return tables.flatMap(facts => {
		const {pane, name} = facts;
		const start = ui.tableStarts.find(one => one.pane === pane) ?? {pane};
		const {sort} = paneOf(ui, pane);
		const chosen = ui.columns[pane];
		const isSorted =
			sort !== undefined && !isSameSort(sort, start.sort) && facts.columns.some(({id}) => id === sort.column);
		const names = chosen === undefined || chosen === start.columns ? [] : columnNames(facts, chosen);
		const before = start.columns === undefined ? [] : columnNames(facts, start.columns);
		const hasOther = names.length > 0 && names.join() !== before.join();
		if (!isSorted && !hasOther) return [];
		return [
			{
				name,
				...(isSorted && {sort: sortText(facts, sort)}),
				...(hasOther && {columns: names}),
				start: {...start, ...(isSorted && {sort}), ...(hasOther && chosen && {columns: chosen})},
			},
		];
	});
}
