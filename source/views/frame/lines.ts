// Lines made to fit a width: clipped where there is one line, wrapped where there may be more.
import {graphemes} from '../../format/graphemes.ts';
import {cut, widthOf} from '../../format/width.ts';
import type {Line, Span} from '../../screen/screen.ts';

/** Terminal cells that the spans take. */
export function cellsOf(spans: readonly Span[]): number {
	return spans.reduce((sum, {text}) => sum + widthOf(text), 0);
}

/** The line with at most `width` cells; a cut is marked by `…`. */
export function clipped(line: Line, width: number): Line {
	let used = 0;
	for (const [index, span] of line.spans.entries()) {
		const size = widthOf(span.text);
		if (used + size > width) {
			return {...line, spans: [...line.spans.slice(0, index), {...span, text: cut(span.text, width - used)}]};
		}
		used += size;
	}
	return line;
}

// Where to break a text so that the first part has at most `room` cells: after a blank or comma when one is near.
function breakAt(text: string, room: number): number {
	let end = 0;
	let used = 0;
	for (const grapheme of graphemes(text)) {
		used += widthOf(grapheme);
		if (used > room) break;
		end += grapheme.length;
	}
	if (end === text.length) return end;
	const near = Math.max(text.lastIndexOf(' ', end), text.lastIndexOf(',', end - 1));
	return near > end / 2 ? Math.min(near + 1, end) : end;
}

const leastRoom = 20;

/**
 * The line as several of at most `width` cells. The following lines are indented to the last span, or to the text of the
 * first one when that would leave little room.
 */
export function wrapped(line: Line, width: number): readonly Line[] {
	if (cellsOf(line.spans) <= width) return [line];
	const before = cellsOf(line.spans.slice(0, -1));
	const first = line.spans[0]?.text ?? '';
	const own = first.length - first.trimStart().length + 2;
	const indent = before > 0 && width - before >= leastRoom ? before : Math.min(own, Math.max(0, width - leastRoom));
	const lines: Line[] = [];
	let spans: Span[] = [];
	let used = 0;
	for (const span of line.spans) {
		let rest = span.text;
		while (widthOf(rest) > width - used) {
			const end = breakAt(rest, width - used);
			// A character that is wider than the rest of the line goes to the next one, or is cut when no line has room.
			if (end === 0 && spans.length <= 1 && used <= indent) break;
			spans.push({...span, text: rest.slice(0, end)});
			lines.push({...line, spans});
			rest = rest.slice(end).trimStart();
			spans = [{text: ' '.repeat(indent)}];
			used = indent;
		}
		if (rest === '') continue;
		spans.push({...span, text: cut(rest, width - used)});
		used += widthOf(rest);
	}
	if (spans.length > 1) lines.push({...line, spans});
	return lines;
}

/** Left and right parts on one line; the left one is shortened first. */
export function justified(left: readonly Span[], right: readonly Span[], width: number): Line {
	const room = width - cellsOf(right);
	const kept: Span[] = [];
	let used = 0;
	for (const part of left) {
		if (used >= room - 1) break;
		const text = cut(part.text, room - 1 - used);
		kept.push({...part, text});
		used += widthOf(text);
	}
	return {spans: [...kept, {text: ' '.repeat(Math.max(0, room - used))}, ...right]};
}

/** What was searched for, in lower case, marked where it stands. */
export function highlighted(painted: Line, needle: string): Line {
	return {
		...painted,
		spans: painted.spans.flatMap(part => {
			const parts: Span[] = [];
			const lower = part.text.toLowerCase();
			let done = 0;
			for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, done)) {
				parts.push({...part, text: part.text.slice(done, at)});
				done = at + needle.length;
				parts.push({text: part.text.slice(at, done), style: 'match'});
			}
			return [...parts, {...part, text: part.text.slice(done)}];
		}),
	};
}
