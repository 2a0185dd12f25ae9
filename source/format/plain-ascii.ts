// For terminals that cannot draw more than ASCII.
import {asciiOfBraille} from './braille.ts';
import {graphemes} from './graphemes.ts';
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
	'◐': '%',
	'★': '*',
	'▸': '>',
	'✗': 'x',
	'✓': 'v',
	'↻': '@',
	'◆': '#',
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

/** The text in ASCII, of the same width in cells; a character without an ASCII likeness becomes `?`. */
export function plainAscii(text: string): string {
	if (/^[\x20-\x7e]*$/.test(text)) return text;
	let plain = '';
	for (const grapheme of graphemes(text)) {
		plain += /^[\x20-\x7e]$/.test(grapheme)
			? grapheme
			: (signs[grapheme] ?? asciiOfBraille(grapheme) ?? '?'.repeat(widthOf(grapheme)));
	}
	return plain;
}
