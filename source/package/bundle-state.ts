// Where the bundle lies and whether it was made from the sources as they are now.
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
export const launcherFile = path.join(root, 'dist/nats-top-sys.mjs');
export const appFile = path.join(root, 'dist/app.mjs');
export const noticesFile = path.join(root, 'dist/THIRD-PARTY-LICENSES.txt');

/** The JSON Schema of what the program prints. */
export const schemaFile = path.join(root, 'dist/schema.json');

/** The page of the manual. */
export const manPageFile = path.join(root, 'dist/nats-top-sys.1');

/** The files that went into the app, relative to the project: a JSON array. */
export const contentsFile = path.join(root, '.cache/bundled-files.json');
const stampFile = path.join(root, '.cache/bundled-from');

/** A digest of everything the bundle is made from: the sources and the versions of the libraries. */
export function fingerprint(): string {
	const sources = readdirSync(path.join(root, 'source'), {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => path.join(entry.parentPath, entry.name));
	const digest = createHash('sha256');
	for (const file of [...sources.sort(), path.join(root, 'package.json'), path.join(root, 'package-lock.json')]) {
		const content = readFileSync(file);
		digest.update(`${path.relative(root, file)} ${content.length}\n`).update(content);
	}
	return digest.digest('hex');
}

/** True when the bundle exists and nothing it is made from has changed since. */
export function isBundled(): boolean {
	const files = [launcherFile, appFile, noticesFile, schemaFile, manPageFile, stampFile];
	if (!files.every(file => existsSync(file))) return false;
	return readFileSync(stampFile, 'utf8') === fingerprint();
}

/** Remembers that the bundle was made from what `fingerprint` said before it was made. */
export function rememberBundled(from: string): void {
	mkdirSync(path.dirname(stampFile), {recursive: true});
	writeFileSync(stampFile, from);
}
