// Moments that a person marked.
import {limits, type Model} from './model.ts';
import {note as notice} from './notices.ts';

/** `note` is what the person said of it, tamed; empty when nothing. */
export function keepMarker(model: Model, at: number, note: string): void {
	const {markers} = model;
	markers.push({at, note});
	if (markers.length > limits.markers) {
		markers.shift();
		model.forgotten.markers++;
	}
	notice(model, 'marker', at, '', note);
}
