// The colours of the pictures: those of a dark terminal, and the classes that stand for them.
import type {Look} from './cells.ts';

/** Units of a cell. The letters of most fixed-width fonts are six tenths as wide as they are high. */
export const cellWidth = 6;
export const cellHeight = 13;

export const paper = '#10141a';
export const plain = '#c9d1d9';
const dimmed = '#7d8590';
const bright = '#ffffff';

/** The sixteen colours of a terminal, by number. */
export const palette: readonly string[] = [
	'#10141a',
	'#f0635a',
	'#7fbf6a',
	'#e0b050',
	'#5f8fd9',
	'#b57fd0',
	'#5fb7d9',
	'#c9d1d9',
	'#7d8590',
	'#ff8880',
	'#9fd98a',
	'#f0cc80',
	'#8fb4f0',
	'#d0a5e8',
	'#8fd4ee',
	'#ffffff',
];

function colourOf(colour: string | number, own: string): string {
	return typeof colour === 'string' ? (colour === 'default' ? own : colour) : (palette[colour] ?? own);
}

/** The colours of a run; behind its text is nothing where `background` is undefined. */
type Colours = {readonly foreground: string; readonly background: string | undefined; readonly isBold: boolean};

function coloursOf({foreground, background, isBold, isDim, isInverse}: Look): Colours {
	const own = isDim ? dimmed : isBold ? bright : plain;
	const front = colourOf(foreground, own);
	const back = background === 'default' ? undefined : colourOf(background, paper);
	if (!isInverse) return {foreground: front, background: back, isBold};
	return {foreground: back ?? paper, background: foreground === 'default' ? plain : front, isBold};
}

/** The names of the classes of a look; empty where none is needed. */
export function classesOf(look: Look): {readonly text: string; readonly behind: string} {
	const {foreground, background, isBold} = coloursOf(look);
	const text = foreground === plain && !isBold ? '' : `t${foreground.slice(1)}${isBold ? '-bold' : ''}`;
	return {text, behind: background === undefined ? '' : `b${background.slice(1)}`};
}

/** The style sheet for all classes that the content uses. */
export function rulesFor(content: string): string {
	const used = [...new Set([...content.matchAll(/class="([tb])([0-9a-f]{6})(-bold)?"/g)].map(String))].sort();
	const rules = used.map(match => {
		const [, kind = '', colour = '', bold = ''] = match.split(',');
		return `.${kind}${colour}${bold}{fill:#${colour}${bold === '' ? '' : ';font-weight:bold'}}`;
	});
	return `text{fill:${plain}}${rules.join('')}`;
}
