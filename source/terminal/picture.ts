// A grid of cells and how a line of text with escape sequences becomes a row of them.
import {blank, continuation, type GlyphTable} from './glyph-table.ts';
import {plainWidths} from './plain-widths.ts';
import {plainStyle, type StyleTable} from './style-table.ts';

/**
 * What stands on a screen. Cell (row, column) is at `row * columns + column` of both arrays.
 * The style of a space is always one of those that can be told apart on a space.
 */
export class Picture {
	readonly columns: number;
	readonly rows: number;
	readonly glyphs: Int32Array;
	readonly styles: Int32Array;

	constructor(columns: number, rows: number) {
		this.columns = columns;
		this.rows = rows;
		this.glyphs = new Int32Array(columns * rows);
		this.styles = new Int32Array(columns * rows);
		this.clearRows(0, rows);
	}

	/** Blanks the rows from `first` to before `end`. */
	clearRows(first: number, end: number): void {
		this.glyphs.fill(blank, first * this.columns, end * this.columns);
		this.styles.fill(plainStyle, first * this.columns, end * this.columns);
	}

	/**
	 * Scrolls the rows from `first` to before `end` up by `by` (down when negative) and blanks those that come in.
	 * `by` is smaller than the number of rows.
	 */
	scrollRows(first: number, end: number, by: number): void {
		const {columns} = this;
		for (const cells of [this.glyphs, this.styles]) {
			if (by > 0) {
				cells.copyWithin(first * columns, (first + by) * columns, end * columns);
			} else {
				cells.copyWithin((first - by) * columns, first * columns, (end + by) * columns);
			}
		}

		if (by > 0) {
			this.clearRows(end - by, end);
		} else {
			this.clearRows(first, first - by);
		}
	}

	copyRow(row: number, source: Picture, sourceRow: number): void {
		const start = sourceRow * this.columns;
		const end = start + this.columns;
		this.glyphs.set(source.glyphs.subarray(start, end), row * this.columns);
		this.styles.set(source.styles.subarray(start, end), row * this.columns);
	}
}

const escape = 0x1b;
const tab = 0x09;
// Made when it is needed first: that takes as long as several pictures, and few texts need it.
let graphemes: Intl.Segmenter | undefined;

/** SGR is the only control sequence with a meaning in a line; of the others only the end is looked for. */
const controlSequence =
	/\u001B(?:\[([\d;:]*)m|\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)|[ -/]*[0-~]|)/y;

/**
 * Draws one line into a row of the picture: text and SGR sequences, beginning with the plain style. What is wider than
 * the row is cut off, a wide glyph that does not fit leaves blanks; other escape sequences and controls show nothing.
 */
export function drawLine(picture: Picture, row: number, line: string, glyphs: GlyphTable, styles: StyleTable): void {
	const end = (row + 1) * picture.columns;
	const glyphCells = picture.glyphs;
	const styleCells = picture.styles;
	let cell = row * picture.columns;
	let style = plainStyle;
	let styleOnSpace = plainStyle;
	for (let index = 0; index < line.length && cell < end; ) {
		const unit = line.charCodeAt(index);
		const width = plainWidths[unit] ?? 0;
		if (unit === escape) {
			controlSequence.lastIndex = index;
			const parameters = controlSequence.exec(line)?.[1];
			index = controlSequence.lastIndex;
			if (parameters !== undefined) {
				style = styles.after(style, parameters);
				styleOnSpace = styles.onSpace(style);
			}
		} else if (width === 1 && standsAlone(line, index)) {
			glyphCells[cell] = unit;
			styleCells[cell] = unit === blank ? styleOnSpace : style;
			cell++;
			index++;
		} else if (width === 2 && standsAlone(line, index)) {
			cell = putWide(picture, cell, end, unit, 2, style, styleOnSpace);
			index++;
		} else {
			const runEnd = endOfRun(line, index);
			graphemes ??= new Intl.Segmenter();
			for (const {segment} of graphemes.segment(line.slice(index, runEnd))) {
				const glyph = segment === '\t' ? blank : glyphOf(segment, glyphs);
				const shownStyle = glyph === blank ? styleOnSpace : style;
				cell = putWide(picture, cell, end, glyph, glyphs.widthOf(glyph), shownStyle, styleOnSpace);
			}

			index = runEnd;
		}
	}

	glyphCells.fill(blank, cell, end);
	styleCells.fill(plainStyle, cell, end);
}

/** Puts a glyph of any width, blanks instead when it does not fit before `end`; returns the cell after it. */
function putWide(
	{glyphs, styles}: Picture,
	cell: number,
	end: number,
	glyph: number,
	width: number,
	style: number,
	styleOnSpace: number,
): number {
	const after = Math.min(cell + width, end);
	if (cell + width > end) {
		glyphs.fill(blank, cell, after);
		styles.fill(styleOnSpace, cell, after);
	} else if (width > 0) {
		glyphs[cell] = glyph;
		glyphs.fill(continuation, cell + 1, after);
		styles.fill(style, cell, after);
	}

	return after;
}

/** True when the plain character at `index` cannot join with what follows. */
function standsAlone(line: string, index: number): boolean {
	if (index + 1 === line.length) {
		return true;
	}

	const next = line.charCodeAt(index + 1);
	return plainWidths[next] !== 0 || next === escape || next === tab;
}

/**
 * The end of the text from `index` on that has to be cut into graphemes by the rules of Unicode: an escape sequence, or
 * the second of two plain characters; the first may still belong to what is before it.
 */
function endOfRun(line: string, index: number): number {
	let wasPlain = false;
	let end = index + 1;
	while (end < line.length) {
		const unit = line.charCodeAt(end);
		const isPlain = plainWidths[unit] !== 0;
		if (unit === escape || (wasPlain && isPlain && standsAlone(line, end))) {
			return end;
		}

		wasPlain = isPlain;
		end++;
	}

	return end;
}

function glyphOf(segment: string, glyphs: GlyphTable): number {
	const unit = segment.charCodeAt(0);
	return segment.length === 1 && plainWidths[unit] !== 0 ? unit : glyphs.numberOf(segment);
}
