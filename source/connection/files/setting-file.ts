import {CannotStart} from '../../errors/cannot-start.ts';
import {isSecret, pathInWords} from '../settings/path-in-words.ts';
import {isKept, type Setting} from '../settings/settings.ts';
import {readSmallFile, whyUnreadable} from './small-file.ts';

/**
 * The text of a small file that a setting names.
 * @throws CannotStart saying why it cannot be read, without a secret that was given in the place of a path
 */
export function readSettingFile(setting: Setting<string>): string {
	const {value: path, from} = setting;
	try {
		return readSmallFile(path);
	} catch (error) {
		if (isSecret(path)) {
			throw new CannotStart(
				`cannot use ${from.name}`,
				'it is a secret itself where the name of a file belongs',
				'put the secret into a file that only you may read, and give the name of that',
				isKept(from) ? 1 : 2,
			);
		}
		throw new CannotStart(`cannot read ${pathInWords(setting)}`, whyUnreadable(error, path), `correct ${from.name}`);
	}
}
