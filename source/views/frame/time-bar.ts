// The time bar, while the past is looked at: from the first moment that is kept to now, with a tick where a problem
// began or somebody set a marker, and where one stands. It takes the place of the line under the tabs.
import {clock} from '../../format/time.ts';
import {widthOf} from '../../format/width.ts';
import type {Line, Span, Style} from '../../screen/screen.ts';
import type {Travelled} from '../look.ts';

const rule = '─';
const tick = '▲';
const marker = '◆';
const place = '┃';

/** Neighbouring cells of one style as one span. */
function spansOf(cells: readonly {readonly text: string; readonly style: Style}[]): readonly Span[] {
	const spans: {text: string; style: Style}[] = [];
	for (const {text, style} of cells) {
		const before = spans.at(-1);
		if (before?.style === style) before.text += text;
		else spans.push({text, style});
	}
	return spans;
}

export function timeBar({at, from, now, problems, markers}: Travelled, utc: boolean, width: number): Line {
	const [begin, end] = [` ${clock(from, utc)} `, ` ${clock(now, utc)} `];
	const length = width - widthOf(begin) - widthOf(end);
	const cellAt = (time: number): number =>
		Math.max(0, Math.min(length - 1, Math.round(((time - from) / Math.max(1, now - from)) * (length - 1))));
	const ticks = new Set(problems.map(cellAt));
	const marked = new Set(markers.map(cellAt));
	const here = cellAt(at);
	const cells = Array.from({length}, (_, cell): {readonly text: string; readonly style: Style} => {
		if (cell === here) return {text: place, style: 'title'};
		// Where both are, the colour tells of the problem.
		if (marked.has(cell)) return {text: marker, style: ticks.has(cell) ? 'warn' : 'accent'};
		return ticks.has(cell) ? {text: tick, style: 'warn'} : {text: rule, style: 'dim'};
	});
	return {spans: [{text: begin, style: 'dim'}, ...spansOf(cells), {text: end, style: 'dim'}]};
}
