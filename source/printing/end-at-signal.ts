import process from 'node:process';
import {signalExitCodes} from '../options/exit-codes.ts';

type Signal = keyof typeof signalExitCodes;

/**
 * Calls `end` at Ctrl-C and when the program is asked to end, which the exit code tells then. `isUsual`: Ctrl-C is how
 * one ends it, and all is well.
 */
export function endAtSignal(end: () => void, {isUsual = false} = {}): void {
	const stop = (signal: Signal): void => {
		if (signal !== 'SIGINT' || !isUsual) process.exitCode = signalExitCodes[signal];
		end();
	};
	process.once('SIGINT', stop).once('SIGTERM', stop);
}
