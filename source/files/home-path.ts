import {homedir} from 'node:os';

/** The path with a `~` in front replaced by the home folder, as a shell does it; `~name` stays as it is. */
export function homePath(path: string, home = homedir()): string {
	return path === '~' || path.startsWith('~/') ? home + path.slice(1) : path;
}
