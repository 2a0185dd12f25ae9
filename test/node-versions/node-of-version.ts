import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {root} from '../../source/package/bundle-state.ts';

/** The folder with the program `node` of the newest release of this major version, downloaded when it is not there yet. */
export function nodeOfVersion(major: number): string {
	const folder = path.join(root, '.cache/node-versions', String(major));
	const name = `node-${process.platform}-${process.arch}`;
	const programs = path.join(folder, 'node_modules', name, 'bin');
	if (existsSync(path.join(programs, 'node'))) return programs;
	mkdirSync(folder, {recursive: true});
	writeFileSync(path.join(folder, 'package.json'), '{}');
	console.log(`getting Node ${major} (once, some 50 MB)`);
	execFileSync('npm', ['install', `${name}@${major}`, '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: folder,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	return programs;
}
