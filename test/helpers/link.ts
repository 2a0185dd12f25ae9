// The connection to a terminal, for tests: it accepts bytes when a test says so, and so can be slow, stalled or broken.
import {EventEmitter} from 'node:events';

export class Link extends EventEmitter {
	columns: number;
	rows: number;
	readonly isTTY = true;
	writable = true;
	#sent = '';
	#taken: Array<() => void> = [];

	constructor(columns: number, rows: number) {
		super();
		this.columns = columns;
		this.rows = rows;
	}

	write(bytes: string, taken?: () => void): boolean {
		this.#sent += bytes;
		if (taken !== undefined) {
			this.#taken.push(taken);
		}

		return true;
	}

	get isBusy(): boolean {
		return this.#taken.length > 0;
	}

	/** Takes what was sent so far: the program may send more. */
	take(): void {
		for (const taken of this.#taken.splice(0)) {
			taken();
		}
	}

	/** What was sent since the last call. */
	sent(): string {
		const bytes = this.#sent;
		this.#sent = '';
		return bytes;
	}

	resize(columns: number, rows: number): void {
		this.columns = columns;
		this.rows = rows;
		this.emit('resize');
	}
}
