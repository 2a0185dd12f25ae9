// The archive of one platform: the executable in a folder with what belongs to it. The same content gives the same bytes.
import {execFileSync} from 'node:child_process';
import {chmodSync, copyFileSync, mkdirSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import sevenZip from '7zip-bin';
import type {Platform} from '../executables/platforms.ts';
import {type CommonFiles, programName} from './common-files.ts';

/** What is downloaded in a minute on a slow line. */
const largestBytes = 40_000_000;

function filesOf({licence, notices, changes, manPage, completions}: CommonFiles): ReadonlyMap<string, string> {
	return new Map([
		['CHANGELOG.md', changes],
		['LICENSE', licence],
		['THIRD-PARTY-LICENSES.txt', notices],
		[`completions/_${programName}`, completions.zsh],
		[`completions/${programName}.bash`, completions.bash],
		[`completions/${programName}.fish`, completions.fish],
		[`${programName}.1`, manPage],
	]);
}

/** Lays out the folder; gives the names of all that is in it, folders too, in order. */
function layOut(folder: string, executable: string, common: CommonFiles, seconds: number): string[] {
	rmSync(folder, {recursive: true, force: true});
	mkdirSync(path.join(folder, 'completions'), {recursive: true});
	const files = filesOf(common);
	for (const [name, text] of files) writeFileSync(path.join(folder, name), text, {mode: 0o644});
	const program = path.basename(executable);
	copyFileSync(executable, path.join(folder, program));
	chmodSync(path.join(folder, program), 0o755);
	const names = [...files.keys(), program, 'completions', '.'].sort();
	for (const name of names) utimesSync(path.join(folder, name), seconds, seconds);
	return names;
}

function sevenZipWith(words: readonly string[], cwd: string, input?: Buffer): void {
	// The package does not mark its programs as executable.
	chmodSync(sevenZip.path7za, 0o755);
	execFileSync(sevenZip.path7za, [...words], {
		cwd,
		env: {TZ: 'UTC'},
		stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'inherit'],
		...(input === undefined ? {} : {input}),
	});
}

/**
 * Writes `nats-top-sys-VERSION-PLATFORM.tar.xz`, or a `.zip` for Windows, into `folder`, and gives the file. `work` is
 * a folder for files in between, `seconds` the time that all files bear.
 */
export function writeArchive(
	{platform, version, executable}: {platform: Platform; version: string; executable: string},
	common: CommonFiles,
	{folder, work, seconds}: {folder: string; work: string; seconds: number},
): string {
	const name = `${programName}-${version}-${platform.name}`;
	const content = path.join(work, name);
	const names = layOut(content, executable, common, seconds);
	mkdirSync(folder, {recursive: true});
	const file = path.join(folder, `${name}.${platform.format === 'pe' ? 'zip' : 'tar.xz'}`);
	rmSync(file, {force: true});
	if (platform.format === 'pe') {
		sevenZipWith(['a', '-tzip', '-mx=9', '-mfb=258', '-mmt=1', '-mtc=off', file, name], work);
	} else {
		const owner = ['--owner=0', '--group=0', '--numeric-owner', '--format=ustar', '--no-recursion'];
		const tar = execFileSync('tar', ['-cf', '-', ...owner, ...names.map(each => path.join(name, each))], {
			cwd: work,
			maxBuffer: 2 ** 30,
		});
		sevenZipWith(['a', '-txz', '-mx=5', '-mmt=1', `-si${name}.tar`, file], work, tar);
	}
	rmSync(content, {recursive: true});
	return file;
}

/** Throws an error that names the file when it is larger than a package may be. */
export function requireSize(file: string, bytes: number): void {
	if (bytes <= largestBytes) return;
	throw new Error(`${path.basename(file)} has ${bytes} bytes; ${largestBytes} are allowed`);
}
