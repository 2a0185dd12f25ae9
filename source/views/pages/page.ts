// A page is text over the whole body: what Enter opens. It scrolls and can be searched. Pages know no width: they say what
// their lines are, and page-layout.ts fits them to the screen.
import type {Poll} from '../../asking/poll.ts';
import {fit} from '../../format/width.ts';
import type {Line, Span, Style} from '../../screen/screen.ts';
import type {Target} from '../../ui/target.ts';
import type {Graph} from './graph.ts';

/**
 * A line of a page, as long as it is. What it is says how it is fitted:
 * - `fact`: on a wide screen the facts that follow each other stand in two columns;
 * - `paragraph`: broken at blanks;
 * - `subject`: broken after dots;
 * - `graph`: as wide as there is room, two beside each other on a wide screen;
 * - otherwise it keeps a line of its own, and is continued below its last part where it is too long.
 * What `opens` something can be chosen by Tab and opened by Enter; it has a line of its own.
 */
export type PageLine = Line & {
	readonly is?: 'fact' | 'paragraph' | 'subject' | 'graph';
	readonly graph?: Graph;
	readonly opens?: Target;
};

export type Page = {
	readonly title: string;
	readonly lines: readonly PageLine[];
	/** Number of the message behind it. */
	readonly message?: number;
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
export function faded(lines: readonly PageLine[]): readonly PageLine[] {
	return lines.map(line => ({
		...line,
		spans: line.spans.map(part => (part.style === undefined ? {...part, style: 'dim' as const} : part)),
	}));
}

export const blank: Line = {spans: []};

/** `name  value` in a line of its own: one of a list, whose values have columns of their own, or a sentence. */
export function row(name: string, value: string, style?: Style): PageLine {
	const label: Span = {text: ` ${fit(name, 20)} `, style: 'dim'};
	return {spans: [label, style === undefined ? {text: value} : {text: value, style}]};
}

/** `name  value`, in two columns on a wide screen. */
export function fact(name: string, value: string, style?: Style): PageLine {
	return {...row(name, value, style), is: 'fact'};
}

/** The line, which opens something. */
export function opening(line: PageLine, opens: Target | undefined): PageLine {
	return opens === undefined ? line : {...line, opens};
}

/** What can be opened from a page, as its last facts; nothing where nothing can. */
export function related(...lines: readonly (PageLine | undefined)[]): readonly PageLine[] {
	const known = lines.filter(line => line !== undefined);
	return known.length === 0 ? [] : [blank, heading('Related', 'Tab chooses, Enter opens'), ...known];
}

export function paragraph(text: string, style?: Style): PageLine {
	const span = {text: ` ${text}`};
	return {spans: [style === undefined ? span : {...span, style}], is: 'paragraph'};
}

export function subjectLine(subject: string): PageLine {
	return {spans: [{text: ` ${subject}`, style: 'accent'}], is: 'subject'};
}
