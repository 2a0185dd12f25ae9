// How far back histograms and sparklines reach.
import {saying} from './layers.ts';
import type {Ui, WindowMinutes} from './ui.ts';

const windows: readonly WindowMinutes[] = [1, 5, 15];

/** `60 s`, `5 min`. */
export function windowInWords(minutes: WindowMinutes): string {
	return minutes === 1 ? '60 s' : `${minutes} min`;
}

function nextWindow(minutes: WindowMinutes, by: number): WindowMinutes | undefined {
	return windows[windows.indexOf(minutes) + by];
}

/** Why the window does not become wider, or narrower. */
export function whyNoOtherWindow({windowMinutes}: Ui, by: number): string | undefined {
	if (nextWindow(windowMinutes, by) !== undefined) return undefined;
	return `${windowInWords(windowMinutes)} is the ${by > 0 ? 'longest' : 'shortest'} window`;
}

export function withWindow(ui: Ui, by: number, now: number): Ui {
	const next = nextWindow(ui.windowMinutes, by);
	const why = whyNoOtherWindow(ui, by);
	if (next === undefined || why !== undefined) return saying(ui, why ?? '', now);
	return saying({...ui, windowMinutes: next}, `histograms and sparklines of the last ${windowInWords(next)}`, now);
}
