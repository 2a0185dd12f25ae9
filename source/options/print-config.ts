// `--print-config`: every setting, its value, and where it was given.
import {
	notSet,
	type ShownSetting,
	shownSettings,
	shownText,
	valueInWords,
} from '../connection/settings/shown-settings.ts';
import type {ConnectionSettings, Origin} from '../connection/settings/settings.ts';
import {type BeatenSetting, beatenSettings} from '../connection/settings/beaten-settings.ts';
import type {SettingsLayer} from '../connection/settings/settings-layer.ts';
import {colourVariable} from './color-choice.ts';
import {connectionOptions} from './connection-option-records.ts';
import {effectiveDefault, type EffectiveFacts, valueLeftOut} from './effective-defaults.ts';
import {type FileSettings, originOf} from './file-settings.ts';
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
	/** All that says how to connect, the strongest first. */
	readonly layers: readonly SettingsLayer[];
	/** The selected context of the nats program; undefined when there is none. */
	readonly selectedContext: string | undefined;
	readonly effective: EffectiveFacts;
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
	const {given, words, env, effective, file, fromFile} = config;
	if (name === 'config') return configFile(config);
	const byDefault = fromFile.includes(name) ? file?.defaults.get(name) : undefined;
	if (typeof byDefault?.value === 'string') return shownText(name, byDefault.value, byDefault.from);
	if (byDefault !== undefined) return {name, value: byDefault.value, isHidden: false, from: byDefault.from};
	const off = `--no-${name}`;
	if (words.includes(off)) return {name, value: false, isHidden: false, from: {layer: 'flag', name: off}};
	const from: Origin = {layer: 'flag', name: `--${name}`};
	const value = given[keyOf(name)];
	if (value === '') return {name, value: valueLeftOut(name, effective) ?? true, isHidden: false, from};
	if (value === true) return {name, value, isHidden: false, from};
	if (typeof value === 'string') return shownText(name, value, from);
	if (name === 'demo-seed' && isDemo(given) && typeof given['seed'] === 'string') {
		return shownText(name, given['seed'], {layer: 'flag', name: '--seed'});
	}
	const variable = name === 'color' ? colourVariable(env) : undefined;
	if (variable !== undefined) return shownText(name, 'auto', {layer: 'variable', name: variable});
	const otherwise = effectiveDefault(name, effective);
	return notSet(name, otherwise === undefined && isSwitch ? false : (otherwise ?? null));
}

function isDemo({demo}: Config['given']): boolean {
	return demo !== undefined;
}

/** What the file says of an option, and the variables of colours, where something stronger is used. */
function withBeaten(setting: ShownSetting, {env, file, fromFile}: Config): ShownSetting {
	const {name, from} = setting;
	const beaten: BeatenSetting[] = [];
	if (name === 'color') {
		for (const variable of ['FORCE_COLOR', 'NO_COLOR']) {
			const value = env[variable];
			if (value && variable !== from.name) beaten.push(shownText(name, value, {layer: 'variable', name: variable}));
		}
	}
	const inFile = fromFile.includes(name) ? undefined : file?.defaults.get(name);
	if (inFile !== undefined) beaten.push({name, value: inFile.value, isHidden: false, from: inFile.from});
	return beaten.length === 0 ? setting : {...setting, beaten};
}

/** Contexts that were named, the strongest first. */
function contextsNamed({given, env, file, selectedContext}: Config): readonly BeatenSetting[] {
	const flag = given['context'];
	const variable = env['NATS_CONTEXT'];
	const named: readonly (BeatenSetting | undefined)[] = [
		typeof flag === 'string' ? shownText('context', flag, {layer: 'flag', name: '--context'}) : undefined,
		variable ? shownText('context', variable, {layer: 'variable', name: 'NATS_CONTEXT'}) : undefined,
		typeof file?.context?.value === 'string' ? shownText('context', file.context.value, file.context.from) : undefined,
		selectedContext === undefined
			? undefined
			: shownText('context', selectedContext, {layer: 'default', name: 'nats context select'}),
	];
	return named.filter(one => one !== undefined);
}

/** How it is connected, with what has no use beside it. */
function connectionRows(config: Config): readonly ShownSetting[] {
	const {settings, layers} = config;
	if (settings === undefined) return [];
	const rows = shownSettings(settings, chosenBy(config));
	const beaten = beatenSettings(layers, rows);
	return rows.map(row => {
		const others =
			row.name === 'context'
				? contextsNamed(config).filter(({from}) => from.name !== row.from.name)
				: (beaten.get(row.name) ?? []);
		return others.length === 0 ? row : {...row, beaten: others};
	});
}

function otherSettings(config: Config): readonly ShownSetting[] {
	const records = optionGroups.filter(group => !connectionOptions.includes(group)).flatMap(({options}) => options);
	const switches = new Map<string, boolean>();
	for (const {name, value} of records) {
		if (!endsAtOnce.includes(name) && !switches.has(name)) switches.set(name, value === undefined);
	}
	return [...switches].map(([name, isSwitch]) => withBeaten(settingOf(name, isSwitch, config), config));
}

/** What the file says of tables. */
function entriesOf({file}: Config): readonly ShownSetting[] {
	if (file === undefined) return [];
	return file.entries.map(({name, value, line}) => shownText(name, value, originOf(file.file, name, line)));
}

/** `--user (beats NATS_USER, the user of context prod)`. */
function originInWords({from, beaten = []}: ShownSetting): string {
	if (beaten.length === 0) return from.name;
	const names = beaten.map(one => one.from.name).join(', ');
	return `${from.name} (${from.name === 'default' ? 'unused: ' : 'beats '}${names})`;
}

function table(rows: readonly ShownSetting[]): string {
	const cells = [
		['SETTING', 'VALUE', 'FROM'] as const,
		...rows.map(row => [row.name, valueInWords(row), originInWords(row)] as const),
	];
	const widthOf = (index: 0 | 1): number => Math.max(...cells.map(cell => cell[index].length));
	const [nameWidth, valueWidth] = [widthOf(0), widthOf(1)];
	return cells
		.map(([name, value, from]) => `${name.padEnd(nameWidth)}  ${value.padEnd(valueWidth)}  ${from}\n`)
		.join('');
}

export function configText(config: Config): string {
	const {asJson} = config;
	const rows = [...connectionRows(config), ...otherSettings(config), ...entriesOf(config)];
	if (!asJson) return table(rows);
	const origin = ({value, isHidden, from}: BeatenSetting) => ({
		value,
		hidden: isHidden,
		layer: from.layer,
		from: from.name,
	});
	const printed = rows.map(row => ({name: row.name, ...origin(row), beats: (row.beaten ?? []).map(origin)}));
	return `${JSON.stringify({format: 1, settings: printed}, undefined, 2)}\n`;
}
