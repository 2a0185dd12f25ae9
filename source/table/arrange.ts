// Which columns are drawn at a width, and how wide each is: as wide as what they hold, where there is room for that.
import type {Column} from './column.ts';

type Placed<Row> = {readonly column: Column<Row>; readonly width: number};

/** One blank between columns. */
export const gutter = 1;

export type Arrangement<Row> = {
	readonly placed: readonly Placed<Row>[];
	/** How many columns scrolling to the left would bring back, and how many are not seen on the right. */
	readonly hiddenLeft: number;
	readonly hiddenRight: number;
	/** How far it is scrolled: not farther than brings the last column into view. */
	readonly offset: number;
};

type WidthOf<Row> = (column: Column<Row>) => number;
type Choice<Row> = Omit<Arrangement<Row>, 'placed'> & {readonly chosen: readonly Column<Row>[]};

/** Whether its width follows what it holds. */
export function isFlexible<Row>({grow = 0}: Column<Row>): boolean {
	return grow > 0;
}

/**
 * Arranges columns in `width` cells. Unscrolled, the columns of the lowest rank stay, in their order; scrolled by
 * `wantedOffset`, those of rank 0 stay and the others follow one after the other. `needOf` says how many cells a
 * flexible column would take to show all that it holds. Never wider than `width`.
 */
export function arrange<Row>(
	columns: readonly Column<Row>[],
	width: number,
	wantedOffset: number,
	needOf: WidthOf<Row>,
): Arrangement<Row> {
	const need: WidthOf<Row> = column => (isFlexible(column) ? needOf(column) : column.width);
	const usual: WidthOf<Row> = column => Math.min(column.width, need(column));
	const squeezed: WidthOf<Row> = column =>
		canBeSqueezed(column) ? Math.min(usual(column), squeezedTo) : usual(column);
	// Where there is room for no more than what always stays, the columns that can are squeezed, so that others join.
	const best = bestOf(columns, width, usual);
	const least = best.some(({rank}) => rank > 0) ? usual : squeezed;
	const {chosen, hiddenLeft, hiddenRight, offset} = choose(columns, width, wantedOffset, least);
	const spare = width - widthOfAll(chosen, least);
	const placed = spare >= 0 ? shareOut(chosen, least, need, spare) : narrowed(chosen, width, least);
	return {placed, hiddenLeft, hiddenRight: hiddenRight + chosen.length - placed.length, offset};
}

/** On a very narrow screen: still enough to tell names apart. */
const squeezedTo = 8;

// The beginning of a text is still useful, that of a number is wrong.
function canBeSqueezed<Row>(column: Column<Row>): boolean {
	return isFlexible(column) || (column.align !== 'right' && column.rank > 0);
}

function choose<Row>(
	columns: readonly Column<Row>[],
	width: number,
	wantedOffset: number,
	widthOf: WidthOf<Row>,
): Choice<Row> {
	const best = bestOf(columns, width, widthOf);
	const unscrolled = {chosen: best, hiddenLeft: 0, hiddenRight: columns.length - best.length, offset: 0};
	if (best.length === columns.length) return unscrolled;
	const isFixed = (column: Column<Row>): boolean =>
		column.rank === 0 || (column.fixed === true && best.includes(column));
	const fixed = columns.filter(isFixed);
	const movable = columns.filter(column => !isFixed(column));
	const room = width - widthOfAll(fixed, widthOf) - (fixed.length === 0 ? 0 : gutter);
	// Where the first of them is not among the best, the first step brings it into view.
	const [first] = movable;
	const step = first === undefined || best.includes(first) ? 0 : 1;
	const offset = Math.min(wantedOffset, lastSkip(movable, room, widthOf) + step);
	if (offset === 0) return unscrolled;
	const skip = offset - step;
	const window = fitting(movable.slice(skip), room, widthOf);
	return {
		chosen: columns.filter(column => isFixed(column) || window.includes(column)),
		hiddenLeft: skip,
		hiddenRight: movable.length - skip - window.length,
		offset,
	};
}

function widthOfAll<Row>(columns: readonly Column<Row>[], widthOf: WidthOf<Row>): number {
	return columns.reduce((sum, column) => sum + widthOf(column) + gutter, 0) - (columns.length === 0 ? 0 : gutter);
}

// The fewest columns to skip that bring the last one into view; the last one alone always is.
function lastSkip<Row>(movable: readonly Column<Row>[], room: number, widthOf: WidthOf<Row>): number {
	let skip = Math.max(0, movable.length - 1);
	while (skip > 0 && widthOfAll(movable.slice(skip - 1), widthOf) <= room) skip--;
	return skip;
}

function fitting<Row>(columns: readonly Column<Row>[], room: number, widthOf: WidthOf<Row>): readonly Column<Row>[] {
	let end = 0;
	while (end < columns.length && widthOfAll(columns.slice(0, end + 1), widthOf) <= room) end++;
	return columns.slice(0, end);
}

function bestOf<Row>(columns: readonly Column<Row>[], width: number, widthOf: WidthOf<Row>): readonly Column<Row>[] {
	const kept = new Set<Column<Row>>();
	let used = -gutter;
	for (const column of columns.toSorted((a, b) => a.rank - b.rank)) {
		used += gutter + widthOf(column);
		if (used > width && column.rank > 0) break;
		kept.add(column);
	}
	return columns.filter(column => kept.has(column));
}

// What is left goes to columns that hold more than they can show, in proportion, up to what they hold or may take; what
// is left then goes to the last of them. No column is wider than what it holds.
function shareOut<Row>(
	chosen: readonly Column<Row>[],
	least: WidthOf<Row>,
	need: WidthOf<Row>,
	spare: number,
): readonly Placed<Row>[] {
	const widths = new Map(chosen.map(column => [column, least(column)]));
	const now: WidthOf<Row> = column => widths.get(column) ?? column.width;
	const wanted: WidthOf<Row> = column => Math.min(need(column), column.most ?? Number.POSITIVE_INFINITY);
	let left = spare;
	while (left > 0) {
		const growing = chosen.filter(column => now(column) < wanted(column));
		if (growing.length === 0) break;
		const parts = growing.reduce((sum, {grow = 1}) => sum + grow, 0);
		const share = left;
		for (const column of growing) {
			const part = Math.max(1, Math.floor((share * (column.grow ?? 1)) / parts));
			const taken = Math.min(left, part, wanted(column) - now(column));
			widths.set(column, now(column) + taken);
			left -= taken;
		}
	}
	const last = chosen.findLast(isFlexible);
	if (last !== undefined) widths.set(last, Math.max(now(last), Math.min(now(last) + left, need(last))));
	return chosen.map(column => ({column, width: now(column)}));
}

// The columns that always stay are too wide together: the last ones give.
function narrowed<Row>(chosen: readonly Column<Row>[], width: number, widthOf: WidthOf<Row>): readonly Placed<Row>[] {
	const placed: Placed<Row>[] = [];
	let left = width;
	for (const column of chosen) {
		const taken = Math.min(widthOf(column), left);
		if (taken <= 0) break;
		placed.push({column, width: taken});
		left -= taken + gutter;
	}
	return placed;
}
