// Copies a text by the best way there is, and says which that was: whoever pastes wants to know what he will get.
import {execFile} from 'node:child_process';
import process from 'node:process';
import {type Between, betweenUsAndTheTerminal, clipboardSequence, mostClipboardBytes} from './clipboard.ts';

/** `by`: what it was copied by, and whether it is known to have arrived. `why`: why it was not copied. */
export type CopyOutcome = {readonly by: string} | {readonly why: string};

/** A tmux that does not answer is not waited for. */
const patienceMs = 2000;

/** Resolves to whether tmux took the text; with `-w`, from 3.2 on, it passes it on to the terminal's clipboard. */
function loadTmuxBuffer(text: string, ...options: readonly string[]): Promise<boolean> {
	return new Promise(resolve => {
		const tmux = execFile('tmux', ['load-buffer', ...options, '-'], {timeout: patienceMs}, error => resolve(!error));
		// One that is not there, or has ended, takes nothing.
		tmux.stdin?.on('error', () => {}).end(text);
	});
}

const unknown: Readonly<Record<Exclude<Between, 'console'>, string>> = {
	nothing: 'OSC 52, if the terminal takes it',
	screen: 'OSC 52 through screen, if the terminal takes it',
	tmux: 'OSC 52 through tmux, if it lets it pass',
	'distant tmux': 'OSC 52 through tmux, if it lets it pass',
};

/** `send` gets a sequence for the terminal. Never rejects. */
export async function copyText(text: string, send: (sequence: string) => void): Promise<CopyOutcome> {
	const between = betweenUsAndTheTerminal(process.env);
	if (between === 'console') return {why: 'this terminal has no clipboard'};
	if (between === 'tmux') {
		if (await loadTmuxBuffer(text, '-w')) return {by: 'tmux buffer and OSC 52'};
		if (await loadTmuxBuffer(text)) return {by: 'tmux buffer'};
	}
	const sequence = clipboardSequence(text, between);
	if (sequence === undefined) {
		const kilobytes = Math.ceil(Buffer.byteLength(text) / 1000);
		return {why: `${kilobytes} kB is more than the ${mostClipboardBytes / 1000} kB that terminals take`};
	}
	send(sequence);
	return {by: unknown[between]};
}
