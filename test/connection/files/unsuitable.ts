// What stands where a file is expected and would be waited for or never end. Each is real.
import {execFileSync} from 'node:child_process';
import {mkdirSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

type Unsuitable = {readonly what: string; readonly why: string; readonly make: (path: string) => string};

/** Each makes itself at a path, or gives the path of what is there anyway. */
export const unsuitable: readonly Unsuitable[] = [
	{
		what: 'a FIFO that nobody writes to',
		why: 'it is not a regular file',
		make(path) {
			execFileSync('mkfifo', [path]);
			return path;
		},
	},
	{what: 'a device without an end', why: 'it is not a regular file', make: () => '/dev/zero'},
	{what: 'a terminal', why: 'it is not a regular file', make: () => '/dev/ptmx'},
	{
		what: 'a folder',
		why: 'it is a directory',
		make(path) {
			mkdirSync(path);
			return path;
		},
	},
	{
		what: 'a file of gigabytes',
		why: 'it is larger than 4 MiB',
		make(path) {
			writeFileSync(path, '');
			truncateSync(path, 3_000_000_000);
			return path;
		},
	},
	// It states no size, and reading it takes as much memory as the machine has.
	{what: 'a file longer than it states', why: 'it is larger than 4 MiB', make: () => '/proc/self/pagemap'},
];

/** A path in the folder that nothing has. */
export function freshPath(folder: string): string {
	return join(folder, `file-${crypto.randomUUID()}`);
}
