import {statSync} from 'node:fs';
import {CannotStart} from '../../errors/cannot-start.ts';
import {expandPath} from './expand-path.ts';
import type {Machine} from './machine.ts';
import {readSettingFile} from './read-file.ts';

/** What a path is called that somebody types into the screen. */
const typed = {layer: 'flag', name: 'the path'} as const;

/**
 * The text of a file that a person names while the screen is open.
 * @throws CannotStart saying why it cannot be read
 */
export function readClaimsFile(path: string, {env, home}: Machine): string {
	const value = expandPath(path, env, home);
	// A pipe or a device would be waited for, and the screen with it.
	const isThere = statSync(value, {throwIfNoEntry: false});
	if (isThere !== undefined && !isThere.isFile() && !isThere.isDirectory()) {
		throw new CannotStart(`cannot read ${value}`, 'it is no ordinary file', '');
	}
	return readSettingFile({value, from: typed});
}
