// The contexts of the `nats` program: named files of connection settings, of which one may be selected. They are only
// ever read; one that cannot be read is an error and never taken for an empty one.
import {basename, join} from 'node:path';
import {CannotStart} from '../../errors/cannot-start.ts';
import {tame} from '../../format/tame.ts';
import {BrokenContext, contextFields, type ContextFields} from './context-file.ts';
import {expandPath} from '../files/expand-path.ts';
import type {Machine} from '../files/machine.ts';
import {NscFailure, nscUser} from './nsc.ts';
import {whyUnreadable} from '../files/read-file.ts';
import {resolveSettings} from '../settings/resolve-settings.ts';
import {schemeOf} from '../settings/scheme.ts';
import type {ConnectionSettings, ContextFacts, Origin} from '../settings/settings.ts';
import {connectionFields, type SettingsLayer} from '../settings/settings-layer.ts';

export type ListedContext = {
	readonly name: string;
	/** Empty when there is none. */
	readonly description: string;
	/** The one that `nats` uses when none is named. */
	readonly selected: boolean;
	/** Why it cannot be used; absent when it can be read. */
	readonly broken?: string;
};

export type Context = ContextFacts & {readonly layer: SettingsLayer};

const without = 'connect without it: --no-context';

/** All contexts, by name. Never throws: where none can be read there are none. */
export function listContexts(machine: Machine): readonly ListedContext[] {
	const selected = selectedName(machine);
	return contextNames(machine).map(name => {
		try {
			const description = fieldsIn(pathOf(name, machine), machine)['description'] ?? '';
			return {name, description: tame(description), selected: name === selected};
		} catch (error) {
			return {name, description: '', selected: name === selected, broken: error instanceof Error ? error.message : ''};
		}
	});
}

/**
 * The settings of a context, for flags and variables that were given besides: each of those beats the context's own.
 * @throws CannotStart
 */
export function contextSettings(name: string, given: readonly SettingsLayer[], machine: Machine): ConnectionSettings {
	return settingsWith(given, readContext(name, {layer: 'flag', name: 'the context'}, machine), machine);
}

/** The settings that flags and variables amount to, with a context below them when there is one. @throws CannotStart */
export function settingsWith(
	given: readonly SettingsLayer[],
	context: Context | undefined,
	machine: Machine | undefined,
): ConnectionSettings {
	const expand = (path: string) => (machine ? expandPath(path, machine.env, machine.home) : path);
	if (!context) return resolveSettings(given, {expand});
	const {layer, ...facts} = context;
	return resolveSettings([...given, layer], {expand, context: facts});
}

/** The context that is used when none is named on the command line: that of the variable, or else the selected one. */
export function defaultContext(machine: Machine): Context | undefined {
	const named = machine.env['NATS_CONTEXT'] ?? '';
	if (named !== '') return readContext(named, {layer: 'variable', name: 'NATS_CONTEXT'}, machine);
	const selected = selectedName(machine);
	if (selected === '') return undefined;
	if (!isName(selected) || isFile(pathOf(selected, machine), machine)) {
		return readContext(selected, {layer: 'default', name: 'the selected context'}, machine);
	}
	const because = `context.txt names ${JSON.stringify(tame(selected))}, which is not in ${folderOf(machine)}`;
	throw new CannotStart(
		'cannot use the selected context',
		because,
		`select another: nats context select; or ${without}`,
	);
}

/**
 * The context of this name, or in the file with this path when it is one of a `.json` file that exists.
 * `from` is where the name was given.
 * @throws CannotStart
 */
export function readContext(nameOrPath: string, from: Origin, machine: Machine): Context {
	const isPath = nameOrPath.endsWith('.json') && isFile(nameOrPath, machine);
	const name = isPath ? basename(nameOrPath).replace(/(?<=.)\.json$/, '') : nameOrPath;
	if (!isPath) requireKnown(name, from, machine);
	const path = isPath ? nameOrPath : pathOf(name, machine);
	const shown = /^[\w.-]+$/.test(name) ? name : JSON.stringify(tame(name));
	const refuse = (because: string, tryThis: string) => new CannotStart(`cannot use context ${shown}`, because, tryThis);
	let fields: ContextFields;
	try {
		fields = fieldsIn(path, machine);
	} catch (error) {
		throw refuse(`${path}: ${error instanceof Error ? error.message : ''}`, `correct it, or ${without}`);
	}
	if (fields['windows_cert_store'] !== undefined) {
		const because = 'its certificate is in the store of Windows, which the NATS client library cannot read';
		throw refuse(because, 'export certificate and key to PEM files and set cert and key');
	}
	const origin = (field: string) => `the ${field} of context ${shown}`;
	const values: {-readonly [Name in keyof SettingsLayer['values']]: SettingsLayer['values'][Name]} = {};
	for (const field of fieldNames()) {
		const {inContext, ...kind} = connectionFields[field];
		const text = fields[inContext];
		if (inContext === '' || text === undefined) continue;
		// Expanded here as well as where it is used, as the nats program does.
		const expanded = 'isPath' in kind ? expandPath(text, machine.env, machine.home) : text;
		values[field] = {text: expanded, name: origin(inContext)};
	}
	if (fields['nsc'] !== undefined) {
		try {
			const {creds, servers} = nscUser(fields['nsc'], machine);
			values.creds ??= {text: creds, name: origin('nsc')};
			if (servers !== '') values.server ??= {text: servers, name: origin('nsc')};
		} catch (error) {
			if (error instanceof NscFailure) throw refuse(`its nsc user cannot be had: ${error.message}`, error.tryThis);
			throw error;
		}
	}
	return {
		name: tame(name),
		description: tame(fields['description'] ?? ''),
		path,
		holdsSecrets: holdsSecrets(fields),
		layer: {layer: 'context', values},
	};
}

function requireKnown(name: string, from: Origin, machine: Machine): void {
	const exitCode = from.layer === 'default' ? 1 : 2;
	const quoted = JSON.stringify(tame(name));
	if (!isName(name)) {
		const because = name.endsWith('.json') ? `there is no file ${quoted}` : `${quoted} is no name of a context`;
		throw new CannotStart(`cannot use ${from.name}`, because, 'give a name, or the path of a .json file', exitCode);
	}
	if (isFile(pathOf(name, machine), machine)) return;
	const names = contextNames(machine);
	const known = names.slice(0, 12).map(tame).join(', ');
	throw new CannotStart(
		`cannot use ${from.name}`,
		`there is no context ${quoted} in ${folderOf(machine)}`,
		names.length === 0
			? 'make one with nats context add'
			: `the contexts are ${known}${names.length > 12 ? ', …' : ''}`,
		exitCode,
	);
}

function fieldsIn(path: string, machine: Machine): ContextFields {
	let text: string;
	try {
		text = machine.readText(path);
	} catch (error) {
		throw new BrokenContext(whyUnreadable(error, path));
	}
	return contextFields(text);
}

/** The user's configuration folder, by the rule that `nats` has on all systems. */
function root(machine: Machine): string {
	return join(machine.env['XDG_CONFIG_HOME'] || join(machine.home, '.config'), 'nats');
}

function folderOf(machine: Machine): string {
	return join(root(machine), 'context');
}

function pathOf(name: string, machine: Machine): string {
	return join(folderOf(machine), `${name}.json`);
}

function contextNames(machine: Machine): string[] {
	try {
		const names = machine
			.readFolder(folderOf(machine))
			.filter(({name, isFolder, bytes}) => !isFolder && bytes > 0 && name.endsWith('.json'))
			.map(({name}) => name.slice(0, -'.json'.length))
			.filter(isName);
		return names.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
	} catch {
		return [];
	}
}

function selectedName(machine: Machine): string {
	try {
		return machine.readText(join(root(machine), 'context.txt')).trim();
	} catch {
		return '';
	}
}

function isName(name: string): boolean {
	return name !== '' && !name.includes('..') && !/[/\\]/.test(name);
}

function isFile(path: string, machine: Machine): boolean {
	try {
		machine.readText(path);
		return true;
	} catch (error) {
		// It is there, though it cannot be read or is too large: the reason is for whoever reads it.
		return !(error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(error.code)));
	}
}

function holdsSecrets(fields: ContextFields): boolean {
	const literal = ['password', 'token', 'user_jwt', 'user_seed'].some(
		field => fields[field] !== undefined && schemeOf(fields[field]) === undefined,
	);
	return (
		literal ||
		/:\/\/[^,]*@/.test(fields['url'] ?? '') ||
		Object.values(fields).some(value => schemeOf(value) === 'data')
	);
}

function fieldNames(): readonly (keyof typeof connectionFields)[] {
	const isField = (key: string): key is keyof typeof connectionFields => Object.hasOwn(connectionFields, key);
	return Object.keys(connectionFields).filter(isField);
}
