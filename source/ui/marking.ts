// Markers: a person says that this moment is worth finding again.
import {saying} from './layers.ts';
import type {Shown} from './shown.ts';
import type {Updated} from './updated.ts';
import type {Ui} from './ui.ts';

/** Why no marker can be set here. */
export function whyNotMark({past}: Shown): string | undefined {
	if (past === undefined) return undefined;
	return past.isReplay
		? 'a marker is of now, and this is a recording'
		: 'a marker is of now, and this is the past; Esc returns';
}

/** Opens the prompt for the note. */
export function markerBegun(ui: Ui): Ui {
	return {...ui, typing: {purpose: 'note', text: '', before: ''}};
}

/** Marks this moment, unless another one is looked at. */
export function marked(ui: Ui, note: string, shown: Shown, now: number): Updated {
	const why = whyNotMark(shown);
	if (why !== undefined) return {ui: saying(ui, why, now), effects: []};
	return {
		ui: saying(ui, 'marked: it is among the newest events, and in recordings', now),
		effects: [{kind: 'mark', note: note.trim()}],
	};
}
