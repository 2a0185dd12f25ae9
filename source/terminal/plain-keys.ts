// Keys one by one in a terminal whose lines go on: nothing but the mode of the input changes, and that is given back.
import process from 'node:process';
import {isInForeground, stopUntilContinued, untilInForeground} from './foreground.ts';
import {setRaw, type TerminalInput} from './terminal.ts';

const interrupt = '\u0003';
const stop = '\u001A';

export type PlainKeys = {readonly end: () => void};

/** Calls `pressed` for each key, and `interrupted` for Ctrl-C; undefined where the terminal is not ours. */
export function listenToKeys(
	input: TerminalInput,
	{pressed, interrupted}: {readonly pressed: (key: string) => void; readonly interrupted: () => void},
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

	function heard(data: Buffer | string): void {
		for (const key of String(data)) {
			if (key === interrupt) interrupted();
			else if (key === stop) void suspend();
			else pressed(key);
		}
	}

	setRaw(input, true);
	input.on('data', heard);
	process.on('SIGCONT', continued);
	return {
		end() {
			isOver = true;
			process.off('SIGCONT', continued);
			input.off('data', heard);
			input.pause();
			setRaw(input, false);
		},
	};
}
