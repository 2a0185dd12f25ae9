import {expandPath} from './expand-path.ts';
import type {Machine} from './machine.ts';
import {readSettingFile} from './setting-file.ts';

/** The origin of a path that is typed on the screen. */
const typed = {layer: 'flag', name: 'the path'} as const;

/**
 * The text of a file that a person names while the screen is open.
 * @throws CannotStart saying why it cannot be read
 */
export function readClaimsFile(path: string, {env, home}: Machine): string {
	return readSettingFile({value: expandPath(path, env, home), from: typed});
}
