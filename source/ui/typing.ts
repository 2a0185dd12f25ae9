import {tame} from '../format/tame.ts';
import {saying, withTop, withTopLayer} from './layers.ts';
import type {Shown} from './shown.ts';
import {filterPlace, isText, topLayer, type Typing, type Ui} from './ui.ts';

/** The longest text that is typed, in UTF-16 units. */
export const mostTyped = 200;

export function typed(ui: Ui, typing: Typing, given: string): Ui {
	// A pasted name may be hostile; the names it is compared with are tamed too.
	const text = tame(given);
	const next = {...ui, typing: {...typing, text}};
	switch (typing.purpose) {
		case 'filter':
			return {...next, filters: {...ui.filters, [filterPlace(ui)]: text}};
		case 'search':
			return withSearch(next, text);
		case 'command':
		case 'file':
		case 'confirm':
		case 'note':
			return next;
	}
}

/**
 * A paste is text, not keys: it goes into an open prompt as one line, and is refused elsewhere. It does not confirm a
 * command either, so that the name is read before it is typed.
 */
export function pasted(ui: Ui, given: string, now: number): Ui {
	if (ui.typing === undefined) {
		return saying(ui, 'a paste is not taken as keys: / or : opens a line to paste into', now);
	}
	if (ui.typing.purpose === 'confirm') return saying(ui, 'a confirmation is typed, not pasted: nothing was sent', now);
	const line = given.replace(/^[\r\n]+|[\r\n]+$/g, '').replace(/\r\n?|[\n\t]/g, ' ');
	const next = typed(ui, ui.typing, (ui.typing.text + line).slice(0, mostTyped));
	return ui.typing.text.length + line.length <= mostTyped
		? next
		: saying(next, `only the first ${mostTyped} characters were taken`, now);
}

function withSearch(ui: Ui, search: string): Ui {
	const layer = topLayer(ui);
	if (!isText(layer)) return ui;
	return withTopLayer(ui, {...layer, search});
}

/** Goes to the next match at or after line `from`, or before it. */
export function toMatch(ui: Ui, {page}: Shown, by: number, from: (top: number) => number, now: number): Ui {
	const layer = topLayer(ui);
	if (page === undefined || !isText(layer)) return ui;
	if (layer.search === '') return saying(ui, 'no search yet; / starts one', now);
	const {matches} = page;
	const start = from(layer.top);
	const next =
		by > 0
			? (matches.find(number => number >= start) ?? matches[0])
			: (matches.findLast(number => number <= start) ?? matches.at(-1));
	if (next === undefined) return saying(ui, `"${layer.search}" not found`, now);
	return withTop(ui, () => next);
}
