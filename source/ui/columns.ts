// Which columns a table has: chosen in a list, kept for as long as the program runs.
import {withLayer, withoutLayer, withPane} from './layers.ts';
import type {Shown} from './shown.ts';
import {startingPane, topLayer, type Ui} from './ui.ts';
import type {Target} from './target.ts';

/** Why no columns can be chosen here. */
export function whyNotChoose(ui: Ui, {pane}: Shown): string | undefined {
	const layer = topLayer(ui);
	if (layer?.kind === 'columns') return undefined;
	if (pane === undefined || pane.grid !== undefined) return 'only in a table';
	return layer === undefined ? undefined : 'only in a view';
}

/** Opens the list of columns of the pane that has the keys, or closes it. */
export function withColumnChooser(ui: Ui, {pane}: Shown): Ui {
	if (topLayer(ui)?.kind === 'columns') return withoutLayer(ui);
	if (pane === undefined) return ui;
	return withLayer(withPane(ui, 'columns', startingPane), {kind: 'columns', pane: pane.id});
}

/** Why a column of the list is not taken out. */
export const alwaysShown = 'this column is always shown';

export function withColumn(ui: Ui, {pane, column, shown}: Extract<Target, {kind: 'column'}>): Ui {
	return {...ui, columns: {...ui.columns, [pane]: {...ui.columns[pane], [column]: shown}}};
}
