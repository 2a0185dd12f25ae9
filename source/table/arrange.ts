// Which columns are drawn at a width, and how wide each is.
import type {Column} from './column.ts';

type Placed<Row> = {readonly column: Column<Row>; readonly width: number};

/** One blank between columns. */
export const gutter = 1;

export type Arrangement<Row> = {
	readonly placed: readonly Placed<Row>[];
	/** How many columns are hidden, to the right of those drawn and by scrolling sideways. */
	readonly hidden: number;
	/** How far it is scrolled: not farther than brings the last column into view. */
	readonly offset: number;
};

/**
 * Chooses columns for `width` cells. Unscrolled, the columns of the lowest rank stay, in their order; scrolled by
 * `offset`, those of rank 0 stay and the others follow one after the other. Never wider than `width`.
 */
export function arrange<Row>(columns: readonly Column<Row>[], width: number, wantedOffset = 0): Arrangement<Row> {
	const best = bestOf(columns, width);
	const fixed = columns.filter(column => column.rank === 0);
	const movable = columns.filter(column => column.rank > 0);
	const whole = scrolled(fixed, movable, width, 0);
	// The first step shows what the best choice has left out between its columns, when it has.
	const step = best.length === whole.length && best.every(column => whole.includes(column)) ? 0 : 1;
	const offset = best.length === columns.length ? 0 : Math.min(wantedOffset, lastSkip(fixed, movable, width) + step);
	const chosen = offset === 0 ? best : scrolled(fixed, movable, width, offset - step);
	const spare = width - widthOfAll(chosen);
	const placed = spare >= 0 ? shareOut(chosen, spare) : narrowed(chosen, width);
	return {placed, hidden: columns.length - placed.length, offset};
}

function widthOfAll<Row>(columns: readonly Column<Row>[]): number {
	return columns.reduce((sum, column) => sum + column.width + gutter, 0) - (columns.length === 0 ? 0 : gutter);
}

// The fewest movable columns to skip that bring the last one into view; the last one alone always is.
function lastSkip<Row>(fixed: readonly Column<Row>[], movable: readonly Column<Row>[], width: number): number {
	let skip = Math.max(0, movable.length - 1);
	while (skip > 0 && widthOfAll([...fixed, ...movable.slice(skip - 1)]) <= width) skip--;
	return skip;
}

function scrolled<Row>(
	fixed: readonly Column<Row>[],
	movable: readonly Column<Row>[],
	width: number,
	skip: number,
): readonly Column<Row>[] {
	const chosen = [...fixed];
	for (const column of movable.slice(skip)) {
		if (widthOfAll([...chosen, column]) > width) break;
		chosen.push(column);
	}
	return chosen;
}

function bestOf<Row>(columns: readonly Column<Row>[], width: number): readonly Column<Row>[] {
	const kept = new Set<Column<Row>>();
	let used = -gutter;
	for (const column of columns.toSorted((a, b) => a.rank - b.rank)) {
		used += gutter + column.width;
		if (used > width && column.rank > 0) break;
		kept.add(column);
	}
	return columns.filter(column => kept.has(column));
}

// What is left goes to the growing columns in proportion; what one may not take goes to the others.
function shareOut<Row>(chosen: readonly Column<Row>[], spare: number): readonly Placed<Row>[] {
	const widths = new Map(chosen.map(column => [column, column.width]));
	let left = spare;
	for (let pass = 0; pass < 3 && left > 0; pass++) {
		const growing = chosen.filter(
			column => (column.grow ?? 0) > 0 && (widths.get(column) ?? 0) < (column.most ?? Number.POSITIVE_INFINITY),
		);
		const parts = growing.reduce((sum, column) => sum + (column.grow ?? 0), 0);
		if (parts === 0) break;
		const share = left;
		for (const column of growing) {
			const now = widths.get(column) ?? 0;
			const wanted = Math.floor((share * (column.grow ?? 0)) / parts);
			const taken = Math.min(left, Math.max(wanted, 1), (column.most ?? Number.POSITIVE_INFINITY) - now);
			widths.set(column, now + taken);
			left -= taken;
		}
	}
	return chosen.map(column => ({column, width: widths.get(column) ?? column.width}));
}

// The columns that always stay are too wide together: the last ones give.
function narrowed<Row>(chosen: readonly Column<Row>[], width: number): readonly Placed<Row>[] {
	const placed: Placed<Row>[] = [];
	let left = width;
	for (const column of chosen) {
		const taken = Math.min(column.width, left);
		if (taken <= 0) break;
		placed.push({column, width: taken});
		left -= taken + gutter;
	}
	return placed;
}
