// Labels of metrics. What strangers choose has a limit: there are time series for so many names only, the rest is summed.
import {withoutControls, withoutSecrets} from '../format/tame.ts';
import type {Sample} from './metrics-text.ts';

/** Under which the rest stands; whoever is called so is counted with it. */
const rest = 'other';

/** As it stands in a label. */
export function labelOf(text: string): string {
	return withoutControls(withoutSecrets(text)).toWellFormed();
}

/** The largest by a label, and all others as one. */
export function largestBy(
	label: string,
	values: Iterable<readonly [name: string, value: number]>,
	most: number,
): readonly Sample[] {
	const sums = new Map<string, number>();
	for (const [name, value] of values) sums.set(labelOf(name), (sums.get(labelOf(name)) ?? 0) + value);
	const told = new Map<string, number>();
	for (const [place, [name, value]] of [...sums].sort(([, a], [, b]) => b - a).entries()) {
		const shown = place < most ? name : rest;
		told.set(shown, (told.get(shown) ?? 0) + value);
	}
	return [...told].map(([name, value]) => ({value, labels: {[label]: name}}));
}
