// A program in a real terminal: a pty whose other end is an emulator that can be looked at cell by cell.
import type {Socket} from 'node:net';
import {type IPty, spawn as spawnPty} from '@lydell/node-pty';
import unicode11 from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';

export type Cell = {
	/** Its text; empty for the second half of a wide glyph, a space for an empty cell. */
	readonly text: string;
	readonly width: number;
	/** `default`, a number of the palette, or `#rrggbb`. */
	readonly foreground: string | number;
	readonly background: string | number;
	readonly isBold: boolean;
	readonly isDim: boolean;
	readonly isItalic: boolean;
	readonly isUnderlined: boolean;
	readonly isInverse: boolean;
	readonly isStruck: boolean;
};

export type Exit = {readonly code: number; readonly signal: number | undefined};

export type SpawnOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly cwd?: string;
	/** Added to the environment of the tests, from which CI is taken; undefined takes a variable away. */
	readonly env?: Readonly<Record<string, string | undefined>>;
	/** False for a terminal that answers no queries. */
	readonly answersQueries?: boolean;
	/** What it answers when it is asked for the colour behind its texts (OSC 11), as `rgb:1111/2222/3333`. */
	readonly background?: string;
};

/** The modes of a terminal that nobody has touched, or that was given back whole. */
export const wholeModes = {isAlternateScreen: false, isCursorHidden: false, isBracketedPaste: false, isLineWrap: true};

/** An emulator with the widths of Unicode 11, when emoji became wide. */
export function createEmulator(columns: number, rows: number, unicodeVersion = '11'): xterm.Terminal {
	const emulator = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 1000});
	emulator.loadAddon(new unicode11.Unicode11Addon());
	emulator.unicode.activeVersion = unicodeVersion;
	return emulator;
}

/** Resolves when the emulator has processed all bytes. */
export async function feed(emulator: xterm.Terminal, bytes: string): Promise<void> {
	return new Promise(resolve => {
		emulator.write(bytes, resolve);
	});
}

/** The rows of the screen without trailing blanks. */
export function rowsOf(emulator: xterm.Terminal): string[] {
	const {active} = emulator.buffer;
	return Array.from({length: emulator.rows}, (_, row) =>
		// A line may be longer than the screen is wide: it was made narrower, and could become wide again.
		(active.getLine(active.baseY + row)?.translateToString(true, 0, emulator.cols) ?? '').trimEnd(),
	);
}

export function cellOf(emulator: xterm.Terminal, row: number, column: number): Cell {
	const {active} = emulator.buffer;
	const cell = active.getLine(active.baseY + row)?.getCell(column);
	if (cell === undefined) {
		throw new RangeError(`no cell at row ${row}, column ${column}`);
	}

	const colour = (isDefault: boolean, isRgb: boolean, value: number): string | number =>
		isDefault ? 'default' : isRgb ? `#${value.toString(16).padStart(6, '0')}` : value;
	return {
		text: cell.getWidth() === 0 ? '' : cell.getChars() || ' ',
		width: cell.getWidth(),
		foreground: colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
		background: colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
		isBold: cell.isBold() !== 0,
		isDim: cell.isDim() !== 0,
		isItalic: cell.isItalic() !== 0,
		isUnderlined: cell.isUnderline() !== 0,
		isInverse: cell.isInverse() !== 0,
		isStruck: cell.isStrikethrough() !== 0,
	};
}

/**
 * Ends a pty's socket when nothing comes any more. 200 ms after the program's end the library throws away what was not read
 * until then, which would be the last bytes of a program when this process was busy for as long.
 */
function readToTheEnd(socket: Socket, destroy: () => void): void {
	const before = socket.bytesRead;
	setTimeout(() => {
		if (socket.bytesRead === before) destroy();
		else readToTheEnd(socket, destroy);
	}, 50);
}

/** Runs a program in a terminal. It runs until it is disposed of or ends by itself. */
export function spawnInTerminal(
	command: string,
	parameters: readonly string[],
	{columns = 80, rows = 24, cwd, env = {}, answersQueries = true, background}: SpawnOptions = {},
) {
	const emulator = createEmulator(columns, rows);
	const environment: Record<string, string | undefined> = {
		...process.env,
		TERM: 'xterm-256color',
		COLORTERM: 'truecolor',
		LANG: 'C.UTF-8',
		CI: undefined,
		NO_COLOR: undefined,
		FORCE_COLOR: undefined,
		// Nothing is between the program and this terminal, whatever the tests themselves run in.
		TMUX: undefined,
		STY: undefined,
		...env,
	};
	for (const [name, value] of Object.entries(environment)) {
		if (value === undefined) {
			delete environment[name];
		}
	}

	const pty = spawnPty(command, [...parameters], {
		cols: columns,
		rows,
		name: environment['TERM'] ?? 'xterm-256color',
		env: environment,
		...(cwd === undefined ? {} : {cwd}),
	});
	const socket: Socket = Reflect.get(pty, '_socket');
	/** As the library's own, except that it waits until all was read. */
	const destroySocket = socket.destroy.bind(socket);
	socket.destroy = () => {
		readToTheEnd(socket, destroySocket);
		return socket;
	};
	/** What was read, piece by piece: one long text would be put together anew at each look at it. */
	const pieces: string[] = [];
	let isPaused = false;
	let isCursorHidden = false;
	let exit: Exit | undefined;
	/** Called whenever something may have changed. */
	const watchers = new Set<() => void>();
	const changed = () => {
		for (const watcher of watchers) {
			watcher();
		}
	};

	// The emulator does not say whether the cursor is hidden.
	const watchCursor = (isHidden: boolean) => (modes: ReadonlyArray<number | number[]>) => {
		if (modes.includes(25)) {
			isCursorHidden = isHidden;
		}

		return false;
	};

	emulator.parser.registerOscHandler(11, question => {
		if (question === '?' && background !== undefined) pty.write(`\u001B]11;${background}\u001B\\`);
		return true;
	});
	emulator.parser.registerCsiHandler({prefix: '?', final: 'l'}, watchCursor(true));
	emulator.parser.registerCsiHandler({prefix: '?', final: 'h'}, watchCursor(false));
	pty.onData(data => {
		pieces.push(data);
		emulator.write(data, changed);
	});
	const exited = new Promise<Exit>(resolve => {
		pty.onExit(({exitCode, signal}) => {
			exit = {code: exitCode, signal: signal === 0 ? undefined : signal};
			// The emulator is still processing what was read last.
			emulator.write('', () => {
				resolve({code: exitCode, signal: signal === 0 ? undefined : signal});
				changed();
			});
		});
	});
	if (answersQueries) {
		emulator.onData(answer => {
			if (exit === undefined) {
				pty.write(answer);
			}
		});
	}

	const screen = () => rowsOf(emulator);

	return {
		pid: pty.pid,
		emulator,
		exited,
		/** The rows as they stand, without trailing blanks. */
		screen,
		cell: (row: number, column: number) => cellOf(emulator, row, column),
		/** A place in what the program writes: so far it came until now. */
		mark: () => pieces.length,
		/** Everything the program wrote so far, or since a mark. */
		received: (since = 0) => pieces.slice(since).join(''),
		modes: () => ({
			isAlternateScreen: emulator.buffer.active.type === 'alternate',
			isCursorHidden,
			isBracketedPaste: emulator.modes.bracketedPasteMode,
			isLineWrap: emulator.modes.wraparoundMode,
		}),

		/**
		 * Resolves when the screen shows the text, matches the pattern (rows joined by newlines) or satisfies the
		 * predicate; rejects with the screen after the deadline.
		 */
		async until(wanted: string | RegExp | ((rows: string[]) => boolean), deadlineMs = 30_000): Promise<void> {
			const isReached = () => {
				// While a synchronized update is incomplete a terminal shows the frame before.
				if (emulator.modes.synchronizedOutputMode) {
					return false;
				}

				const rows = screen();
				if (typeof wanted === 'function') {
					return wanted(rows);
				}

				const text = rows.join('\n');
				return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
			};

			if (isReached()) {
				return;
			}

			await new Promise<void>((resolve, reject) => {
				const watcher = () => {
					if (isReached()) {
						clearTimeout(timer);
						watchers.delete(watcher);
						resolve();
					}
				};

				const timer = setTimeout(() => {
					watchers.delete(watcher);
					const state = exit === undefined ? 'running' : `exited with ${JSON.stringify(exit)}`;
					reject(
						new Error(`waited ${deadlineMs} ms for ${String(wanted)}; ${state}; the screen:\n${screen().join('\n')}`),
					);
				}, deadlineMs);
				watchers.add(watcher);
			});
		},

		/** Types the text as it is: `\r` is Enter, `\u001B` Escape. */
		keys(text: string): void {
			pty.write(text);
		},

		resize(newColumns: number, newRows: number): void {
			emulator.resize(newColumns, newRows);
			pty.resize(newColumns, newRows);
		},

		/** To the program alone; to its whole process group when `isForGroup`. */
		signal(name: NodeJS.Signals, isForGroup = false): void {
			process.kill(isForGroup ? -pty.pid : pty.pid, name);
		},

		/** The link stalls: nothing is read, so that the program's writes fill the buffers of the kernel. */
		pauseReading(): void {
			isPaused = true;
			pty.pause();
		},

		resumeReading(): void {
			isPaused = false;
			pty.resume();
		},

		/** The person closes the window, or the link is cut: reads and writes of the program fail from now on. */
		hangUp(): void {
			destroySocket();
			(pty as IPty & {destroy(): void}).destroy();
		},

		/** Ends the program, if it runs, and waits for it. */
		async dispose(): Promise<void> {
			if (isPaused) {
				pty.resume();
			}

			if (exit === undefined) {
				process.kill(pty.pid, 'SIGCONT');
				process.kill(pty.pid, 'SIGKILL');
			}

			await exited;
			emulator.dispose();
		},
	};
}

export type ProgramInTerminal = ReturnType<typeof spawnInTerminal>;
