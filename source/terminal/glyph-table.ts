// Numbers for what stands in a cell, so that rows of cells compare as rows of integers.
import stringWidth from 'string-width';
import {plainWidths} from './plain-widths.ts';

/** The second and further cells of a wide glyph. */
export const continuation = -1;

/** The glyph of an empty cell. */
export const blank = 0x20;

/** Above all code points: numbers of interned graphemes begin here. */
const firstInterned = 0x11_0000;

/** Shown in place of graphemes beyond the limit of the table. */
const replacement = 0xfffd;

type Grapheme = {
	readonly text: string;
	/** Cells by our own reckoning, which is Ink's. */
	readonly width: number;
	/** The most cells any terminal may fill: one that draws the parts of a joined emoji one by one. */
	readonly reach: number;
	readonly bytes: number;
};

const withoutOwnCell = /^[\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Default_Ignorable_Code_Point}\p{Format}]$/u;

/** Scripts below this code point have no wide characters. */
const firstWide = 0x1100;

function reachOf(text: string, width: number): number {
	let reach = 0;
	for (const character of text) {
		if (!withoutOwnCell.test(character)) {
			reach += (character.codePointAt(0) ?? 0) < firstWide ? 1 : 2;
		}
	}

	return Math.max(width, reach);
}

/**
 * A glyph is a number: the code unit of a plain character, or an interned grapheme.
 * The table is bounded: once `isCrowded`, the owner forgets everything painted and calls `clear`.
 */
export class GlyphTable {
	readonly #limit: number;
	readonly #numbers = new Map<string, number>();
	readonly #graphemes: Grapheme[] = [];

	/** @param limit most graphemes held; a frame may fill the table, the next one starts anew from half of it on */
	constructor(limit = 16_384) {
		this.#limit = limit;
	}

	get isCrowded(): boolean {
		return this.#graphemes.length * 2 > this.#limit;
	}

	clear(): void {
		this.#numbers.clear();
		this.#graphemes.length = 0;
	}

	/** The number of a grapheme that is not a plain character. */
	numberOf(text: string): number {
		const known = this.#numbers.get(text);
		if (known !== undefined) {
			return known;
		}

		if (this.#graphemes.length >= this.#limit) {
			return replacement;
		}

		const width = stringWidth(text);
		const number = firstInterned + this.#graphemes.length;
		this.#graphemes.push({text, width, reach: reachOf(text, width), bytes: Buffer.byteLength(text)});
		this.#numbers.set(text, number);
		return number;
	}

	/** Cells; 0 for a grapheme that shows nothing. */
	widthOf(glyph: number): number {
		return glyph < firstInterned ? plainWidths[glyph] || 1 : (this.#graphemes[glyph - firstInterned]?.width ?? 1);
	}

	/** True when every terminal fills exactly `widthOf` cells. */
	isPlain(glyph: number): boolean {
		return glyph < firstInterned && glyph !== replacement;
	}

	/** The most cells any terminal fills with it. */
	reachOf(glyph: number): number {
		return glyph < firstInterned ? 2 : (this.#graphemes[glyph - firstInterned]?.reach ?? 2);
	}

	textOf(glyph: number): string {
		return glyph < firstInterned ? String.fromCharCode(glyph) : (this.#graphemes[glyph - firstInterned]?.text ?? ' ');
	}

	/** Length in UTF-8. */
	bytesOf(glyph: number): number {
		if (glyph < 0x80) {
			return 1;
		}

		if (glyph < 0x800) {
			return 2;
		}

		return glyph < firstInterned ? 3 : (this.#graphemes[glyph - firstInterned]?.bytes ?? 1);
	}
}
