// Turns whole frames of text into the bytes that change the terminal from the last frame to this one.
import {drawRow} from './draw-row.ts';
import {GlyphTable} from './glyph-table.ts';
import {Pen} from './pen.ts';
import {drawLine, Picture} from './picture.ts';
import {findScroll, scrollSequence} from './scroll.ts';
import {StyleTable} from './style-table.ts';

/**
 * Starts from nothing, also after stray output of others: ASCII as G0 and in use, no insert mode, origin at the top, no
 * scroll region, plain style, a clear screen. Not `CSI 2J`: some terminals push the screen into their scrollback then.
 */
const clearScreen = '\u001B(B\u000F\u001B[4l\u001B[?6l\u001B[r\u001B[m\u001B[H\u001B[J';

/** Synchronised output: the terminal shows the frame when it is complete. */
const frameStart = '\u001B[?2026h';
const frameEnd = '\u001B[?2026l';

/** Blocks of rows that may scroll in one frame, each on its own. */
const mostScrolls = 3;

/** Knows what the terminal shows; does no output itself. */
export class Painter {
	readonly #glyphs: GlyphTable;
	readonly #styles: StyleTable;
	#shown = new Picture(0, 0);
	#wanted = new Picture(0, 0);
	/** The text of each row as shown. */
	#lines: string[] = [];
	#isKnown = false;

	constructor(glyphs = new GlyphTable(), styles = new StyleTable()) {
		this.#glyphs = glyphs;
		this.#styles = styles;
	}

	/** True when the next frame starts from a clear screen. */
	get isForgotten(): boolean {
		return !this.#isKnown;
	}

	/** What the terminal shows is not known any more: the next frame starts from a clear screen. */
	forget(): void {
		this.#isKnown = false;
	}

	/**
	 * The bytes that make a terminal of this size, with line wrap off, show the frame; empty when it does already.
	 * @param frame lines of text with SGR sequences, each line beginning with the plain style; what is wider or higher
	 *   than the terminal is cut off
	 */
	paint(frame: string, columns: number, rows: number): string {
		if (this.#shown.columns !== columns || this.#shown.rows !== rows) {
			this.#shown = new Picture(columns, rows);
			this.#wanted = new Picture(columns, rows);
			this.#isKnown = false;
		}

		if (this.#glyphs.isCrowded || this.#styles.isCrowded) {
			this.#glyphs.clear();
			this.#styles.clear();
			this.#isKnown = false;
		}

		const pen = new Pen(columns, this.#glyphs, this.#styles);
		const isAnew = !this.#isKnown;
		if (isAnew) {
			this.#shown.clearRows(0, rows);
			this.#wanted.clearRows(0, rows);
			this.#lines = Array.from({length: rows}, () => '');
			this.#isKnown = true;
			pen.command(clearScreen);
		}

		const lines = frame.split('\n', rows);
		while (lines.length < rows) {
			lines.push('');
		}

		let changed = this.#drawChanged(lines);
		if (changed.length === 0 && !isAnew) {
			return '';
		}

		for (let scrolls = 0; scrolls < mostScrolls && !isAnew; scrolls++) {
			const scroll = findScroll(this.#shown, this.#wanted, this.#lines, lines, changed);
			if (scroll === undefined) {
				break;
			}

			const {first, end, by} = scroll;
			pen.command(scrollSequence(scroll, rows));
			this.#shown.scrollRows(first, end, by);
			const block = this.#lines.splice(first, end - first);
			const empty = Array.from({length: Math.abs(by)}, () => '');
			this.#lines.splice(first, 0, ...(by > 0 ? [...block.slice(by), ...empty] : [...empty, ...block.slice(0, by)]));
			changed = this.#drawChanged(lines);
		}

		for (const row of changed) {
			drawRow(pen, row, this.#shown, this.#wanted, this.#glyphs, this.#styles);
			this.#shown.copyRow(row, this.#wanted, row);
		}

		this.#lines = lines;
		return `${frameStart}${pen.finish()}${frameEnd}`;
	}

	/** Draws the lines that differ from those shown into the wanted picture; returns their rows. */
	#drawChanged(lines: readonly string[]): number[] {
		const changed: number[] = [];
		for (const [row, line] of lines.entries()) {
			if (line !== this.#lines[row]) {
				changed.push(row);
				drawLine(this.#wanted, row, line, this.#glyphs, this.#styles);
			}
		}

		return changed;
	}
}
