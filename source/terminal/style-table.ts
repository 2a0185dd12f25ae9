// Numbers for how a cell looks, so that rows of cells compare as rows of integers, and what leads from one to another.
import {noStyle, type Style, sequenceBetween, styleAfter, styleOnSpace} from './style.ts';

/** The look of an empty cell: no attribute, the terminal's own colours. */
export const plainStyle = 0;

/**
 * A style is a number; 0 is the plain one.
 * The table is bounded: once `isCrowded`, the owner forgets everything painted and calls `clear`.
 */
export class StyleTable {
	readonly #limit: number;
	readonly #styles: Style[] = [];
	readonly #numbers = new Map<string, number>();
	/** By style: SGR parameters → the style after them. */
	readonly #successors: Array<Map<string, number>> = [];
	/** By style: the style that looks the same on a space. */
	readonly #onSpace: number[] = [];
	/** By style: other style → the sequence that leads there. */
	readonly #changes: Array<Map<number, string>> = [];
	/** Entries of all `#successors` and `#changes`. */
	#cached = 0;

	/** @param limit most styles held; a frame may fill the table, the next one starts anew from half of it on */
	constructor(limit = 8192) {
		this.#limit = limit;
		this.clear();
	}

	get isCrowded(): boolean {
		return this.#styles.length * 2 > this.#limit;
	}

	clear(): void {
		this.#styles.length = 0;
		this.#numbers.clear();
		this.#successors.length = 0;
		this.#onSpace.length = 0;
		this.#changes.length = 0;
		this.#cached = 0;
		this.#numberOf(noStyle);
	}

	/** The style after an SGR sequence with these parameters (`1;31`). */
	after(style: number, parameters: string): number {
		const known = this.#successors[style]?.get(parameters);
		if (known !== undefined) {
			return known;
		}

		const number = this.#numberOf(styleAfter(this.#styles[style] ?? noStyle, parameters));
		this.#makeRoom();
		this.#successors[style]?.set(parameters, number);
		return number;
	}

	/** The style that looks the same on a space; spaces of equal looks need no change of style between them. */
	onSpace(style: number): number {
		return this.#onSpace[style] ?? plainStyle;
	}

	/** The shortest sequence that changes `from` to `to`; empty when they are the same. */
	change(from: number, to: number): string {
		if (from === to) {
			return '';
		}

		const known = this.#changes[from]?.get(to);
		if (known !== undefined) {
			return known;
		}

		const sequence = sequenceBetween(this.#styles[from] ?? noStyle, this.#styles[to] ?? noStyle);
		this.#makeRoom();
		this.#changes[from]?.set(to, sequence);
		return sequence;
	}

	#numberOf(style: Style): number {
		const key = `${style.attributes},${style.foreground},${style.background}`;
		const known = this.#numbers.get(key);
		if (known !== undefined) {
			return known;
		}

		if (this.#styles.length >= this.#limit) {
			return plainStyle;
		}

		const number = this.#styles.push(style) - 1;
		this.#numbers.set(key, number);
		this.#successors.push(new Map());
		this.#changes.push(new Map());
		this.#onSpace.push(number);
		const onSpace = styleOnSpace(style);
		if (onSpace !== style) {
			this.#onSpace[number] = this.#numberOf(onSpace);
		}

		return number;
	}

	#makeRoom(): void {
		this.#cached++;
		if (this.#cached > this.#limit * 4) {
			this.#cached = 1;
			for (const map of [...this.#successors, ...this.#changes]) {
				map.clear();
			}
		}
	}
}
