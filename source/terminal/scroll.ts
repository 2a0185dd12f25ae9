// Finds a block of rows that only moved up or down, so that the terminal can move it by itself.
import {blank} from './glyph-table.ts';
import type {Picture} from './picture.ts';
import {plainStyle} from './style-table.ts';

/** Scrolls the rows from `first` to before `end` up by `by`, down when negative. */
export type Scroll = {readonly first: number; readonly end: number; readonly by: number};

/** Bytes a scroll must save to be worth its own and a moment's flicker on terminals without synchronised output. */
const leastGain = 40;

/** About what it costs to go to the next run of changed cells. */
const moveBytes = 4;

/** Most distances that are looked at. */
const mostDistances = 4;

/** Most changed rows that are compared to see whether it is worth comparing all of them. */
const sampledRows = 6;

/** About the bytes it takes to make a row that shows row `rowOfOne` of `one` show row `rowOfOther` of `other`. */
function costOfChange(one: Picture, rowOfOne: number, other: Picture, rowOfOther: number): number {
	const {columns, glyphs: glyphsOfOne, styles: stylesOfOne} = one;
	const {glyphs: glyphsOfOther, styles: stylesOfOther} = other;
	const startOfOther = rowOfOther * columns;
	let cellOfOne = rowOfOne * columns;
	let cost = 0;
	let wasSame = true;
	for (let cell = startOfOther; cell < startOfOther + columns; cell++) {
		const isSame = glyphsOfOther[cell] === glyphsOfOne[cellOfOne] && stylesOfOther[cell] === stylesOfOne[cellOfOne];
		if (!isSame) {
			cost += wasSame ? moveBytes + 1 : 1;
		}

		wasSame = isSame;
		cellOfOne++;
	}

	return cost;
}

/** About the bytes it takes to draw a row on blanks. */
function costOfDrawing({columns, glyphs, styles}: Picture, row: number): number {
	let cost = 0;
	let wasBlank = true;
	for (let cell = row * columns; cell < (row + 1) * columns; cell++) {
		const isBlank = glyphs[cell] === blank && styles[cell] === plainStyle;
		if (!isBlank) {
			cost += wasBlank ? moveBytes + 1 : 1;
		}

		wasBlank = isBlank;
	}

	return cost;
}

/**
 * The distances worth a look: those over which most lines moved unchanged, and one row up or down when a sample says
 * that most cells moved with their rows although no line stayed the same (a list whose ages tick while it scrolls).
 */
function likelyDistances(
	shown: Picture,
	wanted: Picture,
	shownLines: readonly string[],
	wantedLines: readonly string[],
	changed: readonly number[],
): number[] {
	const rowsByLine = new Map<string, number[]>();
	for (const row of changed) {
		const line = shownLines[row] ?? '';
		const rows = rowsByLine.get(line);
		if (rows === undefined) {
			rowsByLine.set(line, [row]);
		} else if (rows.length < mostDistances) {
			rows.push(row);
		}
	}

	const votes = new Map<number, number>();
	for (const row of changed) {
		for (const source of rowsByLine.get(wantedLines[row] ?? '') ?? []) {
			votes.set(source - row, (votes.get(source - row) ?? 0) + 1);
		}
	}

	for (const by of [1, -1]) {
		if (!votes.has(by) && isLikely(by, shown, wanted, changed)) {
			votes.set(by, 1);
		}
	}

	return [...votes]
		.sort((one, other) => other[1] - one[1])
		.slice(0, mostDistances)
		.map(([distance]) => distance);
}

function isLikely(by: number, shown: Picture, wanted: Picture, changed: readonly number[]): boolean {
	let staying = 0;
	let moving = 0;
	const stride = Math.ceil(changed.length / sampledRows);
	for (let index = 0; index < changed.length; index += stride) {
		const row = changed[index] ?? 0;
		if (row + by >= 0 && row + by < wanted.rows) {
			staying += costOfChange(shown, row, wanted, row);
			moving += costOfChange(shown, row + by, wanted, row);
		}
	}

	return moving * 2 < staying;
}

/**
 * The scroll that saves most bytes, if any is worth it.
 * @param changed rows whose lines differ, ascending; of all others `shown` and `wanted` are equal
 */
export function findScroll(
	shown: Picture,
	wanted: Picture,
	shownLines: readonly string[],
	wantedLines: readonly string[],
	changed: readonly number[],
): Scroll | undefined {
	if (changed.length < 2) {
		return undefined;
	}

	const {rows} = wanted;
	/** By row: what it costs to change it where it is. */
	const staying = new Int32Array(rows);
	/** Before row: what all rows above it cost more when they come in blank than when they stay. */
	const blankedBefore = new Int32Array(rows + 1);
	let all = 0;
	for (const row of changed) {
		const cost = costOfChange(shown, row, wanted, row);
		staying[row] = cost;
		all += cost;
	}

	if (all < leastGain) {
		return undefined;
	}

	const distances = likelyDistances(shown, wanted, shownLines, wantedLines, changed);
	if (distances.length === 0) {
		return undefined;
	}

	for (let row = 0; row < rows; row++) {
		blankedBefore[row + 1] = (blankedBefore[row] ?? 0) + costOfDrawing(wanted, row) - (staying[row] ?? 0);
	}

	let best: Scroll | undefined;
	let bestGain = leastGain;
	for (const by of distances) {
		// Walk in the direction the rows move away from, so that the rows that come in follow the block.
		const step = by > 0 ? 1 : -1;
		let blockStart = -1;
		let blockGain = 0;
		for (let row = by > 0 ? 0 : rows - 1; row + by >= 0 && row + by < rows; row += step) {
			if (blockGain <= 0) {
				blockGain = 0;
				blockStart = row;
			}

			blockGain += (staying[row] ?? 0) - costOfChange(shown, row + by, wanted, row);
			const first = by > 0 ? blockStart : row + by;
			const end = by > 0 ? row + by + 1 : blockStart + 1;
			const firstBlanked = by > 0 ? row + 1 : first;
			const endBlanked = by > 0 ? end : row;
			const gain = blockGain - ((blankedBefore[endBlanked] ?? 0) - (blankedBefore[firstBlanked] ?? 0));
			if (gain > bestGain) {
				bestGain = gain;
				best = {first, end, by};
			}
		}
	}

	return best;
}

/** The sequences for it: line deletion and insertion inside a scroll region, which even the Linux console knows. */
export function scrollSequence({first, end, by}: Scroll, rows: number): string {
	const hasRegion = first > 0 || end < rows;
	const toTop = first === 0 ? '\u001B[H' : `\u001B[${first + 1}H`;
	const count = Math.abs(by) === 1 ? '' : Math.abs(by);
	return [
		hasRegion ? `\u001B[${first + 1};${end}r` : '',
		toTop,
		`\u001B[${count}${by > 0 ? 'M' : 'L'}`,
		hasRegion ? '\u001B[r' : '',
	].join('');
}
