// Choosing a line of a page that opens something: by Tab, and from line to line by the arrows once one is chosen.
import {withFocus, withTopLayer} from './layers.ts';
import type {Shown} from './shown.ts';
import {keyOfTarget} from './key-of-target.ts';
import {topLayer, type Ui} from './ui.ts';

/** Lines that stay seen above the chosen one, where the page has to be scrolled to it. */
const seenAbove = 3;

function topFor(top: number, line: number, height: number): number {
	return line >= top && line < top + height ? top : Math.max(0, line - Math.min(seenAbove, height - 1));
}

/** Chooses the line after the chosen one, or before it; the first that is seen where none is. Undefined where there is none. */
export function chosenNext(ui: Ui, {page}: Shown, by: number): Ui | undefined {
	const layer = topLayer(ui);
	if (page === undefined || layer?.kind !== 'page' || page.openable.length === 0) return undefined;
	const {openable, height} = page;
	const seen = openable.findIndex(({line}) => line >= layer.top);
	const first = by > 0 ? Math.max(0, seen) : openable.length - 1;
	const index = page.chosen === undefined ? first : page.chosen + by;
	const next = openable[index];
	if (next === undefined) return undefined;
	const chosen = keyOfTarget(next.target);
	return withTopLayer(ui, {...layer, chosen, top: topFor(layer.top, next.line, height)});
}

/** The entry before or after a place; the list goes round. */
export function neighbour<T>(list: readonly T[], at: number, by: number): T | undefined {
	return list.length === 0 ? undefined : list[(Math.max(0, at) + by + list.length) % list.length];
}

/** To the next pane that has rows, or the next line of a page that opens something. */
export function toNeighbour(ui: Ui, shown: Shown, by: number): Ui {
	if (shown.page !== undefined) return chosenNext(ui, shown, by) ?? ui;
	const next = neighbour(shown.panes, shown.panes.indexOf(shown.pane?.id ?? ''), by);
	return next === undefined ? ui : withFocus(ui, next);
}
