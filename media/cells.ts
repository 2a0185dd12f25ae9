// What a terminal shows of the bytes that the program sends, as runs of cells that look the same.
import type {Terminal} from '@xterm/headless';
import {type Cell, cellOf} from '../test/helpers/terminal.ts';

export type Look = Pick<Cell, 'foreground' | 'background' | 'isBold' | 'isDim' | 'isInverse'>;

/** Neighbouring cells of one look. Its text has as many cells as `width`. */
export type Run = {readonly column: number; readonly width: number; readonly text: string; readonly look: Look};

/** Characters that every font has, and all in one width. */
function isPlain(text: string): boolean {
	return /^[\x20-\x7e]*$/.test(text);
}

function isSame(one: Look, other: Look): boolean {
	return (
		one.foreground === other.foreground &&
		one.background === other.background &&
		one.isBold === other.isBold &&
		one.isDim === other.isDim &&
		one.isInverse === other.isInverse
	);
}

/** The runs of one row, from left to right. A glyph that another font may draw is not in one run with plain letters. */
function runsOf(emulator: Terminal, row: number): readonly Run[] {
	const runs: Run[] = [];
	for (let column = 0; column < emulator.cols; ) {
		const cell = cellOf(emulator, row, column);
		const before = runs.at(-1);
		if (before !== undefined && isSame(before.look, cell) && isPlain(before.text) === isPlain(cell.text)) {
			runs[runs.length - 1] = {...before, width: before.width + cell.width, text: before.text + cell.text};
		} else {
			runs.push({column, width: cell.width, text: cell.text, look: cell});
		}
		column += Math.max(1, cell.width);
	}
	return runs;
}

/** The runs of each row of the terminal. */
export function rowsOfRuns(emulator: Terminal): readonly (readonly Run[])[] {
	return Array.from({length: emulator.rows}, (_, row) => runsOf(emulator, row));
}
