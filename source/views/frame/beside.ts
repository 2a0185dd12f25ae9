// Two panes side by side.
import {fit} from '../../format/width.ts';
import type {Line, Span} from '../../screen/screen.ts';
import {cellsOf, clipped} from './lines.ts';

const between: Span = {text: '│', style: 'dim'};

function part(line: Line, width: number): readonly Span[] {
	const {spans} = clipped(line, width);
	const filled = [...spans, {text: fit('', width - cellsOf(spans))}];
	// The bar under the cursor ends with its pane.
	return line.selected === true ? filled.map(({text}) => ({text, selected: true})) : filled;
}

/** The lines of the left pane in `leftWidth` cells, a rule, and those of the right one in what is left of `width`. */
export function beside(
	left: readonly Line[],
	right: readonly Line[],
	leftWidth: number,
	width: number,
): readonly Line[] {
	const rightWidth = width - leftWidth - 1;
	return Array.from({length: Math.max(left.length, right.length)}, (_, index) => ({
		spans: [...part(left[index] ?? {spans: []}, leftWidth), between, ...part(right[index] ?? {spans: []}, rightWidth)],
	}));
}
