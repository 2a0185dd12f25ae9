// Takes the terminal for a full-screen program and gives it back whole, whatever ends the program.
import {setBlocking} from './blocking.ts';
import {CellScreen, type TerminalOutput, type Traffic} from './cell-screen.ts';
import {clipboardSequence} from './clipboard.ts';

export type TerminalInput = NodeJS.ReadableStream & {
	readonly isRaw?: boolean;
	setRawMode?(isRaw: boolean): unknown;
};

/** Why the terminal was given back without `restore` having been asked for. */
export type TerminalEnd =
	| {readonly reason: 'signal'; readonly signal: NodeJS.Signals; readonly exitCode: number}
	/** The terminal is gone; nobody reads what is written there. */
	| {readonly reason: 'lost'; readonly exitCode: number}
	/** An exception or rejection that nobody caught. */
	| {readonly reason: 'crash'; readonly error: unknown; readonly exitCode: number};

export type TerminalOptions = {
	readonly input?: TerminalInput;
	readonly output?: TerminalOutput;
	/** Called once, after the terminal is back, when a signal, a lost terminal or a crash ends it; has to end the program. */
	readonly onEnd?: (end: TerminalEnd) => void;
};

/**
 * The terminal while the program has it:
 *
 *     const terminal = openTerminal();
 *     const {waitUntilExit} = render(<App />, terminal.renderOptions);
 *     try {
 *       await waitUntilExit();
 *     } finally {
 *       await terminal.restore();
 *     }
 *
 * Ink enters and leaves the alternate screen through `renderOptions.stdout`. Its handlers of signals (signal-exit) stand
 * back because this has handlers of its own; `useApp().suspendTerminal` works and is needed only to run another program
 * on the terminal: for Ctrl-Z there is `suspend`, of which Ink knows nothing.
 */
export type Terminal = {
	/** What `render` of Ink has to be called with. */
	readonly renderOptions: {
		readonly stdin: TerminalInput;
		readonly stdout: CellScreen;
		readonly debug: true;
		readonly interactive: true;
		readonly alternateScreen: true;
		readonly patchConsole: false;
		readonly exitOnCtrlC: false;
	};
	readonly screen: CellScreen;
	readonly traffic: Traffic;
	/** Draws everything again (Ctrl-L). */
	redraw(): void;
	/** Asks the terminal to copy the text (OSC 52, which it may ignore); false when it is too long to try. */
	copyToClipboard(text: string): boolean;
	/** Gives the terminal back, stops the whole process group as Ctrl-Z does, resolves when it was continued. */
	suspend(): Promise<void>;
	/**
	 * Gives the terminal back for good; waits at most a second for a link that is stalled. Afterwards frames are ignored
	 * and signals end the program as they used to. Never rejects; safe to call again. The program has to end with
	 * `process.exit`: bytes that a stalled link has not taken would keep it alive.
	 */
	restore(): Promise<void>;
};

/** How long a stalled link may delay the end. */
const patienceMs = 1000;

/** A stop that did not happen within this time (no shell that could continue us) is given up. */
const stopMs = 100;

const exitCodes = {SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143} as const;
const signals = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;

/** Takes the terminal. Nothing is written before Ink renders. */
export function openTerminal({
	input = process.stdin,
	output = process.stdout,
	onEnd = exitAfter,
}: TerminalOptions = {}): Terminal {
	const screen = new CellScreen(output);
	let restoring: Promise<void> | undefined;
	let hasEnded = false;
	let isResized = false;
	/** Ends a suspension. */
	let resumed: (() => void) | undefined;

	const restore = (): Promise<void> => {
		restoring ??= giveBack();
		return restoring;
	};

	const giveBack = async (): Promise<void> => {
		screen.close();
		const isTaken = await screen.idle(patienceMs);
		setRaw(input, false);
		// A blocking stream would wait for a link that is still stalled.
		if (isTaken) {
			setBlocking(output, true);
		}

		for (const [name, handler] of processHandlers) {
			process.off(name, handler);
		}

		input.off('error', lost).off('end', lost);
		resumed?.();
	};

	const end = (reason: TerminalEnd): void => {
		if (!hasEnded) {
			hasEnded = true;
			void restore().then(() => onEnd(reason));
		}
	};

	const lost = (): void => end({reason: 'lost', exitCode: exitCodes.SIGHUP});
	const crashed = (error: unknown): void => end({reason: 'crash', error, exitCode: 1});

	const takeAgain = (): void => {
		setBlocking(output, false);
		// The signal of a new size went to the shell: have Node look for itself.
		process.emit('SIGWINCH');
		screen.resume();
	};

	const suspend = async (): Promise<void> => {
		if (resumed !== undefined || restoring !== undefined || process.platform === 'win32') {
			return;
		}

		const {promise, resolve} = Promise.withResolvers<void>();
		resumed = resolve;
		screen.pause();
		const isTaken = await screen.idle(patienceMs);
		if (restoring !== undefined) {
			return;
		}

		const wasRaw = input.isRaw ?? false;
		setRaw(input, false);
		if (isTaken) {
			setBlocking(output, true);
		}

		process.off('SIGTSTP', stop);
		// Stops here, or a moment later; the time begins to run when we are continued, or when nothing stopped us.
		process.kill(0, 'SIGTSTP');
		// When it was a moment later the time is over once we are continued: the signal that says so is heard first.
		const timer = setTimeout(() => setImmediate(resolve), stopMs);
		await promise;
		clearTimeout(timer);
		resumed = undefined;
		if (restoring !== undefined) {
			return;
		}

		process.on('SIGTSTP', stop);
		// Before anything is written: a program that was continued in the background is stopped here by the kernel.
		setRaw(input, wasRaw);
		takeAgain();
	};

	const stop = (): void => void suspend();

	const continued = (): void => {
		if (resumed !== undefined) {
			resumed();
		} else if (restoring === undefined) {
			// Stopped by others (`kill -STOP`): the shell took the terminal as it was and changed its modes.
			if (input.isRaw) {
				setRaw(input, false);
				setRaw(input, true);
			}

			// Left first where we still are: entering the alternate screen twice would lose the cursor of the shell below.
			screen.pause();
			takeAgain();
		}
	};

	const sizeMayHaveChanged = (): void => {
		// There and back again before anybody looked: no `resize`, but cut lines.
		if (!isResized && restoring === undefined) {
			screen.invalidate();
		}

		isResized = false;
	};

	const processHandlers: ReadonlyArray<readonly [event: string, handler: (...values: unknown[]) => void]> = [
		...signals.map(signal => [signal, () => end({reason: 'signal', signal, exitCode: exitCodes[signal]})] as const),
		['SIGCONT', continued],
		['SIGTSTP', stop],
		['SIGWINCH', sizeMayHaveChanged],
		['uncaughtException', crashed],
		['unhandledRejection', crashed],
		// The last chance when something calls process.exit: what the terminal takes at once reaches it.
		['exit', () => screen.close()],
	];

	setBlocking(output, false);
	for (const [name, handler] of processHandlers) {
		process.on(name, handler);
	}

	input.on('error', lost).on('end', lost);
	// Never removed: what is still queued may fail after the end, which is nobody's concern then.
	output.on('error', lost);
	screen.on('resize', () => {
		isResized = true;
	});

	return {
		renderOptions: {
			stdin: input,
			stdout: screen,
			debug: true,
			interactive: true,
			alternateScreen: true,
			patchConsole: false,
			exitOnCtrlC: false,
		},
		screen,
		get traffic() {
			return screen.traffic;
		},
		redraw: () => screen.invalidate(),
		copyToClipboard(text) {
			const sequence = clipboardSequence(text);
			if (sequence !== undefined) {
				screen.send(sequence);
			}

			return sequence !== undefined;
		},
		suspend,
		restore,
	};
}

function setRaw(input: TerminalInput, isRaw: boolean): void {
	// libuv ignores a mode it believes to be set, so that only real changes get here.
	input.setRawMode?.(isRaw);
}

/** The usual `onEnd`: says on stderr what crashed and exits with the code. */
function exitAfter(end: TerminalEnd): void {
	if (end.reason !== 'crash') {
		process.exit(end.exitCode);
	}

	const {error} = end;
	const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
	setBlocking(process.stderr, false);
	const timer = setTimeout(() => process.exit(end.exitCode), patienceMs);
	process.stderr.write(`${text}\n`, () => {
		clearTimeout(timer);
		process.exit(end.exitCode);
	});
}
