// One column of a table: what it is called, what it holds, how wide it is and how it reads. A column is also the field
// of the same name in a filter (`conns>100`), in sorting, and in what is printed for programs.
import type {Style} from '../screen/screen.ts';

/** What stands in one cell. */
export type Cell = {readonly text: string; readonly style?: Style};

/** Numbers are in base units: bytes, percent, events per second, epoch milliseconds; durations in seconds unless stated. */
export type Value = number | string | undefined;

/** What is to be known of a number besides itself: there may be more, or it is what was told last by who is silent now. */
export type Caveat = 'at least' | 'last known';

export type Column<Row> = {
	/** What it is called when it is typed: `conns`, `bytes-in`. */
	readonly id: string;
	/** Other names by which a filter knows it: `acc` for `account`. */
	readonly aliases?: readonly string[];
	readonly title: string;
	/** In terminal cells; of a column that grows, as much as it needs on a narrow screen. */
	readonly width: number;
	/** Its width follows what it holds; where not all have room for that, they share what there is in this proportion. */
	readonly grow?: number;
	/** Wider than this only as the last column that grows, which takes what the others leave. */
	readonly most?: number;
	readonly align?: 'left' | 'right';
	/** Lower numbers stay longer when the screen is narrow; 0 always stays, and does not scroll sideways. */
	readonly rank: number;
	/** Does not scroll sideways, once it has a place. */
	readonly fixed?: true;
	/** A field of the filter that no table shows. */
	readonly hidden?: true;
	/** `width` is what the cell may take now. */
	readonly cell: (row: Row, width: number) => Cell;
	/** What it sorts and filters by; undefined when unknown, which sorts last. */
	readonly value?: (row: Row) => Value;
	/** Where the cell shows it as `≥`, or dimmed because it is old. */
	readonly caveat?: (row: Row) => Caveat | undefined;
	/** The same function in `value` gives the same of the same list of rows, as both are made anew when something changes. */
	readonly isSteady?: true;
	/** Each of several values that `value` joins: a filter asks for one of them exactly. */
	readonly values?: (row: Row) => readonly string[];
	/** What it says in a row of sums, of the rows that are summed; nothing where it is no number that can be added up. */
	readonly sum?: (rows: readonly Row[]) => Cell;
	/** False when plain words of the filter do not match it: public keys contain any word. */
	readonly searched?: false;
};

/** A field of the filter that no table shows. */
export function hiddenColumn<Row>(
	id: string,
	value: (row: Row) => Value,
	more: Pick<Column<Row>, 'aliases' | 'isSteady' | 'searched' | 'values'> = {},
): Column<Row> {
	return {
		id,
		title: id.toUpperCase(),
		width: 10,
		rank: 99,
		hidden: true,
		value,
		cell: row => ({text: String(value(row) ?? '')}),
		...more,
	};
}
