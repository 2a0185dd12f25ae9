// Fetches what a setting refers to: the text of a file, of a variable, or of a place that another program knows. What
// is said when that fails never quotes a value, which may be a secret that happens to look like a reference.
import {CannotStart} from '../../errors/cannot-start.ts';
import {tame} from '../../format/tame.ts';
import type {Machine} from '../files/machine.ts';
import {NscFailure, nscUser} from '../contexts/nsc.ts';
import {readSettingFile} from '../files/setting-file.ts';
import {type Scheme, schemeOf, withoutScheme} from './scheme.ts';
import type {Setting} from './settings.ts';
import {expandPath} from '../files/expand-path.ts';

/** True when the setting names a file, whose text may change while the program runs. */
export function namesFile({value}: Setting<string>): boolean {
	return schemeOf(value) === undefined;
}

/**
 * The text of the file that a setting names, or of what it names instead of a file.
 * @throws CannotStart
 */
export async function referredFile(setting: Setting<string>, machine: Machine): Promise<string> {
	const scheme = schemeOf(setting.value);
	return scheme === undefined ? readSettingFile(setting) : referred(setting, scheme, machine);
}

/**
 * The value of a setting, or of what it names, without the ends of lines behind it.
 * @throws CannotStart
 */
export async function referredValue(setting: Setting<string>, machine: Machine): Promise<string> {
	const scheme = schemeOf(setting.value);
	if (scheme === undefined) return setting.value;
	const text = await referred(setting, scheme, machine);
	return text.replace(/[\r\n]+$/, '');
}

async function referred(setting: Setting<string>, scheme: Scheme, machine: Machine): Promise<string> {
	const {value, from} = setting;
	const rest = withoutScheme(value, scheme);
	// A password such as `env:secret` is a broken reference to the nats program too.
	const isWritten = rest !== value;
	const refuse = (because: string, tryThis = `correct ${from.name}`) =>
		new CannotStart(`cannot use ${from.name}`, because, tryThis);
	switch (scheme) {
		case 'file': {
			const path = expandPath(rest, machine.env, machine.home);
			if (!isWritten) throw refuse('it begins with file: but is not written as file://PATH');
			return readSettingFile({value: path, from});
		}
		case 'env': {
			const isName = isWritten && /^[A-Za-z_]\w*$/.test(rest);
			const variable = isName ? `the variable ${rest}` : 'the variable in it';
			const text = machine.env[rest];
			if (text === undefined) throw refuse(`${variable} is not set`, `set it, or correct ${from.name}`);
			if (text === '') throw refuse(`${variable} is empty`, `set it, or correct ${from.name}`);
			return text;
		}
		case 'data': {
			const text = embedded(value);
			if (text === undefined) throw refuse('what begins with data: is not written as data:;base64,TEXT');
			return text;
		}
		case 'op': {
			if (!isWritten) throw refuse('it begins with op: but is not written as op://VAULT/ITEM/FIELD');
			const ran = await machine.run('op', ['read', `op://${rest}`]);
			if (ran === 'absent') {
				throw refuse('it is kept in 1Password and there is no program op to ask', 'install op, the 1Password program');
			}
			const [line = ''] = ran.complained.trim().split('\n', 1);
			if (ran.exitCode !== 0) {
				throw refuse(`op read failed: ${tame(line) || 'it said nothing'}`, 'try op read yourself');
			}
			return ran.said;
		}
		case 'nsc':
			if (!isWritten) throw refuse('it begins with nsc: but is not written as nsc://OPERATOR/ACCOUNT/USER');
			try {
				return readSettingFile({value: nscUser(value, machine).creds, from});
			} catch (error) {
				if (error instanceof NscFailure) throw refuse(error.message, error.tryThis);
				throw error;
			}
	}
}

function embedded(value: string): string | undefined {
	const comma = value.indexOf(',');
	const head = value.slice('data:'.length, Math.max(comma, 0)).split(';');
	const base64 = value.slice(comma + 1);
	if (comma < 0 || !head.some(part => part.trim() === 'base64')) return undefined;
	if (!/^(?:[A-Za-z0-9+/\r\n]*)={0,2}[\r\n]*$/.test(base64) || base64.replaceAll(/[\r\n]/g, '').length % 4 !== 0) {
		return undefined;
	}
	return Buffer.from(base64, 'base64').toString();
}
