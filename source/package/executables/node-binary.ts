// Node's binary for a platform, from the registry that npm is configured for, checked against the integrity known here.
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import {root} from '../bundle-state.ts';
import {nodeVersion, type Platform, platforms} from './platforms.ts';

const folder = path.join(root, '.cache/node-packages');

/** As lock files have it. */
export function integrityOf(bytes: Uint8Array): string {
	return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}

/** Throws an error that says so when the archive is another one than expected. */
export function requireIntegrity(file: string, bytes: Uint8Array, expected: string): void {
	const found = integrityOf(bytes);
	if (found === expected) return;
	throw new Error(`${path.basename(file)} has integrity ${found}, and ${expected} was expected; it is not used`);
}

/** The archive of the package, downloaded once; checked each time. */
function archiveOf({nodePackage, integrity}: Platform): string {
	const file = path.join(folder, `${nodePackage}-${nodeVersion}.tgz`);
	if (!existsSync(file)) {
		mkdirSync(folder, {recursive: true});
		const spec = `${nodePackage}@${nodeVersion}`;
		console.log(`getting ${spec} (once, some 55 MB)`);
		execFileSync('npm', ['pack', spec, '--silent', '--pack-destination', folder], {
			cwd: folder,
			stdio: ['ignore', 'ignore', 'inherit'],
		});
	}
	try {
		requireIntegrity(file, readFileSync(file), integrity);
	} catch (error) {
		rmSync(file);
		throw error;
	}
	return file;
}

function fileInside(archive: string, name: string): Buffer {
	return execFileSync('tar', ['-xzOf', archive, `package/${name}`], {maxBuffer: 2 ** 30});
}

export function nodeBinaryFor(platform: Platform): Buffer {
	return fileInside(archiveOf(platform), platform.format === 'pe' ? 'bin/node.exe' : 'bin/node');
}

/** Of Node and of all that is compiled into it. The packages for Linux have it; it is the same for all. */
export function nodeLicence(): string {
	const [linux] = platforms;
	if (linux === undefined) throw new Error('there is no platform');
	return fileInside(archiveOf(linux), 'LICENSE').toString('utf8');
}
