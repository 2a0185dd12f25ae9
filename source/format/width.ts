// Text measured in terminal cells: wide characters take two, combining marks none.
import stringWidth from 'string-width';
import {graphemes} from './graphemes.ts';
import {isNarrow} from './narrow.ts';

/** Terminal cells the text takes. */
export function widthOf(text: string): number {
	return isNarrow(text) ? text.length : stringWidth(text);
}

/** The text shortened to at most `width` cells; a cut is marked by `…`. */
export function cut(text: string, width: number): string {
	if (width <= 0) return '';
	const whole = widthOf(text);
	if (whole <= width) return text;
	if (isNarrow(text)) return `${text.slice(0, width - 1)}…`;
	let kept = '';
	let used = 0;
	for (const grapheme of graphemes(text)) {
		const cells = widthOf(grapheme);
		if (used + cells > width - 1) break;
		kept += grapheme;
		used += cells;
	}
	return `${kept}…`;
}

/** Exactly `width` cells: shortened, or filled with blanks. */
export function fit(text: string, width: number, align: 'left' | 'right' = 'left'): string {
	const short = cut(text, width);
	const blanks = ' '.repeat(Math.max(0, width - widthOf(short)));
	return align === 'left' ? short + blanks : blanks + short;
}
