import {type Binding, worksHere} from './binding.ts';
import {bindings} from './bindings.ts';
import type {Shown} from './shown.ts';
import {paneOf, topLayer, type Ui} from './ui.ts';

/** Of those that only look; what changes something comes after them. */
const mostFooterKeys = 6;

/** The keys worth a place in the footer here, most useful first. */
export function footerKeys(ui: Ui, shown: Shown): readonly {readonly label: string; readonly text: string}[] {
	const off = shown.pane?.stream === true && !paneOf(ui, shown.pane.id).following;
	// What brings back to the present comes first.
	const rankOf = (label: string, rank: number): number => (label === '␣' && ui.frozenAt !== undefined ? 0 : rank);
	const working = bindings.filter(binding => worksHere(binding, ui, shown));
	const keysOf = (some: readonly Binding[]) =>
		some
			.flatMap(binding => binding.footer ?? [])
			.filter(({label}) => label !== '!' || topLayer(ui)?.kind !== 'problems')
			.toSorted((a, b) => rankOf(a.label, a.rank) - rankOf(b.label, b.rank))
			.map(({label, text}) => ({label, text: typeof text === 'string' ? text : text(ui, shown)}));
	const looking = keysOf(working.filter(({commands}) => commands === undefined));
	const first = off ? [{label: 'G', text: 'follow'}, ...looking] : looking;
	// Help is always in reach.
	return [
		...first.slice(0, mostFooterKeys - 1),
		...keysOf(working.filter(({commands}) => commands !== undefined)),
		{label: '?', text: 'help'},
	];
}
