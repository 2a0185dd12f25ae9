// For terminals that cannot draw more than ASCII.
import {widthOf} from './width.ts';

const signs: Readonly<Record<string, string>> = {
	'─': '-',
	'│': '|',
	'·': '.',
	'…': '~',
	'–': '-',
	'−': '-',
	'×': 'x',
	'±': '~',
	'▲': '!',
	'●': '*',
	'○': 'o',
	'★': '*',
	'▸': '>',
	'✗': 'x',
	'✓': 'v',
	'↻': '@',
	'↑': '^',
	'↓': 'v',
	'←': '<',
	'→': '>',
	'⏎': '<',
	'␣': '_',
	'⇧': '^',
	'’': "'",
	'⏸': '=',
	'≤': '<',
	'≥': '>',
	Δ: 'd',
	'▁': '_',
	'▂': '.',
	'▃': ':',
	'▄': '-',
	'▅': '=',
	'▆': '+',
	'▇': '*',
	'█': '#',
};

const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});

/** The text in ASCII, of the same width in cells; what has no likeness becomes `?` in each of its cells. */
export function plainAscii(text: string): string {
	if (/^[\x20-\x7e]*$/.test(text)) return text;
	let plain = '';
	for (const {segment} of segmenter.segment(text)) {
		plain += /^[\x20-\x7e]$/.test(segment) ? segment : (signs[segment] ?? '?'.repeat(widthOf(segment)));
	}
	return plain;
}
