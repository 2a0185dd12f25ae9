// `--print-config`: every setting, its value, and where it was given.
import {
	notSet,
	type ShownSetting,
	shownSettings,
	shownText,
	valueInWords,
} from '../connection/settings/shown-settings.ts';
import type {ConnectionSettings, Origin} from '../connection/settings/settings.ts';
import {colourVariable} from './color-choice.ts';
import {connectionOptions} from './connection-option-records.ts';
import type {FileSettings} from './file-settings.ts';
import {keyOf} from './flag-key.ts';
import {optionGroups} from './option-records.ts';

type Config = {
	/** What the command line says, by the names that meow has. */
	readonly given: Readonly<Record<string, unknown>>;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Absent in a demo or replay, which connect to nothing. */
	readonly settings: ConnectionSettings | undefined;
	/** The words of the command line. */
	readonly words: readonly string[];
	readonly firstView: string;
	readonly asJson: boolean;
	readonly file: FileSettings | undefined;
	/** The options that have their value from the file. */
	readonly fromFile: readonly string[];
};

/** What prints something else and ends, how this is printed, and what is said beside another. */
const endsAtOnce = [
	'json',
	'json-schema',
	'permissions',
	'as',
	'completion',
	'man-page',
	'print-config',
	'no-config',
	'help',
	'version',
];

/** Where the context was named. */
function chosenBy({given, env, settings, words, file}: Config): Origin {
	if (given['context'] !== undefined) return {layer: 'flag', name: '--context'};
	if (settings?.context !== undefined && env['NATS_CONTEXT']) return {layer: 'variable', name: 'NATS_CONTEXT'};
	if (words.includes('--no-context')) return {layer: 'flag', name: '--no-context'};
	if (file?.context !== undefined) return file.context.from;
	return {layer: 'default', name: settings?.context === undefined ? 'default' : 'nats context select'};
}

/** The configuration file, and where it was named. */
function configFile({words, file}: Config): ShownSetting {
	if (words.includes('--no-config')) return {...notSet('config'), from: {layer: 'flag', name: '--no-config'}};
	if (file === undefined) return notSet('config');
	const {path, namedBy} = file.file;
	if (namedBy === undefined) return shownText('config', path, {layer: 'default', name: 'default'});
	return shownText('config', path, {layer: namedBy === '--config' ? 'flag' : 'variable', name: namedBy});
}

function settingOf(name: string, isSwitch: boolean, config: Config): ShownSetting {
	const {given, words, env, firstView, file, fromFile} = config;
	if (name === 'config') return configFile(config);
	const byDefault = fromFile.includes(name) ? file?.defaults.get(name) : undefined;
	if (typeof byDefault?.value === 'string') return shownText(name, byDefault.value, byDefault.from);
	if (byDefault !== undefined) return {name, value: byDefault.value, isHidden: false, from: byDefault.from};
	const off = `--no-${name}`;
	if (words.includes(off)) return {name, value: false, isHidden: false, from: {layer: 'flag', name: off}};
	const from: Origin = {layer: 'flag', name: `--${name}`};
	const value = given[keyOf(name)];
	if (value === true || value === '') return {name, value: true, isHidden: false, from};
	if (typeof value === 'string') return shownText(name, value, from);
	if (name === 'color') {
		const variable = colourVariable(env);
		return variable === undefined ? notSet(name, 'auto') : shownText(name, 'auto', {layer: 'variable', name: variable});
	}
	if (name === 'theme') return notSet(name, 'auto');
	if (name === 'view') return notSet(name, firstView);
	if (name === 'flight-recorder') return notSet(name, '64MiB');
	return notSet(name, isSwitch ? false : null);
}

function otherSettings(config: Config): readonly ShownSetting[] {
	const records = optionGroups.filter(group => !connectionOptions.includes(group)).flatMap(({options}) => options);
	const switches = new Map<string, boolean>();
	for (const {name, value} of records) {
		if (!endsAtOnce.includes(name) && !switches.has(name)) switches.set(name, value === undefined);
	}
	return [...switches].map(([name, isSwitch]) => settingOf(name, isSwitch, config));
}

/** What the file says of tables. */
function entriesOf({file}: Config): readonly ShownSetting[] {
	const entries = file?.entries ?? [];
	return entries.map(({name, value, line}) => {
		const from: Origin = {layer: 'file', name: `${name} in ${file?.file.path} line ${line}`};
		return shownText(name, value, from);
	});
}

function table(rows: readonly ShownSetting[]): string {
	const cells = [
		['SETTING', 'VALUE', 'FROM'] as const,
		...rows.map(row => [row.name, valueInWords(row), row.from.name] as const),
	];
	const widthOf = (index: 0 | 1): number => Math.max(...cells.map(cell => cell[index].length));
	const [nameWidth, valueWidth] = [widthOf(0), widthOf(1)];
	return cells
		.map(([name, value, from]) => `${name.padEnd(nameWidth)}  ${value.padEnd(valueWidth)}  ${from}\n`)
		.join('');
}

export function configText(config: Config): string {
	const {settings, asJson} = config;
	const rows = [
		...(settings === undefined ? [] : shownSettings(settings, chosenBy(config))),
		...otherSettings(config),
		...entriesOf(config),
	];
	if (!asJson) return table(rows);
	const printed = rows.map(({name, value, isHidden, from}) => ({
		name,
		value,
		hidden: isHidden,
		layer: from.layer,
		from: from.name,
	}));
	return `${JSON.stringify({format: 1, settings: printed}, undefined, 2)}\n`;
}
