// Where a person would be who sees on the screen what is to be printed.
import type {RowsOption} from '../options/rows-option.ts';
import {createUi, startingPane, type Ui} from '../ui/ui.ts';
import {paneTableOf, type Table} from './tables.ts';
import type {Look} from '../views/look.ts';

/** The table's view, with its rows filtered, sorted and limited. */
export function uiFor({view, pane}: Pick<Table, 'view' | 'pane'>, {filter = '', sort, limit}: RowsOption): Ui {
	return {
		...createUi(view),
		filters: {[view]: filter},
		panes: {[pane]: {...startingPane, sort, mostRows: limit}},
	};
}

/** The same with only the columns of the screen that are asked for, and those that are always there. */
export function withColumns(ui: Ui, table: Table, look: Look, columns: readonly string[] | undefined): Ui {
	if (columns === undefined) return ui;
	const all = paneTableOf(table).columns({...look, ui});
	const chosen = Object.fromEntries(all.map(({id}) => [id, columns.includes(id)]));
	return {...ui, columns: {...ui.columns, [table.pane]: chosen}};
}
