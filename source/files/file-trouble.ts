// Why a file cannot be written or read, in words.
import {tame} from '../format/tame.ts';

const words: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such file or folder',
	ENOTDIR: 'a part of its path is a file, not a folder',
	EACCES: 'you are not allowed to',
	EPERM: 'you are not allowed to',
	EROFS: 'its disk can only be read',
	EEXIST: 'there is a file of this name already',
	EISDIR: 'it is a folder',
	ENOSPC: 'the disk is full',
	EDQUOT: 'your quota on this disk is used up',
	EFBIG: 'a file of this size is not allowed',
	ENAMETOOLONG: 'its name is too long',
	EMFILE: 'too many files are open',
};

/** Why it failed, for a sentence. */
export function fileTrouble(error: unknown): string {
	const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
	return words[code] ?? tame(error instanceof Error ? error.message : String(error));
}
