// For terminals that cannot draw more than ASCII: every sign this program draws has one cell, before and after.

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
	'⏸': '=',
	'≤': '<',
	'≥': '>',
	'Δ': 'd',
	'▁': '_',
	'▂': '.',
	'▃': ':',
	'▄': '-',
	'▅': '=',
	'▆': '+',
	'▇': '*',
	'█': '#',
};

/** The text in ASCII, of the same width where every character has one cell; what has no likeness becomes `?`. */
export function plainAscii(text: string): string {
	return text.replace(/[^\x20-\x7e]/gu, character => signs[character] ?? '?');
}
