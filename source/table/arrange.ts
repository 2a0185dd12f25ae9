// Which columns are drawn at a width, and how wide each is.
import type {Column} from './column.ts';

export type Placed<Row> = {readonly column: Column<Row>; readonly width: number};

/** One blank between columns. */
export const gutter = 1;

export type Arrangement<Row> = {
	readonly placed: readonly Placed<Row>[];
	/** How many columns are hidden, to the right of those drawn and by scrolling sideways. */
	readonly hidden: number;
	/** The greatest offset that still moves something. */
	readonly mostOffset: number;
};

/**
 * Chooses columns for `width` cells. Unscrolled, the columns of the lowest rank stay, in their order; scrolled by
 * `offset`, those of rank 0 stay and the others follow from there on.
 */
export function arrange<Row>(columns: readonly Column<Row>[], width: number, offset = 0): Arrangement<Row> {
	const chosen = offset === 0 ? bestOf(columns, width) : scrolled(columns, width, offset);
	const used = chosen.reduce((sum, column) => sum + column.width, 0) + gutter * Math.max(0, chosen.length - 1);
	const placed = shareOut(chosen, Math.max(0, width - used));
	const movable = columns.filter(column => column.rank > 0).length;
	const hidden = columns.length - chosen.length;
	return {placed, hidden, mostOffset: hidden === 0 && offset === 0 ? 0 : Math.max(0, movable - 1)};
}

function bestOf<Row>(columns: readonly Column<Row>[], width: number): readonly Column<Row>[] {
	const byRank = columns.toSorted((a, b) => a.rank - b.rank);
	const kept = new Set<Column<Row>>();
	let used = -gutter;
	for (const column of byRank) {
		if (used + gutter + column.width > width) {
			if (column.rank === 0) kept.add(column);
			break;
		}
		used += gutter + column.width;
		kept.add(column);
	}
	return columns.filter(column => kept.has(column));
}

function scrolled<Row>(columns: readonly Column<Row>[], width: number, offset: number): readonly Column<Row>[] {
	const fixed = columns.filter(column => column.rank === 0);
	const movable = columns.filter(column => column.rank > 0).slice(offset);
	const chosen = [...fixed];
	let used = fixed.reduce((sum, column) => sum + column.width + gutter, -gutter);
	for (const column of movable) {
		if (used + gutter + column.width > width) break;
		used += gutter + column.width;
		chosen.push(column);
	}
	return chosen;
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
