// A view as text, without a screen.
import {plainAscii} from '../format/plain-ascii.ts';
import {type Line, type Span, textOf} from '../screen/screen.ts';
import type {Look} from '../views/look.ts';
import {viewAsText} from '../views/view-as-text.ts';

export type TextSettings = {
	readonly columns: number;
	readonly ascii: boolean;
	/** A line with its colours; without it text has none. */
	readonly painted?: (line: Line) => string;
};

/** Narrower than this no row says anything. */
const fewestColumns = 20;

/** The line without the blanks at its end, and without the styles that they have. */
function trimmed({spans}: Line): Line {
	const kept: Span[] = [...spans];
	for (let last = kept.pop(); last !== undefined; last = kept.pop()) {
		const text = last.text.trimEnd();
		if (text !== '') return {spans: [...kept, {...last, text}]};
	}
	return {spans: []};
}

/** What is looked at as text, without trailing blanks. */
export function textOnce(look: Look, {columns, ascii, painted = textOf}: TextSettings): string {
	const lines = viewAsText(look, Math.max(fewestColumns, columns)).map(trimmed);
	while (lines.at(-1)?.spans.length === 0) lines.pop();
	const texts = lines.map(painted);
	return (ascii ? texts.map(plainAscii) : texts).join('\n');
}
