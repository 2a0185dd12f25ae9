// Seeded frames that change the way screens do: cells, words, rows, scrolls; with every kind of glyph and style.
import stringWidth from 'string-width';

export type Random = {
	/** From 0 to below 1. */
	next(): number;
	/** An integer from 0 to below `limit`. */
	below(limit: number): number;
	pick<Value>(values: readonly Value[]): Value;
};

/** Mulberry32. */
export function randomFrom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};

	const below = (limit: number) => Math.floor(next() * limit);
	return {
		next,
		below,
		pick: values => {
			const value = values[below(values.length)];
			if (value === undefined) {
				throw new RangeError('nothing to pick from');
			}

			return value;
		},
	};
}

const widths = new Map<string, number>();

/** The cells of a glyph, remembered. */
export function widthOf(glyph: string): number {
	const width = widths.get(glyph) ?? stringWidth(glyph);
	widths.set(glyph, width);
	return width;
}

/** Glyphs on whose widths string-width and an emulator of Unicode 11 agree. */
export const agreedGlyphs = [
	...'abcdefghijklmnopqrstuvwxyz0123456789.,:;-+/()',
	...'─│┌┐└┘├┤┬┴┼═║▁▂▃▄▅▆▇█░▒▓·…▲●★✗✓→←↑↓×±éüßñ€',
	...'漢字仮名交り文中国語日本한국어',
	'e\u0301',
	'o\u0308',
	'n\u0303\u0323',
	'😀',
	'🚀',
	'✅',
	'⚡',
];

/** Glyphs drawn wider or narrower from terminal to terminal. */
export const disputedGlyphs = [
	'👨‍👩‍👧‍👦',
	'👩‍🚀',
	'🏳️‍🌈',
	'🇩🇪',
	'🇯🇵',
	'👍🏽',
	'🤷🏿‍♀️',
	'☀️',
	'❤️',
	'⏸',
	'▶',
	'1️⃣',
	'©️',
	'🫠',
	'क्षि',
	'நி',
	'ᄒ',
	'ᄒ한',
	'ﾊﾟ',
	'𠮷',
	'\u{1F9D1}\u{1F3FB}\u200D\u{1F91D}\u200D\u{1F9D1}\u{1F3FF}',
];

type Piece = {readonly glyph: string; readonly style: string};

/** A frame as rows of styled glyphs, to be changed a little at a time. */
export class RandomFrames {
	readonly #random: Random;
	readonly #glyphs: readonly string[];
	#rows: Piece[][] = [];

	constructor(random: Random, glyphs: readonly string[]) {
		this.#random = random;
		this.#glyphs = glyphs;
	}

	/** The frame after another change, for a screen of this size; some lines are wider when `isWide`. */
	next(columns: number, rows: number, isWide = false): string {
		const width = columns + (isWide ? 3 : 0);
		while (this.#rows.length < rows) {
			this.#rows.push(this.#randomRow(width));
		}

		this.#rows.length = rows;
		for (let changes = this.#random.below(3); changes >= 0; changes--) {
			this.#change(width, rows);
		}

		this.#rows = this.#rows.map(row => this.#fitted(row, width));
		return this.#rows.map(row => textOf(row)).join('\n');
	}

	#change(width: number, rows: number): void {
		const {below, next, pick} = this.#random;
		const first = below(rows);
		const end = first + 1 + below(rows - first);
		const kind = below(12);
		if (kind === 0) {
			this.#rows = this.#rows.map(() => this.#randomRow(width));
		} else if (kind <= 2) {
			// Rows move up, new ones come in from below.
			const by = 1 + below(Math.min(3, end - first));
			this.#rows.splice(first, by);
			this.#rows.splice(end - by, 0, ...Array.from({length: by}, () => this.#randomRow(width)));
		} else if (kind <= 4) {
			const by = 1 + below(Math.min(3, end - first));
			this.#rows.splice(end - by, by);
			this.#rows.splice(first, 0, ...Array.from({length: by}, () => this.#randomRow(width)));
		} else if (kind === 5) {
			this.#rows[first] = [];
		} else if (kind === 6) {
			this.#rows[first] = this.#randomRow(width);
		} else if (kind === 7) {
			const style = this.#style();
			this.#rows[first] = (this.#rows[first] ?? []).map(({glyph}) => ({glyph, style}));
		} else {
			// A few cells in a few rows.
			for (let row = first; row < end; row++) {
				this.#rows[row] = (this.#rows[row] ?? []).map(piece => (next() < 0.08 ? this.#piece() : piece));
			}
		}

		if (next() < 0.1) {
			// A rule, or a row of blanks in a colour.
			const piece = {glyph: pick(['─', ' ', '漢']), style: this.#style()};
			this.#rows[below(rows)] = Array.from({length: below(width)}, () => piece);
		}
	}

	#randomRow(width: number): Piece[] {
		const {below, next} = this.#random;
		const row: Piece[] = [];
		const length = below(width + 1);
		let style = '';
		while (row.length < length) {
			if (next() < 0.3) {
				style = this.#style();
			}

			row.push(next() < 0.4 ? {glyph: ' ', style} : {...this.#piece(), style});
		}

		return row;
	}

	#piece(): Piece {
		return {glyph: this.#random.pick(this.#glyphs), style: this.#style()};
	}

	#style(): string {
		const {below, pick} = this.#random;
		const codes: string[] = [];
		for (const code of ['1', '2', '3', '4', '7', '9']) {
			if (below(6) === 0) {
				codes.push(code);
			}
		}

		const colour = (base: number) =>
			pick([
				String(base + below(8)),
				String(base + 60 + below(8)),
				`${base + 8};5;${below(256)}`,
				`${base + 8};2;${below(256)};${below(256)};${below(256)}`,
			]);
		if (below(2) === 0) {
			codes.push(colour(30));
		}

		if (below(4) === 0) {
			codes.push(colour(40));
		}

		return codes.join(';');
	}

	#fitted(row: Piece[], width: number): Piece[] {
		let used = 0;
		return row.filter(({glyph}) => {
			const fits = used + widthOf(glyph) <= width;
			used += fits ? widthOf(glyph) : width;
			return fits;
		});
	}
}

function textOf(row: readonly Piece[]): string {
	let text = '';
	let current = '';
	for (const {glyph, style} of row) {
		if (style !== current) {
			text += current === '' ? '' : '\u001B[0m';
			text += style === '' ? '' : `\u001B[${style}m`;
			current = style;
		}

		text += glyph;
	}

	return current === '' ? text : `${text}\u001B[0m`;
}
