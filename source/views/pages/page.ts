// A page is text over the whole body: what Enter opens. It scrolls and can be searched.
import type {Poll} from '../../asking/poll.ts';
import {fit, widthOf} from '../../format/width.ts';
import type {Line, Span, Style} from '../../screen/screen.ts';

export type Page = {
	readonly title: string;
	readonly lines: readonly Line[];
	/** Number of the message behind it. */
	readonly message?: number;
	/** What `y` copies; the whole text when not given. */
	readonly copy?: string;
	/** What is asked while it is open. */
	readonly polls?: readonly Poll[];
};

/** A heading inside a page. */
export function heading(text: string, note = '', noteStyle: Style = 'dim'): Line {
	return {
		spans: [
			{text: ` ${text}`, style: 'strong'},
			{text: note === '' ? '' : `  ${note}`, style: noteStyle},
		],
	};
}

/** Outdated lines, dimmed. */
export function faded(lines: readonly Line[]): readonly Line[] {
	return lines.map(line => ({
		...line,
		spans: line.spans.map(part => (part.style === undefined ? {...part, style: 'dim' as const} : part)),
	}));
}

export const blank: Line = {spans: []};

/** `name  value`, the names in one column. */
export function fact(name: string, value: string, style?: Style): Line {
	const label: Span = {text: ` ${fit(name, 20)} `, style: 'dim'};
	return {spans: [label, style === undefined ? {text: value} : {text: value, style}]};
}

/** A paragraph, broken at blanks to the width. */
export function paragraph(text: string, width: number, style?: Style): readonly Line[] {
	const lines: Line[] = [];
	let current = '';
	for (const word of text.split(' ')) {
		if (current !== '' && widthOf(current) + 1 + widthOf(word) > width - 2) {
			lines.push({spans: [style === undefined ? {text: ` ${current}`} : {text: ` ${current}`, style}]});
			current = word;
		} else {
			current = current === '' ? word : `${current} ${word}`;
		}
	}
	lines.push({spans: [style === undefined ? {text: ` ${current}`} : {text: ` ${current}`, style}]});
	return lines;
}
