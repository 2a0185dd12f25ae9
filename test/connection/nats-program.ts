// The `nats` program, where it is installed: what it says is compared with what this program says.
import {execFile, execFileSync} from 'node:child_process';
import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';

/** The path of the program; undefined where there is none, or something else of that name. */
export function natsProgram(): string | undefined {
	for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
		const file = join(folder, 'nats');
		try {
			accessSync(file, constants.X_OK);
			// Contexts are as they are here since the first version that has `context add --embed`.
			if (execFileSync(file, ['context', 'add', '--help'], {encoding: 'utf8'}).includes('--embed')) return file;
		} catch {
			// Not there, or not that program.
		}
	}
	return undefined;
}

/** What a program says to these words, with nothing else in its environment than this; rejects with its complaint. */
export function saidBy(
	program: string,
	words: readonly string[],
	env: Readonly<Record<string, string>>,
): Promise<string> {
	return new Promise((resolve, reject) => {
		execFile(program, words, {env: {PATH: process.env['PATH'], ...env}, timeout: 60_000}, (error, said, complained) => {
			if (error) reject(new Error(`${words.join(' ')}: ${complained || said || error.message}`));
			else resolve(said);
		});
	});
}
