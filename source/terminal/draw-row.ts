// Writes what differs between a row as shown and as wanted.
import {blank, type GlyphTable} from './glyph-table.ts';
import type {Pen} from './pen.ts';
import type {Picture} from './picture.ts';
import {plainStyle, type StyleTable} from './style-table.ts';

/** Blanks of this number and more are erased by one sequence instead of written as spaces. */
const leastErased = 12;

/** A blank tail of this number and more is cleared by one sequence. */
const leastCleared = 4;

/** No gap wider than this is cheaper to write again than to jump. */
const widestGap = 16;

/** The column after the last one that shows anything. */
function endOf(picture: Picture, row: number): number {
	const start = row * picture.columns;
	let cell = start + picture.columns;
	while (cell > start && picture.glyphs[cell - 1] === blank && picture.styles[cell - 1] === plainStyle) {
		cell--;
	}

	return cell - start;
}

/** Makes the row of the terminal, which shows `shown`, show `wanted`. Both pictures are of the same size. */
export function drawRow(
	pen: Pen,
	row: number,
	shown: Picture,
	wanted: Picture,
	glyphs: GlyphTable,
	styles: StyleTable,
): void {
	const {columns, glyphs: glyphCells, styles: styleCells} = wanted;
	const start = row * columns;
	const wantedEnd = endOf(wanted, row);
	const shownEnd = endOf(shown, row);
	const isTailCleared = shownEnd - wantedEnd >= leastCleared;
	const end = isTailCleared ? wantedEnd : Math.max(wantedEnd, shownEnd);
	// Cells before this column are written even if nothing changed: a disputed glyph may have spilled over them.
	let spilledTo = 0;

	const isShown = (column: number): boolean =>
		column >= spilledTo &&
		glyphCells[start + column] === shown.glyphs[start + column] &&
		styleCells[start + column] === shown.styles[start + column];

	/** Cells from `column` on to write as blanks: up to the last one of a run of blanks that is not blank yet. */
	const blanksFrom = (column: number): number => {
		let after = column;
		let last = column;
		while (after < end && glyphCells[start + after] === blank && styleCells[start + after] === plainStyle) {
			if (!isShown(after)) {
				last = after;
			}

			after++;
		}

		return after === column ? 0 : last + 1 - column;
	};

	const write = (column: number): number => {
		const cell = start + column;
		const glyph = glyphCells[cell] ?? blank;
		const style = styleCells[cell] ?? plainStyle;
		const width = glyphs.widthOf(glyph);
		if (glyphs.isPlain(glyph)) {
			pen.put(glyph, width, style);
			return width;
		}

		let isClean = column >= spilledTo;
		for (let after = cell + 1; after < cell + width; after++) {
			isClean &&= shown.glyphs[after] === blank && shown.styles[after] === styles.onSpace(style);
		}

		pen.putDisputed(glyph, row, column, style, isClean);
		spilledTo = Math.min(columns, Math.max(spilledTo, column + glyphs.reachOf(glyph)));
		return width;
	};

	for (let column = 0; column < end; ) {
		if (isShown(column)) {
			column++;
			continue;
		}

		const blanks = blanksFrom(column);
		if (blanks >= leastErased) {
			pen.moveTo(row, column);
			pen.erase(blanks);
			column += blanks;
			continue;
		}

		const gap = pen.gapBefore(row, column);
		const style = styleCells[start + column] ?? plainStyle;
		if (
			gap > 0 &&
			gap <= widestGap &&
			pen.isCheaperThanMoving(glyphCells, styleCells, start + column - gap, gap, style)
		) {
			for (let joined = column - gap; joined < column; ) {
				joined += write(joined);
			}
		}

		pen.moveTo(row, column);
		column += write(column);
	}

	if (isTailCleared || spilledTo > end) {
		pen.moveTo(row, end);
		pen.eraseToEnd();
	}
}
