// The terminal while the program has it: what can be done with it, and how it can end.
import type {KeyListener} from '../keys/read-keys.ts';
import type {Background} from './background.ts';
import type {CellScreen, Traffic} from './cell-screen.ts';
import type {CopyOutcome} from './copy-text.ts';

export type TerminalInput = NodeJS.ReadableStream & {
	readonly isRaw?: boolean;
	setRawMode?(isRaw: boolean): unknown;
};

/** Why the terminal was given back without `restore` having been asked for. */
export type TerminalEnd =
	| {readonly reason: 'signal'; readonly signal: NodeJS.Signals; readonly exitCode: number}
	/** The terminal is gone, or cannot be had any more. */
	| {readonly reason: 'lost'; readonly exitCode: number}
	/** An exception or rejection that nobody caught. */
	| {readonly reason: 'crash'; readonly error: unknown; readonly exitCode: number};

/**
 *     const terminal = openTerminal();
 *     terminal.listen(listener);
 *     terminal.take();
 *     const {waitUntilExit} = render(<App />, terminal.renderOptions);
 *     try {
 *       await waitUntilExit();
 *     } finally {
 *       await terminal.restore();
 *     }
 *
 * Ink's handlers of signals (signal-exit) stand back because this has handlers of its own; `useApp().suspendTerminal`
 * works and is needed only to run another program on the terminal: for Ctrl-Z there is `suspend`, of which Ink knows
 * nothing.
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
	/**
	 * Keys come to the listener from now on, one by one and unseen (raw mode). Only in the foreground: elsewhere the kernel
	 * would stop us here.
	 */
	listen(listener: KeyListener): void;
	/**
	 * Asks the terminal for the colour behind its texts, while somebody listens; resolves to undefined when it does not
	 * tell it within 100 ms. What it answers is never a key.
	 */
	askBackground(): Promise<Background | undefined>;
	/**
	 * Shows the alternate screen, and has marks around pastes; once somebody listens. Ink, too, switches to the alternate
	 * screen; that it is there already does no harm.
	 */
	take(): void;
	/** Draws everything again (Ctrl-L). */
	redraw(): void;
	/** Copies the text to the clipboard, as far as that is possible from here, and says how. Never rejects. */
	copyToClipboard(text: string): Promise<CopyOutcome>;
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
export const patienceMs = 1000;

/** Keys come one by one and unseen, or in whole lines. */
export function setRaw(input: TerminalInput, isRaw: boolean): void {
	// libuv ignores a mode it believes to be set, so that only real changes get here.
	input.setRawMode?.(isRaw);
}
