// What the styles look like. Every style is doubled by a sign or a word, so that nothing is lost without colour.
import type {Style} from '../screen/screen.ts';

/** The escape sequences that begin and end something; empty for nothing. */
export type SgrPair = {
	readonly on: string;
	readonly off: string;
	/** A line below the text, or a colour behind it: the blanks before and after the text go without. */
	readonly spareBlanks?: true;
};

export type Theme = {
	/** Around each line, which is then as wide as the screen; empty where texts stand on the terminal's own background. */
	readonly base: SgrPair;
	readonly styles: Readonly<Record<Style, SgrPair>>;
	readonly selected: SgrPair;
	readonly faded: SgrPair;
};

export function sgrPair(on: string, off: string): SgrPair {
	return {on: `\u001b[${on}m`, off: `\u001b[${off}m`};
}

const bold = sgrPair('1', '22');
const dim = sgrPair('2', '22');
const inverse = sgrPair('7', '27');
/** Neither colours nor attributes. */
export const plain: SgrPair = {on: '', off: ''};

/** Sixteen colours are enough, and they are the person's own. */
export const colourTheme: Theme = {
	base: plain,
	styles: {
		good: sgrPair('32', '39'),
		warn: sgrPair('33', '39'),
		bad: sgrPair('1;31', '22;39'),
		dim,
		strong: bold,
		accent: sgrPair('36', '39'),
		title: inverse,
		match: sgrPair('30;43', '39;49'),
	},
	selected: inverse,
	faded: dim,
};

/** For NO_COLOR: weight, lines and inversion only. */
export const plainTheme: Theme = {
	base: plain,
	styles: {
		good: plain,
		warn: {...sgrPair('4', '24'), spareBlanks: true},
		bad: {...sgrPair('1;4', '22;24'), spareBlanks: true},
		dim,
		strong: bold,
		accent: plain,
		title: inverse,
		match: inverse,
	},
	selected: inverse,
	faded: dim,
};
