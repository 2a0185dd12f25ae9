// The command line and the environment, read into plain data. Nothing is printed and no file is opened here.
import meow from 'meow';
import {CannotStart} from './cannot-start.ts';
import {
	type ConnectionField,
	connectionFields,
	resolveSettings,
	type SettingsLayer,
} from './connection/resolve-settings.ts';
import type {ConnectionSettings} from './connection/settings.ts';
import {checkedWords, type FlagKinds} from './options/command-line.ts';
import {helpText} from './options/help-text.ts';
import {nearest} from './options/nearest.ts';

export type Options = {
	readonly source:
		| {readonly kind: 'nats'; readonly settings: ConnectionSettings}
		/** A made-up system; which one is up to the demo when there is no seed. */
		| {readonly kind: 'demo'; readonly seed?: number};
	/** `text` and `json`: one view, then the end. */
	readonly output: 'screen' | 'text' | 'json';
	/** Name of the view to begin with, or to print. */
	readonly view?: string;
	readonly utc: boolean;
	readonly ascii: boolean;
	/** Width of the text, in columns. */
	readonly columns?: number;
};

export type CommandLine =
	| {readonly kind: 'help'; readonly text: string}
	| {readonly kind: 'version'; readonly text: string}
	| {readonly kind: 'run'; readonly options: Options};

export type ProgramFacts = {
	readonly version: string;
	/** The views there are; any name is accepted when absent. */
	readonly views?: readonly string[];
};

export type Environment = Readonly<Record<string, string | undefined>>;

const text = {type: 'string'} as const;
const onOff = {type: 'boolean'} as const;
// meow writes `tlsFirst` as --tls-first.
const flags = {
	server: {type: 'string', isMultiple: true, shortFlag: 's'},
	user: text,
	password: text,
	token: text,
	creds: text,
	nkey: text,
	tlsca: text,
	tlscert: text,
	tlskey: text,
	tlsFirst: onOff,
	tlsServerName: text,
	timeout: text,
	demo: onOff,
	seed: text,
	once: onOff,
	json: onOff,
	view: text,
	utc: onOff,
	ascii: onOff,
	columns: text,
	help: {type: 'boolean', shortFlag: 'h'},
	version: onOff,
} as const;

const shortNames = {s: 'server', h: 'help'};
const kinds: FlagKinds = Object.fromEntries(
	Object.entries(flags).map(([key, flag]) => [
		key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`),
		flag.type === 'boolean' ? 'switch' : 'isMultiple' in flag ? 'texts' : 'text',
	]),
);

/** Widths of printed text that make sense. */
const fewestColumns = 40;
const mostColumns = 1000;
const mostSeed = 0xffff_ffff;

/**
 * What the command line (without the program's name) and the environment ask for.
 * @throws CannotStart (exit code 2) naming the option or variable that is wrong, without any value that may be secret
 */
export function parseOptions(argv: readonly string[], env: Environment, facts: ProgramFacts): CommandLine {
	const words = checkedWords(argv, kinds, shortNames);
	const {flags: given} = meow(helpText, {
		importMeta: import.meta,
		argv: words,
		// With its name given meow looks for no package.json; it also becomes the name of the process.
		pkg: {name: 'nats-top-sys'},
		description: false,
		autoHelp: false,
		autoVersion: false,
		flags,
	});
	if (given.help) return {kind: 'help', text: helpText};
	if (given.version) return {kind: 'version', text: facts.version};

	const {view, columns} = given;
	if (view !== undefined && facts.views && !facts.views.includes(view)) {
		const close = nearest(view, facts.views);
		const because = `there is no view ${JSON.stringify(view.slice(0, 40))}`;
		throw usage('--view', because, close ? `did you mean ${close}?` : `the views are ${facts.views.join(', ')}`);
	}
	if (columns !== undefined && (!given.once || given.json)) {
		throw usage('--columns', 'it is the width of the text that --once prints', 'use it with --once and without --json');
	}
	const options: Options = {
		source: sourceOf(given, env),
		output: given.json ? 'json' : given.once ? 'text' : 'screen',
		utc: given.utc === true,
		ascii: given.ascii === true,
		...(view === undefined ? {} : {view}),
		...(columns === undefined ? {} : {columns: wholeNumber('--columns', columns, fewestColumns, mostColumns)}),
	};
	return {kind: 'run', options};
}

type Given = ReturnType<typeof meow<typeof flags>>['flags'];

function sourceOf(given: Given, env: Environment): Options['source'] {
	if (!given.demo) {
		if (given.seed !== undefined) throw usage('--seed', 'it chooses a made-up system', 'add --demo');
		return {kind: 'nats', settings: settingsOf(given, env)};
	}
	const layer = flagLayer(given);
	const [unused] = Object.values(layer.values);
	if (unused) throw usage(unused.name, 'a demo connects to no server', `drop ${unused.name} or --demo`);
	return given.seed === undefined
		? {kind: 'demo'}
		: {kind: 'demo', seed: wholeNumber('--seed', given.seed, 0, mostSeed)};
}

function settingsOf(given: Given, env: Environment): ConnectionSettings {
	const proxy = env['NATS_SOCKS_PROXY'] ?? '';
	if (!['', '-', 'none'].includes(proxy)) {
		throw usage(
			'NATS_SOCKS_PROXY',
			'connections through a proxy are not supported yet',
			'unset it to connect directly',
		);
	}
	return resolveSettings([flagLayer(given), variableLayer(env)]);
}

function flagLayer(given: Given): SettingsLayer {
	const values: {-readonly [Name in keyof SettingsLayer['values']]: SettingsLayer['values'][Name]} = {};
	for (const field of fieldNames()) {
		const value = given[field];
		const text = Array.isArray(value) ? value.join(',') : value === true ? 'true' : value;
		if (typeof text === 'string' && text !== '') values[field] = {text, name: connectionFields[field].flag};
	}
	return {layer: 'flag', values};
}

function variableLayer(env: Environment): SettingsLayer {
	const values: {-readonly [Name in keyof SettingsLayer['values']]: SettingsLayer['values'][Name]} = {};
	for (const field of fieldNames()) {
		const name = connectionFields[field].variable;
		const text = name === '' ? '' : (env[name] ?? '');
		if (text !== '') values[field] = {text, name};
	}
	return {layer: 'variable', values};
}

function fieldNames(): readonly ConnectionField[] {
	const isField = (key: string): key is ConnectionField => Object.hasOwn(connectionFields, key);
	return Object.keys(connectionFields).filter(isField);
}

function wholeNumber(flag: string, text: string, least: number, most: number): number {
	const value = Number(text);
	if (/^\d+$/.test(text) && value >= least && value <= most) return value;
	throw usage(
		flag,
		`${JSON.stringify(text.slice(0, 40))} is not a whole number from ${least} to ${most}`,
		'see --help',
	);
}

function usage(name: string, because: string, tryThis: string): CannotStart {
	return new CannotStart(`cannot use ${name}`, because, tryThis, 2);
}
