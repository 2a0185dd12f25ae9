// A home folder with contexts of the `nats` program in it, and the settings that they lead to.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {type Machine, thisMachine} from '../../../source/connection/files/machine.ts';
import {addressOf, type ConnectionSettings} from '../../../source/connection/settings/settings.ts';
import {settingsOf} from '../settings-of.ts';

/** `folder` is for whatever else a test needs; the home folder within is emptied by `empty`. */
export function createContextHome() {
	const folder = mkdtempSync(join(tmpdir(), 'contexts-'));
	const home = join(folder, 'home');
	const config = join(home, '.config');
	const machine = (env: Record<string, string> = {}): Machine => ({...thisMachine(env), home});
	return {
		folder,
		home,
		config,
		machine,
		empty() {
			rmSync(home, {recursive: true, force: true});
			mkdirSync(home);
		},
		remove: () => rmSync(folder, {recursive: true}),
		/** Writes files by their paths below the configuration folder. */
		write(files: Readonly<Record<string, string | object>>, root = config): void {
			for (const [path, content] of Object.entries(files)) {
				const file = join(root, 'nats', path);
				mkdirSync(dirname(file), {recursive: true});
				writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
			}
		},
		settings(commandLine: string | string[], env: Record<string, string> = {}): ConnectionSettings {
			return settingsOf(commandLine, env, machine(env));
		},
	};
}

export const addresses = ({servers}: ConnectionSettings): string => servers.value.map(addressOf).join(',');

/** The login as the words `field=value`, sorted. */
export function loginOf({user, password, token, creds, nkey, jwt, seed}: ConnectionSettings): string {
	return Object.entries({user, password, token, creds, nkey, jwt, seed})
		.flatMap(([field, setting]) => (setting ? [`${field}=${setting.value}`] : []))
		.sort()
		.join(' ');
}
