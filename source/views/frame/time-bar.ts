// The time bar, while the past is looked at: from the first moment that is kept to now, with a tick where a problem
// began, and where one stands. It takes the place of the line under the tabs.
import {clock} from '../../format/time.ts';
import {widthOf} from '../../format/width.ts';
import type {Line, Span} from '../../screen/screen.ts';
import type {Travelled} from '../look.ts';

const rule = '─';
const tick = '▲';
const place = '┃';

/** Neighbouring cells of one style as one span. */
function spansOf(cells: readonly {readonly text: string; readonly style: 'dim' | 'warn' | 'title'}[]): readonly Span[] {
	const spans: {text: string; style: 'dim' | 'warn' | 'title'}[] = [];
	for (const {text, style} of cells) {
		const before = spans.at(-1);
		if (before?.style === style) before.text += text;
		else spans.push({text, style});
	}
	return spans;
}

export function timeBar({at, from, now, problems}: Travelled, utc: boolean, width: number): Line {
	const [begin, end] = [` ${clock(from, utc)} `, ` ${clock(now, utc)} `];
	const length = width - widthOf(begin) - widthOf(end);
	const cellAt = (time: number): number =>
		Math.max(0, Math.min(length - 1, Math.round(((time - from) / Math.max(1, now - from)) * (length - 1))));
	const ticks = new Set(problems.map(cellAt));
	const here = cellAt(at);
	const cells = Array.from({length}, (_, cell) => {
		if (cell === here) return {text: place, style: 'title'} as const;
		return ticks.has(cell) ? ({text: tick, style: 'warn'} as const) : ({text: rule, style: 'dim'} as const);
	});
	return {spans: [{text: begin, style: 'dim'}, ...spansOf(cells), {text: end, style: 'dim'}]};
}
