// The bytes that the program sends to its terminal: its own screen of cells, with nothing behind it but a text.
import {CellScreen} from '../source/terminal/cell-screen.ts';

export type SentBytes = {
	/** Takes the terminal, as the program does when it begins. */
	readonly begin: () => void;
	/** Shows a frame: text with escape sequences. */
	readonly show: (frame: string) => void;
	/** Gives the terminal back. */
	readonly end: () => void;
	/** What was sent since this was called last. */
	readonly take: () => string;
};

const alternateScreen = '\u001B[?1049h';

export function sentBytes(columns: number, rows: number): SentBytes {
	let sent = '';
	const screen = new CellScreen({
		columns,
		rows,
		isTTY: true,
		writable: true,
		write(bytes, taken) {
			sent += bytes;
			taken?.();
			return true;
		},
		on: () => undefined,
		off: () => undefined,
	});
	return {
		begin: () => void screen.write(alternateScreen),
		show: frame => void screen.write(frame),
		end: () => screen.close(),
		take() {
			const taken = sent;
			sent = '';
			return taken;
		},
	};
}
