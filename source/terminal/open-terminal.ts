// Takes the terminal for a full-screen program and gives it back whole, whatever ends the program.
import process from 'node:process';
import {readKeys} from '../keys/read-keys.ts';
import {createBackgroundQuestion} from './ask-background.ts';
import {setBlocking} from './blocking.ts';
import {CellScreen, type TerminalOutput} from './cell-screen.ts';
import {copyText} from './copy-text.ts';
import {exitAfter} from './exit-after.ts';
import {isInForeground} from './foreground.ts';
import {createSuspension} from './suspension.ts';
import {patienceMs, setRaw, type Terminal, type TerminalEnd, type TerminalInput} from './terminal.ts';

export type TerminalOptions = {
	readonly input?: TerminalInput;
	readonly output?: TerminalOutput;
	/** Called once, after the terminal is back, when a signal, a lost terminal or a crash ends it; has to end the program. */
	readonly onEnd?: (end: TerminalEnd) => void;
};

const exitCodes = {SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143} as const;
const endingSignals = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;

const alternateScreen = '\u001B[?1049h';
const bracketedPaste = '\u001B[?2004h';

/** Listens for what may end the program from now on; changes nothing of the terminal before it is taken. */
export function openTerminal({
	input = process.stdin,
	output = process.stdout,
	onEnd = exitAfter,
}: TerminalOptions = {}): Terminal {
	const screen = new CellScreen(output);
	const question = createBackgroundQuestion(sequence => screen.send(sequence));
	let restoring: Promise<void> | undefined;
	let hasEnded = false;
	let isResized = false;
	let stopReading = (): void => {};

	const restore = (): Promise<void> => {
		restoring ??= giveBack();
		return restoring;
	};

	const giveBack = async (): Promise<void> => {
		// An answer that nobody reads would be a command line for the shell.
		await question.settled();
		stopReading();
		screen.close();
		const isTaken = await screen.idle(patienceMs);
		// In the background the modes are the shell's, and the kernel would stop us here.
		if (isInForeground()) setRaw(input, false);
		// A blocking stream would wait for a link that is still stalled.
		if (isTaken) setBlocking(output, true);
		for (const [name, handler] of processHandlers) process.off(name, handler);
		input.off('error', lost).off('end', lost);
	};

	const end = (reason: TerminalEnd): void => {
		if (hasEnded) return;
		hasEnded = true;
		void restore().then(() => onEnd(reason));
	};

	const lost = (): void => end({reason: 'lost', exitCode: exitCodes.SIGHUP});
	const crashed = (error: unknown): void => end({reason: 'crash', error, exitCode: 1});
	const {suspend, stop, continued} = createSuspension({
		input,
		output,
		screen,
		isOver: () => restoring !== undefined,
		lost,
	});

	const sizeMayHaveChanged = (): void => {
		// There and back again before anybody looked: no `resize`, but cut lines.
		if (!isResized && restoring === undefined) screen.invalidate();
		isResized = false;
	};

	const processHandlers: ReadonlyArray<readonly [event: string, handler: (...values: unknown[]) => void]> = [
		...endingSignals.map(
			signal => [signal, () => end({reason: 'signal', signal, exitCode: exitCodes[signal]})] as const,
		),
		['SIGCONT', continued],
		['SIGTSTP', stop],
		['SIGWINCH', sizeMayHaveChanged],
		['uncaughtException', crashed],
		['unhandledRejection', crashed],
		// The last chance when something calls process.exit: what the terminal takes at once reaches it.
		['exit', () => screen.close()],
	];

	setBlocking(output, false);
	for (const [name, handler] of processHandlers) process.on(name, handler);
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
		listen(listener) {
			if (restoring !== undefined) return;
			setRaw(input, true);
			stopReading = readKeys(input, listener, question);
		},
		askBackground: question.ask,
		take() {
			if (restoring !== undefined) return;
			screen.write(alternateScreen);
			screen.write(bracketedPaste);
		},
		redraw: () => screen.invalidate(),
		copyToClipboard: text => copyText(text, sequence => screen.send(sequence)),
		suspend,
		restore,
	};
}
