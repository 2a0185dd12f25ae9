import {withLayer, withPane} from './layers.ts';
import type {ShownPane} from './shown.ts';
import {startingPane, type Ui} from './ui.ts';

export function sorted(ui: Ui, pane: ShownPane, by: number): Ui {
	const columns = pane.sorts;
	const at = columns.findIndex(({id}) => id === pane.sort?.column);
	const next = columns[(at < 0 ? (by > 0 ? 0 : columns.length - 1) : at + by + columns.length) % columns.length];
	if (next === undefined) return ui;
	return withPane(ui, pane.id, {sort: {column: next.id, descending: next.descending}});
}

export function withSortMenu(ui: Ui, {id, sort, sorts}: ShownPane): Ui {
	const index = Math.max(
		0,
		sorts.findIndex(({id: column}) => column === sort?.column),
	);
	const cursor = {index, id: sorts[index]?.id};
	return withLayer(withPane(ui, 'sort', {...startingPane, cursor, held: true}), {kind: 'sort', pane: id});
}
