// One column of a table: how wide, how it reads, how it sorts. Widths are fixed, so that numbers do not jump.
import type {Style} from '../screen/screen.ts';

/** What stands in one cell; more than one part when only a part of it carries a meaning. */
export type Cell = {readonly text: string; readonly style?: Style};

export type Column<Row> = {
	/** Stable name: for sorting and filtering. */
	readonly id: string;
	readonly title: string;
	/** In terminal cells. */
	readonly width: number;
	/** Takes what is left of the width, in this proportion; at least `width`. */
	readonly grow?: number;
	/** Never wider than this when it grows. */
	readonly most?: number;
	readonly align?: 'left' | 'right';
	/** Lower numbers stay longer when the screen is narrow; 0 always stays, and does not scroll sideways. */
	readonly rank: number;
	/** `width` is what the cell may take now. */
	readonly cell: (row: Row, width: number) => Cell;
	/** What it sorts by; without it the column does not sort. Undefined sorts last. */
	readonly value?: (row: Row) => number | string | undefined;
};
