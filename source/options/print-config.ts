// `--print-config`: every setting, its value, and where it was given.
import {
	notSet,
	type ShownSetting,
	shownSettings,
	shownText,
	valueInWords,
} from '../connection/settings/shown-settings.ts';
import type {ConnectionSettings, Origin} from '../connection/settings/settings.ts';
import {connectionOptions} from './connection-option-records.ts';
import {optionGroups} from './option-records.ts';

type Config = {
	/** What the command line says, by the names that meow has. */
	readonly given: Readonly<Record<string, unknown>>;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Absent in a demo or replay, which connect to nothing. */
	readonly settings: ConnectionSettings | undefined;
	/** `--no-context` */
	readonly noContext: boolean;
	readonly firstView: string;
	readonly asJson: boolean;
};

/** What prints something else and ends, and how this is printed. */
const endsAtOnce = [
	'json',
	'json-schema',
	'permissions',
	'as',
	'completion',
	'man-page',
	'print-config',
	'help',
	'version',
];

function keyOf(name: string): string {
	return name.replaceAll(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

/** Where the context was named. */
function chosenBy({given, env, settings, noContext}: Config): Origin {
	if (given['context'] !== undefined) return {layer: 'flag', name: '--context'};
	if (settings?.context !== undefined && env['NATS_CONTEXT']) return {layer: 'variable', name: 'NATS_CONTEXT'};
	if (noContext) return {layer: 'flag', name: '--no-context'};
	return {layer: 'default', name: settings?.context === undefined ? 'default' : 'nats context select'};
}

/** `--color auto` is decided by these, the first before the second. */
function colourVariable({FORCE_COLOR: force, NO_COLOR: no}: Config['env']): string | undefined {
	return force ? 'FORCE_COLOR' : no ? 'NO_COLOR' : undefined;
}

function settingOf(name: string, isSwitch: boolean, {given, env, firstView}: Config): ShownSetting {
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
	const rows = [...(settings === undefined ? [] : shownSettings(settings, chosenBy(config))), ...otherSettings(config)];
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
