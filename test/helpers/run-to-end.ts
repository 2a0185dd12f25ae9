import {spawn} from 'node:child_process';

export type Run = {readonly exitCode: number | null; readonly said: string; readonly complained: string};

/** Runs a program without a terminal, to its end. */
export function runToEnd(
	command: string,
	words: readonly string[],
	where: {readonly cwd?: string; readonly env?: NodeJS.ProcessEnv} = {},
): Promise<Run> {
	return new Promise((resolve, reject) => {
		// In a session of its own it has no controlling terminal, so no /dev/tty either.
		const child = spawn(command, [...words], {...where, detached: true, stdio: ['ignore', 'pipe', 'pipe']});
		let said = '';
		let complained = '';
		child.stdout.setEncoding('utf8').on('data', text => {
			said += text;
		});
		child.stderr.setEncoding('utf8').on('data', text => {
			complained += text;
		});
		child.on('error', reject).on('close', exitCode => resolve({exitCode, said, complained}));
	});
}
