import type {Action} from './action.ts';
import {chosenNext} from './choosing.ts';
import {turned} from './connections.ts';
import {withPane, withTop} from './layers.ts';
import {type Grid, gridJump, gridStep} from './grid.ts';
import type {Shown, ShownPane} from './shown.ts';
import {paneOf, type Ui} from './ui.ts';

export function moved(ui: Ui, shown: Shown, action: Action & {kind: 'move'}): Ui {
	const {pane, page} = shown;
	if (page !== undefined) {
		if (action.unit === 'row' && page.chosen !== undefined) {
			const next = chosenNext(ui, shown, action.by);
			if (next !== undefined) return next;
		}
		const step = action.unit === 'row' ? 1 : action.unit === 'half' ? Math.floor(page.height / 2) : page.height - 1;
		return withTop(ui, top => Math.min(top + action.by * step, Math.max(0, page.lines - page.height)));
	}
	if (pane === undefined) return ui;
	if (pane.grid !== undefined) return movedInGrid(ui, pane, pane.grid, action);
	if (action.unit === 'page') {
		const next = turned(ui, shown, action.by);
		if (next !== undefined) return next;
	}
	const step = action.unit === 'row' ? 1 : action.unit === 'half' ? Math.floor(pane.height / 2) : pane.height - 1;
	// Several keys may arrive before the next picture: the second one moves on from the first.
	const {cursor, following: follows} = paneOf(ui, pane.id);
	const from = cursor.id === undefined && !(pane.stream && follows) ? cursor.index : pane.cursor.index;
	const index = Math.min(Math.max(0, from + action.by * Math.max(1, step)), Math.max(0, pane.rows - 1));
	const following = pane.stream && action.by > 0 && index >= pane.rows - 1 && follows;
	return withPane(ui, pane.id, {cursor: {index, id: undefined}, following, held: index > 0});
}

/** Several keys may arrive before the next picture: the second one moves on from the first. */
function cellNow(ui: Ui, pane: ShownPane): number {
	const {cursor, held} = paneOf(ui, pane.id);
	return held && cursor.id === undefined ? cursor.index : pane.cursor.index;
}

function atCell(ui: Ui, pane: ShownPane, index: number): Ui {
	return withPane(ui, pane.id, {cursor: {index, id: undefined}, held: true});
}

function movedInGrid(ui: Ui, pane: ShownPane, grid: Grid, {unit, by}: Action & {kind: 'move'}): Ui {
	const from = cellNow(ui, pane);
	const to = unit === 'row' ? gridStep(grid, from, by < 0 ? 'up' : 'down') : gridJump(grid, from, unit, by);
	return to === undefined ? ui : atCell(ui, pane, to);
}

/** To the column, or the cell, on the left or right. */
export function movedSideways(ui: Ui, {pane}: Shown, by: number): Ui {
	if (pane === undefined) return ui;
	if (pane.grid === undefined) return withPane(ui, pane.id, {columnOffset: Math.max(0, pane.columnOffset + by)});
	const to = gridStep(pane.grid, cellNow(ui, pane), by < 0 ? 'left' : 'right');
	return to === undefined ? ui : atCell(ui, pane, to);
}

export function toEdge(ui: Ui, shown: Shown, to: 'first' | 'last'): Ui {
	const {pane, page} = shown;
	if (page !== undefined) return withTop(ui, () => (to === 'first' ? 0 : Math.max(0, page.lines - page.height)));
	if (pane === undefined) return ui;
	const index = to === 'first' ? 0 : Math.max(0, pane.rows - 1);
	if (pane.grid !== undefined) return atCell(ui, pane, index);
	return withPane(ui, pane.id, {
		cursor: {index, id: undefined},
		following: pane.stream && to === 'last',
		held: index > 0,
	});
}
