import {readFileSync, statSync} from 'node:fs';
import {CannotStart} from '../cannot-start.ts';
import type {Setting} from './settings.ts';

/** More than any of the files read here can be; keeps a device or a log file given by mistake out of memory. */
const largestBytes = 4 * 1024 * 1024;

/**
 * The text of a small file that a setting names.
 * @throws CannotStart saying why it cannot be read
 */
export function readSettingFile({value: path, from}: Setting<string>): string {
	const refuse = (why: string) => new CannotStart(`cannot read ${path}`, why, `correct ${from.name}`);
	try {
		const {size} = statSync(path);
		if (size > largestBytes) throw refuse('it is too large for what it should be');
		return readFileSync(path, 'utf8');
	} catch (error) {
		if (error instanceof CannotStart) throw error;
		throw refuse(whyUnreadable(error, path));
	}
}

function whyUnreadable(error: unknown, path: string): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	switch (code) {
		case 'ENOENT':
		case 'ENOTDIR':
			return 'no such file';
		case 'EISDIR':
			return 'it is a directory';
		case 'EACCES':
		case 'EPERM':
			return `permission denied${ownerOf(path)}`;
		default:
			return typeof code === 'string' ? code : 'it cannot be read';
	}
}

function ownerOf(path: string): string {
	try {
		const {uid, mode} = statSync(path);
		return ` (owner ${uid}, mode ${(mode & 0o777).toString(8).padStart(4, '0')})`;
	} catch {
		return '';
	}
}
