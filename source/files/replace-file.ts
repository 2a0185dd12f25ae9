// Changes a file of a person as a whole: those who read it find the old text or the new one, and what somebody else has
// written meanwhile is not overwritten.
import {mkdir, open, readFile, realpath, rename, stat, unlink} from 'node:fs/promises';
import {dirname} from 'node:path';
import {fileTrouble} from './file-trouble.ts';

const mostTries = 3;
/** For the owner alone, where there was no file. */
const ownMode = 0o600;
const ownFolderMode = 0o700;

function isAbsent(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Undefined where there is none. */
async function textOf(path: string): Promise<string | undefined> {
	try {
		return await readFile(path, 'utf8');
	} catch (error) {
		if (isAbsent(error)) return undefined;
		throw error;
	}
}

/** The file itself, where the path is a link to it. */
async function placeOf(path: string): Promise<{readonly place: string; readonly mode: number}> {
	try {
		const place = await realpath(path);
		return {place, mode: (await stat(place)).mode & 0o777};
	} catch (error) {
		if (!isAbsent(error)) throw error;
		await mkdir(dirname(path), {recursive: true, mode: ownFolderMode});
		return {place: path, mode: ownMode};
	}
}

/** Whether it could be put in the place of what was read before. */
async function put(path: string, before: string | undefined, after: string): Promise<boolean> {
	const {place, mode} = await placeOf(path);
	const unfinished = `${place}.${process.pid}.new`;
	const handle = await open(unfinished, 'wx', mode);
	try {
		try {
			await handle.writeFile(after);
			await handle.sync();
		} finally {
			await handle.close();
		}
		if ((await textOf(place)) !== before) {
			await unlink(unfinished);
			return false;
		}
		await rename(unfinished, place);
		return true;
	} catch (error) {
		await unlink(unfinished).catch(() => {});
		throw error;
	}
}

/**
 * Replaces the text of a file by what `change` makes of it; its permissions stay. Never rejects because of the file: it
 * tells why not. What `change` throws is thrown.
 */
export async function replaceFile(
	path: string,
	change: (text: string | undefined) => Promise<string>,
): Promise<{readonly why: string} | undefined> {
	for (let tries = 0; tries < mostTries; tries++) {
		let before: string | undefined;
		try {
			before = await textOf(path);
		} catch (error) {
			return {why: fileTrouble(error)};
		}
		const after = await change(before);
		try {
			if (await put(path, before, after)) return undefined;
		} catch (error) {
			return {why: fileTrouble(error)};
		}
	}
	return {why: 'something else writes it again and again'};
}
