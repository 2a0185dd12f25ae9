// What the styles look like. Every style is doubled by a sign or a word, so that nothing is lost without colour.
import type {Style} from '../screen.ts';

/** The escape sequences that begin and end something; empty for nothing. */
export type Ink = {readonly on: string; readonly off: string};

export type Theme = {
	readonly styles: Readonly<Record<Style, Ink>>;
	readonly selected: Ink;
	readonly faded: Ink;
};

function ink(on: string, off: string): Ink {
	return {on: `\u001b[${on}m`, off: `\u001b[${off}m`};
}

const bold = ink('1', '22');
const dim = ink('2', '22');
const inverse = ink('7', '27');
const plain: Ink = {on: '', off: ''};

/** Sixteen colours are enough, and they are the person's own. */
export const colourTheme: Theme = {
	styles: {
		good: ink('32', '39'),
		warn: ink('33', '39'),
		bad: ink('1;31', '22;39'),
		dim,
		strong: bold,
		accent: ink('36', '39'),
		title: inverse,
		match: ink('30;43', '39;49'),
	},
	selected: inverse,
	faded: dim,
};

/** For NO_COLOR: weight and inversion only. */
export const plainTheme: Theme = {
	styles: {good: plain, warn: plain, bad: bold, dim, strong: bold, accent: plain, title: inverse, match: inverse},
	selected: inverse,
	faded: dim,
};
