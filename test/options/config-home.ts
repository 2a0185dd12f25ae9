// A home with a configuration file and contexts, and the command line as it is read there.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll} from 'vitest';
import {readConfig} from '../../source/configuration/config-file.ts';
import {thisMachine} from '../../source/connection/files/machine.ts';
import {CannotStart} from '../../source/errors/cannot-start.ts';
import {configPlace} from '../../source/options/config-place.ts';
import {type Environment, parseOptions} from '../../source/options/options.ts';
import {tableFacts} from '../../source/output/table-facts.ts';

const home = mkdtempSync(path.join(tmpdir(), 'home-'));
export const folder = path.join(home, 'nats-top-sys');
export const file = path.join(folder, 'config.toml');
const contexts = {
	prod: {url: 'nats://prod', user: 'sys', password: 'hunter2hunter2'},
	bare: {},
};

/** To be called in each test file that needs it; several files may have it one after the other. */
export function haveConfigHome(): void {
	beforeAll(() => {
		mkdirSync(folder, {recursive: true});
		mkdirSync(path.join(home, 'nats/context'), {recursive: true});
		for (const [name, context] of Object.entries(contexts)) {
			writeFileSync(path.join(home, `nats/context/${name}.json`), JSON.stringify(context));
		}
	});
	afterAll(() => rmSync(home, {recursive: true}));
}

export async function parsed(words: string, env: Environment) {
	const argv = words.split(' ').filter(word => word !== '');
	const machine = thisMachine({XDG_CONFIG_HOME: home, ...env});
	const config = await readConfig(configPlace(argv, machine), machine);
	return parseOptions(argv, env, {
		version: '1.2.3',
		views: ['overview', 'servers'],
		tables: tableFacts(),
		machine,
		config,
	});
}

export async function optionsWith(text: string, words = '', env: Environment = {}) {
	writeFileSync(file, text);
	const commandLine = await parsed(words, env);
	if (commandLine.kind !== 'run') throw new Error(`this asks for ${commandLine.kind}`);
	return commandLine.options;
}

/** The settings as --print-config prints them: `value | from`, the folder of the file left out. */
export async function printedWith(text: string, words = '', env: Environment = {}): Promise<Record<string, string>> {
	writeFileSync(file, text);
	const commandLine = await parsed(`--print-config --json ${words}`, env);
	if (commandLine.kind !== 'config') throw new Error(`this asks for ${commandLine.kind}`);
	const {settings} = JSON.parse(commandLine.text);
	return Object.fromEntries(
		settings.map((one: {name: string; value: unknown; hidden: boolean; from: string}) => [
			one.name,
			`${one.hidden ? '[hidden]' : String(one.value)} | ${one.from.replaceAll(`${folder}/`, '')}`.replaceAll(
				`${folder}/`,
				'',
			),
		]),
	);
}

export async function errorOf(act: Promise<unknown>): Promise<CannotStart> {
	const error = await act.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof CannotStart)) throw new Error(`no CannotStart: ${String(error)}`);
	return error;
}

export const display =
	'[options]\nutc = true\nascii = true\ncolor = "never"\nview = "servers"\nflight-recorder = "1MiB"\n';
