import type {Machine} from '../../source/connection/files/machine.ts';
import type {ConnectionSettings} from '../../source/connection/settings/settings.ts';
import {parseOptions} from '../../source/options/options.ts';

/** The settings that a command line (blanks between words), variables and the contexts of a machine lead to. */
export function settingsOf(
	commandLine: string | readonly string[],
	env: Readonly<Record<string, string | undefined>> = {},
	machine?: Machine,
): ConnectionSettings {
	const argv = typeof commandLine === 'string' ? commandLine.split(' ').filter(word => word !== '') : commandLine;
	const parsed = parseOptions(argv, env, {version: '0', ...(machine ? {machine} : {})});
	if (parsed.kind !== 'run' || parsed.options.source.kind !== 'nats') {
		throw new Error('this command line does not connect');
	}
	return parsed.options.source.settings;
}
