// A line as the terminal gets it: text with its styles as escape sequences inside, one string a row.
import {plainAscii} from '../format/plain-ascii.ts';
import {fit, widthOf} from '../format/width.ts';
import type {Line, Span} from '../screen/screen.ts';
import {accentBar} from './accent-bar.ts';
import {plain, type SgrPair, type Theme} from './theme.ts';

export type Painting = {
	readonly theme: Theme;
	/** Draw nothing but ASCII. */
	readonly ascii: boolean;
	/** Everything is old. */
	readonly faded: boolean;
};

function within(text: string, {on, off, spareBlanks}: SgrPair): string {
	if (text === '') return '';
	if (spareBlanks === undefined) return `${on}${text}${off}`;
	const shown = text.trim();
	if (shown === '') return text;
	const begin = text.indexOf(shown);
	return `${text.slice(0, begin)}${on}${shown}${off}${text.slice(begin + shown.length)}`;
}

/** The one look that all of a line has; undefined where each part has its own. */
function barOf({selected, accent}: Line, theme: Theme): SgrPair | undefined {
	if (selected === true) return theme.selected;
	return accent === undefined ? undefined : accentBar(accent, theme);
}

/** The line, exactly `width` cells wide where it is a bar or has a background, at most that wide otherwise. */
export function paintedLine(line: Line, width: number, {theme, ascii, faded}: Painting): string {
	const bar = barOf(line, theme);
	const selected = bar !== undefined;
	const around = faded && !selected ? theme.faded : plain;
	let room = width;
	let painted = '';
	for (const span of line.spans) {
		if (room <= 0) break;
		const cells = widthOf(span.text);
		const text = cells <= room ? span.text : fit(span.text, room);
		room -= Math.min(cells, room);
		painted += within(ascii ? plainAscii(text) : text, sgrPairOf(span, theme, selected, faded) ?? around);
	}
	if (!selected && theme.base === plain) return painted;
	const whole = painted + ' '.repeat(Math.max(0, room));
	return within(selected ? within(whole, bar) : whole, theme.base);
}

// A bar has one look from end to end; of what is faded, only what is wrong keeps its colour.
function sgrPairOf(span: Span, theme: Theme, selected: boolean, faded: boolean): SgrPair | undefined {
	if (span.selected === true) return theme.selected;
	const {style} = span;
	if (style === undefined || selected) return undefined;
	if (faded && style !== 'bad' && style !== 'warn' && style !== 'title') return undefined;
	return theme.styles[style];
}
