// Ctrl-Z and what others do to the same end: the terminal is given back, the process group stops, and when the shell
// continues it, the terminal is taken again, once it is ours.
import process from 'node:process';
import {setBlocking} from './blocking.ts';
import type {CellScreen} from './cell-screen.ts';
import {stopUntilContinued, untilInForeground} from './foreground.ts';
import {patienceMs, setRaw, type TerminalInput} from './terminal.ts';

export type SuspensionSettings = {
	readonly input: TerminalInput;
	readonly output: object;
	readonly screen: CellScreen;
	/** The terminal is being given back for good: nothing takes it any more. */
	readonly isOver: () => boolean;
	/** The terminal cannot be had again. */
	readonly lost: () => void;
};

export type Suspension = {
	/** Gives the terminal back, stops the process group, resolves when the terminal was taken again. */
	readonly suspend: () => Promise<void>;
	/** Handler of SIGTSTP: somebody wants us to stop. */
	readonly stop: () => void;
	/** Handler of SIGCONT: somebody continued us. */
	readonly continued: () => void;
};

export function createSuspension({input, output, screen, isOver, lost}: SuspensionSettings): Suspension {
	/** Stopped, or on the way to it or back. */
	let isAway = false;

	async function takeAgain(wasRaw: boolean): Promise<void> {
		if (!(await untilInForeground(isOver))) lost();
		if (isOver()) return;
		setRaw(input, wasRaw);
		setBlocking(output, false);
		// The signal of a new size went to the shell: have Node look for itself.
		process.emit('SIGWINCH');
		screen.resume();
	}

	async function suspend(): Promise<void> {
		if (isAway || isOver() || process.platform === 'win32') return;
		isAway = true;
		const wasRaw = input.isRaw ?? false;
		screen.pause();
		const isTaken = await screen.idle(patienceMs);
		if (isOver()) return;
		setRaw(input, false);
		if (isTaken) setBlocking(output, true);
		process.off('SIGTSTP', stop);
		await stopUntilContinued('SIGTSTP');
		if (isOver()) return;
		process.on('SIGTSTP', stop);
		await takeAgain(wasRaw);
		isAway = false;
	}

	// Stopped without a word (`kill -STOP`): the shell took the terminal as it was and changed its modes.
	async function returned(): Promise<void> {
		isAway = true;
		const wasRaw = input.isRaw ?? false;
		// Other signals that came while we were stopped are heard first: one of them may end us.
		await new Promise(setImmediate);
		if (!(await untilInForeground(isOver))) lost();
		if (isOver()) return;
		// libuv does not know that the modes were changed.
		setRaw(input, false);
		// Left first where we still are: entering the alternate screen twice would lose the cursor of the shell below.
		screen.pause();
		await takeAgain(wasRaw);
		isAway = false;
	}

	const stop = (): void => void suspend();

	return {
		suspend,
		stop,
		continued() {
			if (!isAway && !isOver()) void returned();
		},
	};
}
