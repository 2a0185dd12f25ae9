// Writes cells to a terminal, knowing where its cursor stands and which style is on, with as few bytes as it can. Lines do
// not wrap: whatever is written, the cursor stays in its row.
import {blank, type GlyphTable} from './glyph-table.ts';
import {plainStyle, type StyleTable} from './style-table.ts';

/** The cursor's row or column is not known: the next move is an absolute one. */
const unknown = -1;

const shorter = (one: string, other: string): string => (other.length < one.length ? other : one);

/** `CSI <count> <final>`, where a count of 1 is left out. */
function counted(count: number, final: string): string {
	return `\u001B[${count === 1 ? '' : count}${final}`;
}

/** Bytes of the move `count` cells to the right. */
function forwardLength(count: number): number {
	return count === 1 ? 3 : count < 10 ? 4 : count < 100 ? 5 : 6;
}

function rightwards(count: number): string {
	return count === 0 ? '' : counted(count, 'C');
}

export class Pen {
	readonly #glyphs: GlyphTable;
	readonly #styles: StyleTable;
	readonly #columns: number;
	#row = unknown;
	#column = unknown;
	#style = plainStyle;
	#text = '';

	/** Begins with an unknown cursor and the plain style. */
	constructor(columns: number, glyphs: GlyphTable, styles: StyleTable) {
		this.#columns = columns;
		this.#glyphs = glyphs;
		this.#styles = styles;
	}

	/** Ends with the plain style and returns everything written. */
	finish(): string {
		this.#setStyle(plainStyle);
		return this.#text;
	}

	/** Writes a sequence after which the cursor may be anywhere; it is sent with the plain style on. */
	command(sequence: string): void {
		this.#setStyle(plainStyle);
		this.#text += sequence;
		this.#row = unknown;
		this.#column = unknown;
	}

	/** Columns between the cursor and `column` when the cursor is left of it in this row; 0 otherwise. */
	gapBefore(row: number, column: number): number {
		return this.#row === row && this.#column !== unknown && this.#column < column ? column - this.#column : 0;
	}

	/** True when writing `cells` (plain glyphs) and then a cell in `style` is no longer than moving past them. */
	isCheaperThanMoving(
		glyphCells: Int32Array,
		styleCells: Int32Array,
		firstCell: number,
		count: number,
		style: number,
	): boolean {
		const limit = forwardLength(count) + this.#styles.change(this.#style, style).length;
		let length = 0;
		let current = this.#style;
		for (let cell = firstCell; cell < firstCell + count; cell++) {
			const glyph = glyphCells[cell] ?? blank;
			const wanted = styleCells[cell] ?? plainStyle;
			if (glyph < 0) {
				continue;
			}

			if (!this.#glyphs.isPlain(glyph)) {
				return false;
			}

			length += this.#glyphs.bytesOf(glyph);
			if (glyph !== blank || this.#styles.onSpace(current) !== wanted) {
				length += this.#styles.change(current, wanted).length;
				current = wanted;
			}

			if (length > limit) {
				return false;
			}
		}

		return length + this.#styles.change(current, style).length <= limit;
	}

	moveTo(row: number, column: number): void {
		if (this.#row !== row || this.#column !== column) {
			this.#text += this.#wayTo(row, column);
			this.#row = row;
			this.#column = column;
		}
	}

	/** Writes a plain glyph at the cursor, which has to be known. */
	put(glyph: number, width: number, style: number): void {
		if (glyph !== blank || this.#styles.onSpace(this.#style) !== style) {
			this.#setStyle(style);
		}

		this.#text += this.#glyphs.textOf(glyph);
		const column = this.#column + width;
		// After the last column a terminal stays there or waits beyond it.
		this.#column = column < this.#columns ? column : unknown;
	}

	/**
	 * Writes a glyph whose width terminals disagree on. Afterwards every terminal shows it in its own cells and blanks in
	 * the cells it may have spilled over.
	 * @param isClean false when its second cell may show something a narrower glyph would leave standing
	 */
	putDisputed(glyph: number, row: number, column: number, style: number, isClean: boolean): void {
		const width = this.#glyphs.widthOf(glyph);
		const spilledTo = Math.min(this.#columns, column + this.#glyphs.reachOf(glyph));
		if (!isClean) {
			this.#putBlanks(width, style);
			this.moveTo(row, column);
		}

		this.#setStyle(style);
		this.#text += this.#glyphs.textOf(glyph);
		this.#column = unknown;
		if (spilledTo > column + width) {
			// In the style of the glyph: a terminal that finds half of it overwritten blanks the other half in the same.
			this.moveTo(row, column + width);
			this.#putBlanks(spilledTo - column - width, style);
		}
	}

	/** Blanks `count` cells from the cursor on. */
	erase(count: number): void {
		this.#showNothingOnSpace();
		this.#text += counted(count, 'X');
	}

	/** Blanks everything from the cursor to the end of the row. */
	eraseToEnd(): void {
		this.#showNothingOnSpace();
		this.#text += '\u001B[K';
	}

	#putBlanks(count: number, style: number): void {
		for (let written = 0; written < count; written++) {
			this.put(blank, 1, this.#styles.onSpace(style));
		}
	}

	/** Terminals fill what they erase with the background that is set. */
	#showNothingOnSpace(): void {
		if (this.#styles.onSpace(this.#style) !== plainStyle) {
			this.#setStyle(plainStyle);
		}
	}

	#setStyle(style: number): void {
		if (style !== this.#style) {
			this.#text += this.#styles.change(this.#style, style);
			this.#style = style;
		}
	}

	#wayTo(row: number, column: number): string {
		if (this.#row === row && this.#column !== unknown && this.#column < column) {
			return counted(column - this.#column, 'C');
		}

		const absolute = `\u001B[${row === 0 && column === 0 ? '' : row + 1}${column === 0 ? '' : `;${column + 1}`}H`;
		if (this.#row === unknown) {
			return absolute;
		}

		if (this.#row === row) {
			const fromStart = `\r${rightwards(column)}`;
			const back = this.#column === unknown ? fromStart : '\b'.repeat(this.#column - column);
			return shorter(shorter(fromStart, back), `\u001B[${column + 1}G`);
		}

		let way = absolute;
		if (row === this.#row + 1) {
			way = shorter(way, `\r\n${rightwards(column)}`);
		}

		if (column === this.#column) {
			way = shorter(way, row > this.#row ? counted(row - this.#row, 'B') : counted(this.#row - row, 'A'));
			way = shorter(way, `\u001B[${row + 1}d`);
		}

		return way;
	}
}
