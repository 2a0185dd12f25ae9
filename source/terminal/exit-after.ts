// Ends the program when the terminal ended it.
import process from 'node:process';
import {setBlocking} from './blocking.ts';
import {isInForeground} from './foreground.ts';
import {patienceMs, type TerminalEnd} from './terminal.ts';

/** Says on standard error what crashed, and exits with the code. The terminal has been given back. */
export function exitAfter(end: TerminalEnd): void {
	if (end.reason !== 'crash') {
		exit(end);
		return;
	}
	const {error} = end;
	const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
	setBlocking(process.stderr, false);
	const timer = setTimeout(exit, patienceMs, end);
	process.stderr.write(`${text}\n`, () => {
		clearTimeout(timer);
		exit(end);
	});
}

function exit(end: TerminalEnd): void {
	if (!isInForeground()) {
		// When Node exits it sets the terminal's modes, for which the kernel would stop it in the background, where it would
		// stay. A signal that nobody handles, Ink's signal-exit included, ends it at once.
		const signal = end.reason === 'signal' ? end.signal : 'SIGHUP';
		process.removeAllListeners(signal);
		process.kill(process.pid, signal);
	}
	process.exit(end.exitCode);
}
