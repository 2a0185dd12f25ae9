import type {Sort} from '../table/table.ts';
import {saying, withLayer, withPane} from './layers.ts';
import type {ShownPane} from './shown.ts';
import {startingPane, type Ui} from './ui.ts';

/** Sorted anew, and by what: the column may have no room on the screen. */
function sortedBy(ui: Ui, {id, columns = [], sorts}: ShownPane, sort: Sort, now: number): Ui {
	const title = sorts.find(({id: column}) => column === sort.column)?.title ?? '';
	// Two columns may have the same title, as both kinds of OUT/s.
	const name = sorts.filter(other => other.title === title).length === 1 ? title : sort.column;
	const state = columns.find(({id: column}) => column === sort.column)?.state;
	const hidden = state === 'no room' || state === 'out' ? ', which is not on the screen' : '';
	return saying(withPane(ui, id, {sort}), `sorted by ${name} ${sort.descending ? '↓' : '↑'}${hidden}`, now);
}

/** In the other order. */
export function reversed(ui: Ui, pane: ShownPane, now: number): Ui {
	const {sort} = pane;
	return sort === undefined ? ui : sortedBy(ui, pane, {...sort, descending: !sort.descending}, now);
}

export function sorted(ui: Ui, pane: ShownPane, by: number, now: number): Ui {
	const columns = pane.sorts;
	const at = columns.findIndex(({id}) => id === pane.sort?.column);
	const next = columns[(at < 0 ? (by > 0 ? 0 : columns.length - 1) : at + by + columns.length) % columns.length];
	if (next === undefined) return ui;
	return sortedBy(ui, pane, {column: next.id, descending: next.descending}, now);
}

export function withSortMenu(ui: Ui, {id, sort, sorts}: ShownPane): Ui {
	const index = Math.max(
		0,
		sorts.findIndex(({id: column}) => column === sort?.column),
	);
	const cursor = {index, id: sorts[index]?.id};
	return withLayer(withPane(ui, 'sort', {...startingPane, cursor, held: true}), {kind: 'sort', pane: id});
}
