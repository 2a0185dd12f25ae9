// One executable: Node's binary for the platform with the program inside, by Node's own means (`--build-sea`).
import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {homedir, hostname} from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import {root} from '../bundle-state.ts';
import {appOptions, requireAscii} from '../compile-options.ts';
import {heapFlags} from '../../heap-settings.ts';
import {inspectExecutable} from './inspect-executable.ts';
import {nodeBinaryFor} from './node-binary.ts';
import {nodeVersion, type Platform} from './platforms.ts';
import {signMachO} from './sign-mach-o.ts';
import {stripElf} from './strip-elf.ts';
import {withoutLibatomic} from './without-libatomic.ts';

const identifier = 'nats-top-sys';

/** The program as one file, its start included. */
export async function executableProgram(): Promise<string> {
	const built = await esbuild.build({
		...appOptions,
		entryPoints: ['source/executable.ts'],
		target: `node${Number.parseInt(nodeVersion, 10)}`,
	});
	await esbuild.stop();
	const text = built.outputFiles[0]?.text ?? '';
	requireAscii('the program of the executables', text);
	return text;
}

/** What would tell of this machine. A short name stands in too many other words to mean it. */
function wordsOfThisMachine(): string[] {
	return [root, `${homedir()}/`, hostname()].filter(word => word.length > 4);
}

function preparedBinary(platform: Platform): Buffer {
	const binary = nodeBinaryFor(platform);
	return platform.format === 'elf' ? withoutLibatomic(stripElf(binary)) : binary;
}

/**
 * Builds the executable for a platform into `folder` and looks into it; gives the file. The compiled code is inside where
 * it is for this kind of machine: other ones would not take it. The same program gives the same bytes.
 */
export function buildExecutable(platform: Platform, program: string, folder: string): string {
	if (process.version !== `v${nodeVersion}`) {
		throw new Error(`executables with Node ${nodeVersion} are built by that version; this is ${process.version}`);
	}
	mkdirSync(folder, {recursive: true});
	const {runsOn, format} = platform;
	const output = format === 'pe' ? `${identifier}.exe` : identifier;
	const main = `${identifier}.mjs`;
	writeFileSync(path.join(folder, 'node'), preparedBinary(platform), {mode: 0o755});
	writeFileSync(path.join(folder, main), program);
	// Names without folders, since the name of the main file is told in stack traces and is inside.
	const settings = {
		main,
		mainFormat: 'module',
		executable: 'node',
		output: `${output}.unfinished`,
		disableExperimentalSEAWarning: true,
		useCodeCache: runsOn.platform === process.platform && runsOn.processor === process.arch,
		execArgv: heapFlags,
		// A tool is not started otherwise by what is meant for somebody's Node.
		execArgvExtension: 'none',
	};
	writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
	// Compiled code is taken only by a Node with the same flags, apart from the seed, with which it is the same each time.
	execFileSync(process.execPath, [...heapFlags, '--random-seed=1', '--build-sea', 'settings.json'], {
		cwd: folder,
		env: {},
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const unfinished = path.join(folder, settings.output);
	const embedded = readFileSync(unfinished);
	const finished = format === 'mach-o' ? signMachO(embedded, identifier) : embedded;
	inspectExecutable(finished, platform, program, wordsOfThisMachine());
	writeFileSync(unfinished, finished, {mode: 0o755});
	const file = path.join(folder, output);
	renameSync(unfinished, file);
	return file;
}
