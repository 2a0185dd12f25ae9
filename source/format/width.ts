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

/** The text shortened to at most `width` cells by taking out its middle; more stays of its end than of its beginning. */
export function cutMiddle(text: string, width: number): string {
	if (width <= 0) return '';
	if (widthOf(text) <= width) return text;
	const beginning = cut(text, Math.floor((width - 1) / 3) + 1);
	let end = '';
	let left = width - widthOf(beginning);
	for (const grapheme of [...graphemes(text)].toReversed()) {
		left -= widthOf(grapheme);
		if (left < 0) break;
		end = grapheme + end;
	}
	return beginning + end;
}

/** Exactly `width` cells: shortened, or filled with blanks. */
export function fit(text: string, width: number, align: 'left' | 'right' = 'left'): string {
	const short = cut(text, width);
	const blanks = ' '.repeat(Math.max(0, width - widthOf(short)));
	return align === 'left' ? short + blanks : blanks + short;
}
