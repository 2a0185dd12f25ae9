// The title of a pane: its name, the number of rows, a note, and how many columns are hidden.
import {count} from '../../format/number.ts';
import {cut, widthOf} from '../../format/width.ts';
import type {TableDrawn} from '../../table/table.ts';
import type {Line, Span} from '../../screen/screen.ts';
import {cellsOf} from '../frame/lines.ts';

/** `SERVERS 6`, or `SERVERS 2 of 6` where a filter leaves some out. */
export function paneHeading(
	title: string,
	matching: number,
	total: number,
	focused: boolean,
	since = '',
): readonly Span[] {
	const counted = matching === total ? count(total) : `${count(matching)} of ${count(total)}`;
	return [
		{text: `${title} `, style: focused ? 'title' : 'strong'},
		{text: `${counted} `, style: 'dim'},
		...(since === '' ? [] : [{text: `${since} `, style: 'dim' as const}]),
	];
}

type Columns = Pick<TableDrawn<unknown>, 'hiddenLeft' | 'hiddenRight' | 'columnOffset' | 'leftOut'>;

function inNumber(columns: number): string {
	return `${columns} more column${columns === 1 ? '' : 's'}`;
}

/** `10 more columns →`; `w: 14 more columns` where only the most useful ones are shown; once scrolled sideways, how many are left on both sides: `← 2 · 8 →`. */
export function sidewaysText({hiddenLeft, hiddenRight, columnOffset, leftOut}: Columns): string {
	if (columnOffset > 0) return `← ${hiddenLeft} · ${hiddenRight} →`;
	if (hiddenRight > 0) return `${inNumber(hiddenRight)} →`;
	return leftOut > 0 ? `w: ${inNumber(leftOut)}` : '';
}

/** As many of its parts as fit, in their order: half a number is a wrong one. Only a first part that is too long is cut. */
function fittingNote(note: string, width: number): string {
	const [first = '', ...others] = note.split(' · ');
	let text = cut(first, width);
	for (const part of others) {
		const longer = `${text} · ${part}`;
		if (widthOf(longer) > width) break;
		text = longer;
	}
	return text;
}

/** A title of a line of its own. */
export function titleLine(heading: readonly Span[], note: string, sideways: string, width: number): Line {
	const used = 1 + cellsOf(heading);
	const right = sideways === '' ? '' : `${sideways} `;
	const about = note === '' ? '' : fittingNote(`· ${note}`, width - used - widthOf(right) - 1);
	const room = Math.max(0, width - used - widthOf(about) - widthOf(right));
	return withBlank({
		spans: [...heading, {text: about, style: 'dim'}, {text: ' '.repeat(room)}, {text: right, style: 'dim'}],
	});
}

/** A title that shares the line with the titles of the columns. */
export function compactTitleLine(header: Line, sideways: string, width: number): Line {
	const begun = withBlank(header);
	const room = width - cellsOf(begun.spans) - widthOf(sideways) - 1;
	if (sideways === '' || room < 1) return begun;
	return {...begun, spans: [...begun.spans, {text: `${' '.repeat(room)}${sideways}`, style: 'dim'}]};
}

// The blank before the first column belongs to the title.
function withBlank(line: Line): Line {
	return {...line, spans: line.spans.map((span, index) => (index === 0 ? {...span, text: ` ${span.text}`} : span))};
}
