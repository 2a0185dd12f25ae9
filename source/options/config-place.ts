// Where the configuration file is looked for. Read before all else, so what is wrong with the command line is not said here.
import {join} from 'node:path';
import type {ConfigPlace} from '../configuration/config-file.ts';
import type {Machine} from '../connection/files/machine.ts';
import {checkedWords} from './command-line.ts';
import {withoutDoctor} from './doctor-option.ts';
import {flagKinds, shortNames} from './flags.ts';

const variable = 'NATS_TOP_SYS_CONFIG';
const names = ['config.toml', 'config.json'] as const;

function wordsOf(argv: readonly string[]): readonly string[] | undefined {
	try {
		return checkedWords(withoutDoctor(argv), flagKinds, shortNames);
	} catch {
		return undefined;
	}
}

/** A person's own folder, as other programs have theirs. */
function configFolder(machine: Machine): string {
	return join(machine.env['XDG_CONFIG_HOME'] || join(machine.home, '.config'), 'nats-top-sys');
}

/** Undefined where none is to be read. */
export function configPlace(argv: readonly string[], machine: Machine): ConfigPlace | undefined {
	const words = wordsOf(argv);
	if (words === undefined || words.includes('--no-config')) return undefined;
	const flag = '--config=';
	const named = words.find(word => word.startsWith(flag))?.slice(flag.length);
	if (named !== undefined) return {paths: [named], namedBy: '--config'};
	const inVariable = machine.env[variable] ?? '';
	if (inVariable !== '') return {paths: [inVariable], namedBy: variable};
	return {paths: names.map(name => join(configFolder(machine), name))};
}
