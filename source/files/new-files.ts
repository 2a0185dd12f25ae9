// Files that belong together, written at once: none of them ever takes the place of another file.
import {type FileHandle, open, unlink} from 'node:fs/promises';
import {fileTrouble} from './file-trouble.ts';
import {homePath} from './home-path.ts';

export type NewFile = {readonly ending: string; readonly text: string};

export type NewFilesWritten =
	/** Their path without the ending. */
	{readonly base: string} | {readonly why: string};

/** So many names are tried, `base-2` after `base`. */
const mostNames = 100;

function isTaken(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

async function removed(paths: readonly string[]): Promise<void> {
	await Promise.allSettled(paths.map(path => unlink(path)));
}

/** Creates all of them, for the owner alone to read, or none. @throws what the file system says */
async function created(base: string, files: readonly NewFile[]): Promise<readonly FileHandle[]> {
	const handles: FileHandle[] = [];
	try {
		for (const {ending} of files) handles.push(await open(`${base}${ending}`, 'wx', 0o600));
		return handles;
	} catch (error) {
		await Promise.allSettled(handles.map(handle => handle.close()));
		await removed(files.slice(0, handles.length).map(({ending}) => `${base}${ending}`));
		throw error;
	}
}

/** Writes their texts; takes away what it could not write whole. @throws what the file system says */
async function filled(base: string, handles: readonly FileHandle[], files: readonly NewFile[]): Promise<void> {
	try {
		for (const [index, {text}] of files.entries()) await handles[index]?.writeFile(text);
	} catch (error) {
		await removed(files.map(({ending}) => `${base}${ending}`));
		throw error;
	} finally {
		await Promise.allSettled(handles.map(handle => handle.close()));
	}
}

/** Writes the files under the first name that is free for all of them. Never throws: it tells why not. */
export async function writeNewFiles(given: string, files: readonly NewFile[]): Promise<NewFilesWritten> {
	const base = homePath(given);
	for (let number = 1; number <= mostNames; number++) {
		const path = number === 1 ? base : `${base}-${number}`;
		try {
			await filled(path, await created(path, files), files);
			return {base: path};
		} catch (error) {
			if (!isTaken(error)) return {why: fileTrouble(error)};
		}
	}
	return {why: `there are ${mostNames} files of this name already`};
}
