// What the configuration file gives: defaults for options, below all that is given at a start.
import {dirname, isAbsolute, join} from 'node:path';
import {type ConfigFile, configFault, type ConfigRead} from '../configuration/config-file.ts';
import type {ConfigNode, ConfigTable} from '../configuration/config-node.ts';
import {
	type ConnectionField,
	connectionFieldNames,
	connectionFields,
	secretFields,
	type SettingsLayer,
} from '../connection/settings/settings-layer.ts';
import {schemeOf} from '../connection/settings/scheme.ts';
import type {Origin, Setting} from '../connection/settings/settings.ts';
import {holdsSecret, tame} from '../format/tame.ts';
import {defaultThresholds, type Thresholds} from '../insight/thresholds.ts';
import type {AccentColour} from '../screen/screen.ts';
import {fileContexts} from './file-contexts.ts';
import {dotted, requireKeys, tableIn, wrongKind} from './file-faults.ts';
import {type FileEntry, fileTables, type TableStart} from './file-tables.ts';
import {fileThresholds} from './file-thresholds.ts';
import {didYouMean} from './nearest.ts';
import type {OptionRecord} from './option-record.ts';
import {optionGroups} from './option-records.ts';
import type {TableFacts} from './table-facts.ts';
import {usage} from './usage.ts';

/** A default that an option has from the file. */
type FileDefault = {readonly value: string | boolean; readonly line: number; readonly from: Origin};

/** What no option says. */
export type KeptSettings = {
	/** How tables begin. */
	readonly tables: readonly TableStart[];
	/** From when on something is a problem. */
	readonly thresholds: Thresholds;
	/** The colours of the first line, by the names of contexts. */
	readonly accents: ReadonlyMap<string, AccentColour>;
};

export type FileSettings = KeptSettings & {
	readonly file: ConfigFile;
	readonly connection: SettingsLayer;
	/** The context that is used when none is named otherwise; null for none, not even the selected one. */
	readonly context: Setting<string | null> | undefined;
	/** By the names of options: all but what says how to connect. */
	readonly defaults: ReadonlyMap<string, FileDefault>;
	/** What is no option, as it is printed. */
	readonly entries: readonly FileEntry[];
};

/** What a file can say something of. */
export type FileFacts = {readonly tables?: readonly TableFacts[]};

const table = 'options';

const records: readonly OptionRecord[] = optionGroups.flatMap(({options}) => options);
const defaultNames = [...new Set(records.filter(({inFile}) => inFile !== undefined).map(({name}) => name))];

function fieldNamed(name: string): ConnectionField | undefined {
	return connectionFieldNames.find(key => connectionFields[key].flag === `--${name}`);
}

/** @throws CannotStart unless the option can have a default */
function recordOf(file: ConfigFile, name: string, {line}: ConfigNode): OptionRecord {
	const what = dotted([table, name]);
	const fault = (because: string, tryThis: string) => configFault(file, {line, what, because, tryThis});
	if (secretFields.includes(name)) throw secretFault(file, name, line);
	const record = records.find(one => one.name === name && one.inFile !== undefined);
	if (record !== undefined) return record;
	if (records.some(one => one.name === name)) {
		throw fault('it is no default for every start', `give it where it is meant: nats-top-sys --${name}`);
	}
	throw fault(
		'there is no such option',
		didYouMean(name, defaultNames, `these can stand here: ${defaultNames.join(', ')}`),
	);
}

function secretFault(file: ConfigFile, name: string, line: number): Error {
	const variable = records.find(one => one.name === name)?.variable;
	return configFault(file, {
		line,
		what: dotted([table, name]),
		because: 'secrets do not belong into this file',
		tryThis: `keep them in a context of the nats program, in a credentials file${variable === undefined ? '' : `, or in the variable ${variable}`}`,
	});
}

/** What an option that takes no value is written as, and what one that takes one. */
function formOf({name, value, values}: OptionRecord): string {
	if (value === undefined) return `${name} = true, or false`;
	return `${name} = "${typeof values === 'object' ? (values[0] ?? value) : value}"`;
}

function valueOf(file: ConfigFile, record: OptionRecord, node: ConfigNode): string | boolean {
	const {name, value} = record;
	const wrong = () => wrongKind(file, [table, name], node, formOf(record));
	if (value === undefined) {
		if (node.kind !== 'switch') throw wrong();
		return node.value;
	}
	// Of servers there may be several.
	const items = node.kind === 'list' && name === 'server' ? node.items : [node];
	const texts = items.map(item => {
		if (item.kind === 'number') return String(item.value);
		if (item.kind !== 'text' || item.value === '') throw wrong();
		return item.value;
	});
	if (texts.length === 0) throw wrong();
	if (texts.some(holdsSecret)) throw secretFault(file, name, node.line);
	return texts.join(',');
}

/** A path in the file is meant from where the file is, as it is read from anywhere. */
function pathFrom(file: ConfigFile, field: ConnectionField, text: string): string {
	if (!('isPath' in connectionFields[field]) || schemeOf(text) !== undefined) return text;
	return isAbsolute(text) || /^[~$]/.test(text) ? text : join(dirname(file.path), text);
}

function contextIn(file: ConfigFile, {entries}: ConfigTable): FileSettings['context'] {
	const named = entries.get('context');
	const none = entries.get('no-context');
	if (none?.kind !== 'switch' || !none.value) {
		if (named?.kind !== 'text') return undefined;
		return {value: named.value, from: originOf(file, 'context', named.line)};
	}
	if (named === undefined) return {value: null, from: originOf(file, 'no-context', none.line)};
	throw configFault(file, {
		line: none.line,
		what: dotted([table, 'no-context']),
		because: `context stands in line ${named.line}`,
		tryThis: 'keep one of them',
	});
}

/** Where a setting of the file stands. */
export function originOf(file: ConfigFile, name: string, line: number): Origin {
	return {layer: 'file', name: `${name} in ${tame(file.path)} line ${line}`};
}

const contextNames = ['context', 'no-context'];

/** @throws CannotStart that names file, line and key */
function fileSettings(file: ConfigFile, {tables = []}: FileFacts): FileSettings {
	requireKeys(file, [], file.root, [table, 'view', 'thresholds', 'context']);
	const node = file.root.entries.get(table);
	const options: ConfigTable =
		node === undefined ? {kind: 'table', line: 1, entries: new Map()} : tableIn(file, [table], node);
	const values: {-readonly [Name in keyof SettingsLayer['values']]: SettingsLayer['values'][Name]} = {};
	const defaults = new Map<string, FileDefault>();
	for (const [name, option] of options.entries) {
		const value = valueOf(file, recordOf(file, name, option), option);
		const from = originOf(file, name, option.line);
		const field = fieldNamed(name);
		if (field !== undefined) {
			if (value !== false) values[field] = {text: pathFrom(file, field, String(value)), name: from.name};
		} else if (!contextNames.includes(name)) {
			defaults.set(name, {value, line: option.line, from});
		}
	}
	const {starts, entries} = fileTables(file, tables);
	const measured = fileThresholds(file);
	const contexts = fileContexts(file);
	return {
		file,
		connection: {layer: 'file', values},
		context: contextIn(file, options),
		defaults,
		tables: starts,
		thresholds: measured.thresholds,
		accents: contexts.accents,
		entries: [...entries, ...measured.entries, ...contexts.entries],
	};
}

/** Undefined where there is no file. @throws CannotStart for what is wrong with it */
export function settingsIn(
	{config: read, ...facts}: FileFacts & {readonly config?: ConfigRead},
	words: readonly string[],
): FileSettings | undefined {
	const named = words.some(word => word.startsWith('--config='));
	if (named && words.includes('--no-config')) {
		throw usage('--config', '--no-config was given too', 'give one of them');
	}
	if (read?.fault !== undefined) throw read.fault;
	return read?.file === undefined ? undefined : fileSettings(read.file, facts);
}

/** As usual where no file says anything else. */
export function keptIn(settings: FileSettings | undefined): KeptSettings {
	const {tables = [], thresholds = defaultThresholds, accents = new Map<string, AccentColour>()} = settings ?? {};
	return {tables, thresholds, accents};
}
