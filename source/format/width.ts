// Text measured in terminal cells: wide characters take two, combining marks none.
import stringWidth from 'string-width';

const ascii = /^[\x20-\x7e]*$/;
// Everything below the combining marks, box drawing, blocks, arrows and the signs this program draws: one cell each.
const narrow =
	/^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u2199\u21bb\u2212\u2500-\u25fc\u25ff\u2713\u2717\u23ce\ufffd]*$/;

// A cell a character.
function isNarrow(text: string): boolean {
	return ascii.test(text) || narrow.test(text);
}

/** Terminal cells the text takes. */
export function widthOf(text: string): number {
	return isNarrow(text) ? text.length : stringWidth(text);
}

const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});

/** The text shortened to at most `width` cells; what is cut is told by `…`. */
export function cut(text: string, width: number): string {
	if (width <= 0) return '';
	const whole = widthOf(text);
	if (whole <= width) return text;
	if (isNarrow(text)) return `${text.slice(0, width - 1)}…`;
	let kept = '';
	let used = 0;
	for (const {segment} of segmenter.segment(text)) {
		const cells = widthOf(segment);
		if (used + cells > width - 1) break;
		kept += segment;
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
