// The stand-in for process.stdout that Ink draws on: it takes whole frames and lets only what changed reach the
// terminal, at most one frame at a time.
import {EventEmitter} from 'node:events';
import {Painter} from './painter.ts';
import {TerminalModes} from './terminal-modes.ts';

type Written = (error?: Error | null) => void;

/** Where the bytes go: `process.stdout`, or the like of it. */
export type TerminalOutput = {
	readonly columns?: number | undefined;
	readonly rows?: number | undefined;
	readonly isTTY?: boolean | undefined;
	readonly writable: boolean;
	write(bytes: string, taken?: Written): boolean;
	on(event: 'resize' | 'error', listener: () => void): unknown;
	off(event: 'resize' | 'error', listener: () => void): unknown;
};

/** Totals since the start. */
export type Traffic = {
	/** Bytes handed to the terminal. */
	readonly bytes: number;
	/** Frames that changed something and were sent. */
	readonly frames: number;
	/** Frames that were replaced by a newer one before they could be sent: the link was busy. */
	readonly skippedFrames: number;
};

const modeSequence = /^\u001B\[[?<>=]/;
const alternateScreenSwitch = /\u001B\[\?1049[hl]/;

/**
 * To be given to Ink with `debug: true`, in which mode it writes each frame whole, in one piece.
 *
 * What begins like a mode switch (`CSI ?`, `CSI <`, `CSI >`, `CSI =`) is passed on; an empty text with a callback is a
 * question whether the stream is alive and is answered at once; everything else is a frame. While a frame is on its way
 * only the newest of the following ones is kept. After a resize, `invalidate` or a switch to or from the alternate
 * screen the next frame starts from a clear screen.
 */
export class CellScreen extends EventEmitter implements NodeJS.WritableStream {
	readonly #output: TerminalOutput;
	readonly #painter: Painter;
	readonly #modes = new TerminalModes();
	/** The newest frame, kept to be drawn again. */
	#frame: string | undefined;
	/** True when `#frame` is not drawn yet. */
	#isWaiting = false;
	/** Writes the terminal has not taken yet. */
	#pending = 0;
	/** Sent when the link is free again; only the newest is kept. */
	#waitingMessage: string | undefined;
	#isPaused = false;
	#isClosed = false;
	#bytes = 0;
	#frames = 0;
	#skippedFrames = 0;
	#whenIdle: Array<() => void> = [];

	constructor(output: TerminalOutput, painter = new Painter()) {
		super();
		// Each component may listen for `resize`.
		this.setMaxListeners(0);
		this.#output = output;
		this.#painter = painter;
		output.on('resize', this.#resized);
	}

	get columns(): number {
		return this.#output.columns || 80;
	}

	get rows(): number {
		return this.#output.rows || 24;
	}

	get isTTY(): boolean {
		return this.#output.isTTY ?? false;
	}

	get writable(): boolean {
		return !this.#isClosed && this.#output.writable;
	}

	get traffic(): Traffic {
		return {bytes: this.#bytes, frames: this.#frames, skippedFrames: this.#skippedFrames};
	}

	write(chunk: Uint8Array | string, encodingOrWritten?: BufferEncoding | Written, written?: Written): boolean {
		const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
		const callback = typeof encodingOrWritten === 'function' ? encodingOrWritten : written;
		if (!this.#isClosed && (text !== '' || callback === undefined)) {
			if (modeSequence.test(text)) {
				this.#switchModes(text);
			} else {
				this.#take(text);
			}
		}

		if (callback !== undefined) {
			// Not after the terminal took it: a stalled link must not keep anybody from ending.
			queueMicrotask(callback);
		}

		return true;
	}

	/** A stream of its own right ends; a terminal does not. */
	end(): this {
		return this;
	}

	/** Draws the newest frame again, from a clear screen: something else wrote on the terminal. */
	invalidate(): void {
		this.#painter.forget();
		this.#isWaiting = this.#frame !== undefined;
		this.#draw();
	}

	/**
	 * Sends a sequence that shows nothing and changes no mode, as OSC 52, wrapped or not. While the link is busy only the newest waits.
	 */
	send(sequence: string): void {
		this.#waitingMessage = sequence;
		this.#draw();
	}

	/** Puts the terminal back as it was found and draws nothing until `resume`. */
	pause(): void {
		if (!this.#isPaused && !this.#isClosed) {
			this.#isPaused = true;
			this.#pass(this.#modes.leave());
		}
	}

	/** Takes the terminal again after `pause` and draws the newest frame. */
	resume(): void {
		if (this.#isPaused && !this.#isClosed) {
			this.#isPaused = false;
			this.#pass(this.#modes.enter());
			this.invalidate();
		}
	}

	/**
	 * Puts the terminal back as it was found. A frame not sent yet is dropped, everything written later is ignored.
	 * Safe to call twice.
	 */
	close(): void {
		if (this.#isClosed) {
			return;
		}

		this.#output.off('resize', this.#resized);
		if (!this.#isPaused) {
			this.#pass(this.#modes.leave());
		}

		this.#modes.forget();
		this.#isClosed = true;
	}

	/** Resolves to true when the terminal has taken everything sent, to false when it did not within the time. */
	async idle(withinMs: number): Promise<boolean> {
		if (this.#pending === 0) {
			return true;
		}

		const {promise, resolve} = Promise.withResolvers<boolean>();
		const timer = setTimeout(resolve, withinMs, false);
		this.#whenIdle.push(() => resolve(true));
		const isIdle = await promise;
		clearTimeout(timer);
		return isIdle;
	}

	readonly #resized = (): void => {
		this.#painter.forget();
		// Who draws on us gets the chance to draw for the new size first; else what there is is drawn again.
		this.#isWaiting = false;
		this.emit('resize');
		if (this.#painter.isForgotten && this.#frame !== undefined) {
			this.#isWaiting = true;
			this.#draw();
		}
	};

	#take(frame: string): void {
		if (this.#isWaiting) {
			this.#skippedFrames++;
		}

		this.#frame = frame;
		this.#isWaiting = true;
		this.#draw();
	}

	/** Sends what waits, if the link is free. */
	#draw(): void {
		if (this.#pending > 0 || this.#isPaused || this.#isClosed) {
			return;
		}

		const message = this.#waitingMessage ?? '';
		this.#waitingMessage = undefined;
		let bytes = '';
		if (this.#isWaiting && this.#frame !== undefined) {
			this.#isWaiting = false;
			bytes = this.#painter.paint(this.#frame, this.columns, this.rows);
			if (bytes !== '') {
				this.#frames++;
			}
		}

		this.#pass(message + bytes);
	}

	#switchModes(sequences: string): void {
		if (alternateScreenSwitch.test(sequences)) {
			this.#painter.forget();
			this.#isWaiting = false;
		}

		const changed = this.#modes.follow(sequences);
		if (!this.#isPaused) {
			this.#pass(changed);
		}
	}

	#pass(bytes: string): void {
		if (bytes === '' || !this.#output.writable) {
			return;
		}

		this.#bytes += Buffer.byteLength(bytes);
		this.#pending++;
		this.#output.write(bytes, () => {
			this.#pending--;
			if (this.#pending === 0) {
				this.#draw();
			}

			if (this.#pending === 0) {
				for (const resolve of this.#whenIdle.splice(0)) {
					resolve();
				}
			}
		});
	}
}
