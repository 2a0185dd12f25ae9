// Keys one by one in a terminal whose lines go on: nothing but the mode of the input changes, and that is given back.
import process from 'node:process';
import {readKeys} from '../keys/read-keys.ts';
import {isInForeground, stopUntilContinued, untilInForeground} from './foreground.ts';
import {setRaw, type TerminalInput} from './terminal.ts';

export type PlainKeys = {readonly end: () => void};

/** Calls `pressed` with the name of each key, and `interrupted` for Ctrl-C; undefined where the terminal is not ours. */
export function listenToKeys(
	input: TerminalInput,
	{pressed, interrupted}: {readonly pressed: (name: string) => void; readonly interrupted: () => void},
): PlainKeys | undefined {
	if (!isInForeground()) return undefined;
	let isOver = false;

	async function takeAgain(): Promise<void> {
		// A shell that continued us has set its own mode, of which libuv does not know.
		if (!isOver) setRaw(input, false);
		if (!isOver && (await untilInForeground(() => isOver)) && !isOver) setRaw(input, true);
	}

	async function suspend(): Promise<void> {
		setRaw(input, false);
		await stopUntilContinued('SIGTSTP');
		await takeAgain();
	}

	const continued = (): void => void takeAgain();

	function heard(names: readonly string[]): void {
		for (const name of names) {
			if (name === 'ctrl-c') interrupted();
			else if (name === 'ctrl-z') void suspend();
			else pressed(name);
		}
	}

	setRaw(input, true);
	const stopReading = readKeys(input, {keys: heard, paste() {}});
	process.on('SIGCONT', continued);
	return {
		end() {
			isOver = true;
			process.off('SIGCONT', continued);
			stopReading();
			input.pause();
			setRaw(input, false);
		},
	};
}
