// Job control: only the process group in the foreground may change the terminal. Whoever tries it in the background is
// stopped by the kernel inside the system call, where no signal but SIGKILL ends it; so we look before we touch it, and
// stop ourselves, as the kernel would, where a signal still reaches us.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import process from 'node:process';

/** A stop that did not happen within this time is given up: no shell could continue us. */
const stopMs = 100;

/** Our process group, and the one in the foreground of our terminal; undefined where neither can be told. */
function processGroups(): readonly [own: number, foreground: number] | undefined {
	try {
		if (process.platform === 'linux') {
			// proc(5): after the name in brackets come state, ppid, pgrp, session, tty_nr and tpgid.
			const [, , own, , , foreground] = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? [];
			return [Number(own), Number(foreground)];
		}
		if (process.platform === 'win32') return undefined;
		const columns = ['-o', 'pgid=', '-o', 'tpgid=', '-p', String(process.pid)];
		const [own, foreground] = execFileSync('ps', columns, {encoding: 'utf8', timeout: 1000}).trim().split(/\s+/);
		return [Number(own), Number(foreground)];
	} catch {
		return undefined;
	}
}

/** Whether the terminal is ours to change; true, too, where there is no job control or nothing can be told of it. */
export function isInForeground(): boolean {
	const [own, foreground] = processGroups() ?? [0, 0];
	return !(foreground > 0) || own === foreground;
}

/**
 * Stops the process group with a signal whose default action is to stop; `process.off` what handles it before. Resolves
 * to true when it was continued, to false when nothing stopped it.
 */
export async function stopUntilContinued(signal: 'SIGTSTP' | 'SIGTTOU'): Promise<boolean> {
	const {promise, resolve} = Promise.withResolvers<boolean>();
	const continued = (): void => resolve(true);
	process.on('SIGCONT', continued);
	// Stops here, or a moment later; the time begins to run when we are continued, or when nothing stopped us.
	process.kill(0, signal);
	// When it was a moment later the time is over once we are continued: the signal that says so is heard first.
	const timer = setTimeout(() => setImmediate(resolve, false), stopMs);
	const isContinued = await promise;
	clearTimeout(timer);
	process.off('SIGCONT', continued);
	// Signals that came while we were stopped are heard first: one of them may end us.
	await new Promise(setImmediate);
	return isContinued;
}

/**
 * Resolves to true once the terminal is ours to change; while it is not, the process group is stopped (`[1]+ Stopped`).
 * Resolves to false when it cannot be stopped: no shell is there that could bring it to the foreground.
 */
export async function untilInForeground(isOver: () => boolean = () => false): Promise<boolean> {
	while (!isOver() && !isInForeground()) {
		if (!(await stopUntilContinued('SIGTTOU')) && !isInForeground()) return false;
	}
	return true;
}
