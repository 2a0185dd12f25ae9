// What settings depend on besides the command line: environment variables, the home folder, files, and programs that
// know credentials. Passed as an argument, so that reading options depends on arguments only.
import {execFile, spawnSync} from 'node:child_process';
import {readdirSync, statSync} from 'node:fs';
import {homedir, userInfo} from 'node:os';
import {readSmallFile} from './small-file.ts';

type FolderEntry = {readonly name: string; readonly isFolder: boolean; readonly isEmpty: boolean};

/** What a program said; `absent` when there is no such program on the PATH. */
type Ran = {readonly exitCode: number; readonly said: string; readonly complained: string} | 'absent';

export type Machine = {
	readonly env: Readonly<Record<string, string | undefined>>;
	/** The home folder of the account, which is not what the variable HOME says. */
	readonly home: string;
	/** A small regular file's text. Throws an UnsuitableFile, or Node's errors. */
	readText(path: string): string;
	/** Throws Node's errors. */
	readFolder(path: string): readonly FolderEntry[];
	/** Runs a program that answers at once. */
	runNow(program: string, words: readonly string[]): Ran;
	/** Runs a program that may have to ask a person first. */
	run(program: string, words: readonly string[]): Promise<Ran>;
};

const promptMs = 10_000;
const patientMs = 60_000;

/** The machine this runs on, with these variables. */
export function thisMachine(env: Machine['env']): Machine {
	return {
		env,
		home: homeFolder(),
		readText: readSmallFile,
		readFolder: path =>
			readdirSync(path, {withFileTypes: true}).flatMap(entry => {
				try {
					const stats = statSync(`${path}/${entry.name}`);
					return [{name: entry.name, isFolder: entry.isDirectory(), isEmpty: stats.isFile() && stats.size === 0}];
				} catch {
					return [];
				}
			}),
		runNow(program, words) {
			const {error, status, stdout, stderr} = spawnSync(program, words, {
				env,
				timeout: promptMs,
				encoding: 'utf8',
				stdio: ['ignore', 'pipe', 'pipe'],
			});
			if (isAbsent(error)) return 'absent';
			return {exitCode: status ?? 1, said: stdout, complained: stderr};
		},
		run: (program, words) =>
			new Promise(resolve => {
				const child = execFile(program, words, {env, timeout: patientMs}, (error, stdout, stderr) => {
					if (isAbsent(error)) resolve('absent');
					else resolve({exitCode: error ? 1 : 0, said: stdout, complained: stderr});
				});
				child.stdin?.end();
			}),
	};
}

function homeFolder(): string {
	try {
		return userInfo().homedir;
	} catch {
		// A user without an entry, as in containers.
		return homedir();
	}
}

function isAbsent(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
