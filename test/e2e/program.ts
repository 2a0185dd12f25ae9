// The program as it is published (dist/, which `npm test` builds first), run in a terminal or without one, in an
// environment without the contexts and variables of this machine.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll} from 'vitest';
import {launcherFile, root} from '../../source/package/bundle-state.ts';
import {type Run, runToEnd} from '../helpers/run-to-end.ts';
import {type ProgramInTerminal, type SpawnOptions, spawnInTerminal} from '../helpers/terminal.ts';

const ours = Object.keys(process.env).filter(name => name.startsWith('NATS_'));

/** Times in UTC; compiled code is cached in the project; no variables and no files of the NATS tools. */
const environment: Readonly<Record<string, string | undefined>> = {
	...Object.fromEntries(ours.map(name => [name, undefined])),
	TZ: 'UTC',
	LC_ALL: 'C.UTF-8',
	HOME: path.join(root, '.cache/nobody'),
	// Contexts are looked for below the account's home, whatever HOME says.
	XDG_CONFIG_HOME: path.join(root, '.cache/nobody'),
	XDG_DATA_HOME: undefined,
	XDG_CACHE_HOME: path.join(root, '.cache'),
};

const programs = new Set<ProgramInTerminal>();
/** Where programs run: some keys write files. */
const folder = mkdtempSync(path.join(tmpdir(), 'nats-top-sys-'));
process.once('exit', () => rmSync(folder, {recursive: true, force: true}));

let homes = 0;

/** A home for configuration of each program's own, which need not be there: a key writes into it. */
function ownEnvironment(): typeof environment {
	return {...environment, XDG_CONFIG_HOME: path.join(folder, `config-${homes++}`)};
}

/** Ends at the end of the test file every program that still runs in a terminal. */
export function endProgramsAfterAll(): void {
	afterAll(async () => {
		await Promise.all([...programs].map(program => program.dispose()));
		programs.clear();
	});
}

/** Runs the program in a terminal; the options are separated by blanks. Does not wait for its first picture. */
export function runInTerminal(options: string, spawnOptions: SpawnOptions = {}): ProgramInTerminal {
	const program = spawnInTerminal(process.execPath, [launcherFile, ...options.split(' ')], {
		cwd: folder,
		...spawnOptions,
		env: {...ownEnvironment(), ...spawnOptions.env},
	});
	programs.add(program);
	return program;
}

/** A command line for a shell that runs the program. */
export function shellCommand(options: string): string {
	return `${process.execPath} ${launcherFile} ${options}`;
}

/** Runs a command in a terminal, with the environment that the program gets. */
export function runShell(spawnOptions: SpawnOptions = {}): ProgramInTerminal {
	const shell = spawnInTerminal('bash', ['--noprofile', '--norc', '-i'], {
		...spawnOptions,
		env: {...ownEnvironment(), PS1: 'prompt> ', HISTFILE: '/dev/null', ...spawnOptions.env},
	});
	programs.add(shell);
	return shell;
}

/** Runs a command line of bash in a terminal, with the environment that the program gets. */
export function runInShell(command: string, spawnOptions: SpawnOptions = {}): ProgramInTerminal {
	const shell = spawnInTerminal('bash', ['-c', command], {
		...spawnOptions,
		env: {...ownEnvironment(), ...spawnOptions.env},
	});
	programs.add(shell);
	return shell;
}

/** Runs the program without a terminal, to its end. */
export function runPiped(options: string, env: Readonly<Record<string, string>> = {}): Promise<Run> {
	return runToEnd(process.execPath, [launcherFile, ...options.split(' ')], {
		env: {...process.env, ...environment, FORCE_COLOR: undefined, NO_COLOR: undefined, ...env},
	});
}
