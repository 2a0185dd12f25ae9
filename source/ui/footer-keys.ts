import {type Binding, worksHere} from './binding.ts';
import {bindings} from './bindings.ts';
import type {Shown} from './shown.ts';
import {paneOf, type Ui} from './ui.ts';

/** Without the keys of commands, which come after them. */
const mostFooterKeys = 6;

/** `works` is false where the text says why it does not. */
export type FooterKey = {readonly label: string; readonly text: string; readonly works: boolean};

/** The keys worth a place in the footer here, most useful first. */
export function footerKeys(ui: Ui, shown: Shown): readonly FooterKey[] {
	const off = shown.pane?.stream === true && !paneOf(ui, shown.pane.id).following;
	const keysOf = (some: readonly Binding[]): readonly FooterKey[] =>
		some
			.flatMap((binding): readonly (FooterKey & {readonly rank: number})[] => {
				const {footer} = binding;
				if (footer === undefined) return [];
				const {label, text} = footer;
				const rank = typeof footer.rank === 'number' ? footer.rank : footer.rank(ui, shown);
				if (worksHere(binding, ui, shown)) {
					const told = typeof text === 'string' ? text : text(ui, shown);
					return told === '' ? [] : [{label, text: told, works: true, rank}];
				}
				const lack = footer.lacks?.(shown);
				return lack === undefined ? [] : [{label, text: lack, works: false, rank}];
			})
			.toSorted((a, b) => a.rank - b.rank);
	const looking = keysOf(bindings.filter(({commands}) => commands === undefined));
	const first: readonly FooterKey[] = off ? [{label: 'G', text: 'follow', works: true}, ...looking] : looking;
	// Help is always there.
	return [
		...first.slice(0, mostFooterKeys - 1),
		...keysOf(bindings.filter(({commands}) => commands !== undefined)),
		{label: '?', text: 'help', works: true},
	];
}
