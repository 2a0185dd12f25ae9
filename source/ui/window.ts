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

function noOther(minutes: WindowMinutes, by: number): string {
	return `${windowInWords(minutes)} is the ${by > 0 ? 'longest' : 'shortest'} window`;
}

/** Why the window does not become wider, or narrower. */
export function whyNoOtherWindow({windowMinutes}: Ui, by: number): string | undefined {
	return nextWindow(windowMinutes, by) === undefined ? noOther(windowMinutes, by) : undefined;
}

export function withWindow(ui: Ui, by: number, now: number): Ui {
	const next = nextWindow(ui.windowMinutes, by);
	if (next === undefined) return saying(ui, noOther(ui.windowMinutes, by), now);
	return saying({...ui, windowMinutes: next}, `histograms and sparklines of the last ${windowInWords(next)}`, now);
}
