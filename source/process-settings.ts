// What is settled about this process before the program's modules load.
import process from 'node:process';

/** Its name, and what it does not do. */
export function settleProcess(): void {
	// A password on the command line is to be seen in the list of processes for as short a time as possible.
	process.title = 'nats-top-sys';
	// Node would open a port for a debugger, and write about it across the screen.
	process.on('SIGUSR1', () => {});
}
