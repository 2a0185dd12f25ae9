// The one way in which a file that a person names is read: only a regular file, only so much of it, and never with a
// wait. A FIFO or a terminal would be waited for, and keys and signals with it; an endless device would fill memory.
import {closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync} from 'node:fs';

/** No file that is read here can be longer. */
const largestFileBytes = 4 * 1024 * 1024;

const pieceBytes = 65_536;
// Windows has neither.
const withoutWaiting = (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** Why a file is not read although it is there, in words. */
export class UnsuitableFile extends Error {
	readonly isFolder: boolean;

	constructor(because: string, isFolder = false) {
		super(because);
		this.name = 'UnsuitableFile';
		this.isFolder = isFolder;
	}
}

/**
 * The text of a small regular file.
 * @throws UnsuitableFile, or Node's error; `whyUnreadable` has words for both
 */
export function readSmallFile(path: string): string {
	// Before it is opened: opening a device may do something already.
	requireRegular(statSync(path));
	const descriptor = openSync(path, constants.O_RDONLY | withoutWaiting);
	try {
		// It may have been replaced meanwhile.
		requireRegular(fstatSync(descriptor));
		return textIn(descriptor);
	} finally {
		closeSync(descriptor);
	}
}

function requireRegular(stats: Stats): void {
	if (stats.isDirectory()) throw new UnsuitableFile('it is a directory', true);
	if (!stats.isFile()) throw new UnsuitableFile('it is not a regular file');
	if (stats.size > largestFileBytes) throw tooLarge();
}

/** Files of `/proc` are longer than the size they state. */
function textIn(descriptor: number): string {
	const pieces: Buffer[] = [];
	let bytes = 0;
	for (;;) {
		const piece = Buffer.allocUnsafe(pieceBytes);
		const read = readSync(descriptor, piece);
		if (read === 0) return Buffer.concat(pieces, bytes).toString();
		pieces.push(piece.subarray(0, read));
		bytes += read;
		if (bytes > largestFileBytes) throw tooLarge();
	}
}

function tooLarge(): UnsuitableFile {
	return new UnsuitableFile(`it is larger than ${largestFileBytes / 1024 / 1024} MiB`);
}

/** Whether there is nothing at this path that could be read: no file, or a folder. */
export function isNoFile(error: unknown): boolean {
	const code = codeOf(error);
	return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Why `readSmallFile` failed, in words. */
export function whyUnreadable(error: unknown, path: string): string {
	if (error instanceof UnsuitableFile) return error.message;
	const code = codeOf(error);
	switch (code) {
		case 'ENOENT':
		case 'ENOTDIR':
			return 'no such file';
		case 'EACCES':
		case 'EPERM':
			return `permission denied${ownerOf(path)}`;
		case 'ENAMETOOLONG':
			return 'no file has so long a name';
		case 'ERR_INVALID_ARG_VALUE':
			return 'no file has such a name';
		case 'EAGAIN':
			return 'it would have to be waited for';
		default:
			return code || 'it cannot be read';
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

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
