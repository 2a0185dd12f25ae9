import {readFileSync, statSync} from 'node:fs';
import {CannotStart} from '../../errors/cannot-start.ts';
import type {Setting} from '../settings/settings.ts';

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

/** Node's error about a file, in words. */
export function whyUnreadable(error: unknown, path: string): string {
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

/** The part of a file's mode that lets others in, as `0644`; undefined when only its owner may read it. */
export function openMode(path: string): string | undefined {
	// Modes mean nothing there.
	if (process.platform === 'win32') return undefined;
	try {
		const {mode} = statSync(path);
		return (mode & 0o077) === 0 ? undefined : modeInWords(mode);
	} catch {
		return undefined;
	}
}

function ownerOf(path: string): string {
	try {
		const {uid, mode} = statSync(path);
		return ` (owner ${uid}, mode ${modeInWords(mode)})`;
	} catch {
		return '';
	}
}

function modeInWords(mode: number): string {
	return (mode & 0o777).toString(8).padStart(4, '0');
}
