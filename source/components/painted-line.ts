// A line as the terminal gets it: text with its styles as escape sequences inside, one string a row.
import {plainAscii} from '../format/plain-ascii.ts';
import {fit, widthOf} from '../format/width.ts';
import type {Line, Span} from '../screen.ts';
import type {Ink, Theme} from './theme.ts';

export type Painting = {
	readonly theme: Theme;
	/** Draw nothing but ASCII. */
	readonly ascii: boolean;
	/** Everything is old. */
	readonly faded: boolean;
};

function within(text: string, {on, off}: Ink): string {
	return text === '' ? '' : `${on}${text}${off}`;
}

/** The line, exactly `width` cells wide where it is selected, at most that wide otherwise. */
export function paintedLine(line: Line, width: number, {theme, ascii, faded}: Painting): string {
	let room = width;
	let painted = '';
	for (const span of line.spans) {
		if (room <= 0) break;
		const whole = ascii ? plainAscii(span.text) : span.text;
		const cells = widthOf(whole);
		const text = cells <= room ? whole : fit(whole, room);
		room -= Math.min(cells, room);
		painted += paintedSpan({...span, text}, theme, faded || line.selected === true);
	}
	if (line.selected === true) return within(painted + ' '.repeat(Math.max(0, room)), theme.selected);
	return faded ? within(painted, theme.faded) : painted;
}

// Under a bar or faded, only what is wrong keeps its colour: a bar is one thing.
function paintedSpan({text, style}: Span, theme: Theme, muted: boolean): string {
	if (style === undefined) return text;
	if (muted && style !== 'bad' && style !== 'warn' && style !== 'title') return text;
	return within(text, theme.styles[style]);
}
