// The contexts of the `nats` program: named files of connection settings, of which one may be selected. They are only
// ever read; one that cannot be read is an error and never taken for an empty one.
import {basename} from 'node:path';
import {CannotStart} from '../../errors/cannot-start.ts';
import {tame} from '../../format/tame.ts';
import {BrokenContext, contextFields, type ContextFields} from './context-file.ts';
import {contextNames, folderOf, isFile, isName, pathOf, selectedName, selectedPath} from './context-folder.ts';
import {expandPath} from '../files/expand-path.ts';
import type {Machine} from '../files/machine.ts';
import {NscFailure, nscUser} from './nsc.ts';
import {whyUnreadable} from '../files/small-file.ts';
import {resolveSettings} from '../settings/resolve-settings.ts';
import {schemeOf} from '../settings/scheme.ts';
import type {ConnectionSettings, ContextFacts, Origin} from '../settings/settings.ts';
import {connectionFieldNames, connectionFields, type SettingsLayer} from '../settings/settings-layer.ts';

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

/** All contexts, by name. Never throws: what cannot be read is listed with the reason. */
export function listContexts(machine: Machine): readonly ListedContext[] {
	try {
		const selected = selectedInWords(machine);
		return contextNames(machine).map(name => listed(name, name === selected, machine));
	} catch (error) {
		const folder = tame(folderOf(machine));
		return [{name: folder, description: '', selected: false, broken: whyUnreadable(error, folder)}];
	}
}

function listed(name: string, selected: boolean, machine: Machine): ListedContext {
	const shown = tame(name);
	const broken = (why: string) => ({name: shown, description: '', selected, broken: why});
	// A context is chosen from the list by the name that is shown.
	if (shown !== name) return broken('its name has characters that cannot be shown: rename its file');
	try {
		return {name, description: tame(fieldsIn(pathOf(name, machine), machine)['description'] ?? ''), selected};
	} catch (error) {
		return broken(error instanceof Error ? error.message : '');
	}
}

/** The selected context's name; empty when there is none, or when it cannot be read. */
function selectedInWords(machine: Machine): string {
	try {
		return selectedName(machine);
	} catch {
		return '';
	}
}

/**
 * The settings of a context together with flags and variables, which override the context's own values.
 * @throws CannotStart
 */
export function contextSettings(name: string, given: readonly SettingsLayer[], machine: Machine): ConnectionSettings {
	return settingsWith(given, readContext(name, {layer: 'flag', name: 'the context'}, machine), machine);
}

/**
 * The settings from flags and variables, completed from a context when there is one, and then from the configuration
 * file.
 * @throws CannotStart
 */
export function settingsWith(
	given: readonly SettingsLayer[],
	context: Context | undefined,
	machine: Machine | undefined,
): ConnectionSettings {
	const expand = (path: string) => (machine ? expandPath(path, machine.env, machine.home) : path);
	if (!context) return resolveSettings(given, {expand});
	const {layer: _, ...facts} = context;
	return resolveSettings(layersWith(given, context), {expand, context: facts});
}

/** The layers with that of a context, which only the configuration file is weaker than; strongest first. */
export function layersWith(given: readonly SettingsLayer[], context: Context | undefined): readonly SettingsLayer[] {
	if (!context) return given;
	const stronger = given.filter(one => one.layer !== 'file');
	const weaker = given.filter(one => one.layer === 'file');
	return [...stronger, context.layer, ...weaker];
}

/**
 * The context that is used when none is named on the command line: that of the variable, or else the selected one.
 * @throws CannotStart also when it cannot be known which one is selected
 */
export function defaultContext(machine: Machine): Context | undefined {
	const named = machine.env['NATS_CONTEXT'] ?? '';
	if (named !== '') return readContext(named, {layer: 'variable', name: 'NATS_CONTEXT'}, machine);
	const refuse = (because: string, tryThis: string) =>
		new CannotStart('cannot use the selected context', because, `${tryThis}; or ${without}`);
	let selected: string;
	try {
		selected = selectedName(machine);
	} catch (error) {
		const path = selectedPath(machine);
		throw refuse(`cannot read ${tame(path)}: ${whyUnreadable(error, path)}`, 'correct it');
	}
	if (selected === '') return undefined;
	if (!isName(selected) || isFile(pathOf(selected, machine), machine)) {
		return readContext(selected, {layer: 'default', name: 'the selected context'}, machine);
	}
	throw refuse(
		`context.txt names ${JSON.stringify(tame(selected))}, which is not in ${tame(folderOf(machine))}`,
		'select another: nats context select',
	);
}

/** A name that was given, as it is shown. */
export function shownName(name: string): string {
	return tame(name);
}

/** Whether there is a context of this name, or a file with this path. */
export function isContext(nameOrPath: string, machine: Machine): boolean {
	if (nameOrPath.endsWith('.json') && isFile(nameOrPath, machine)) return true;
	return isName(nameOrPath) && isFile(pathOf(nameOrPath, machine), machine);
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
	let context: ContextFields;
	try {
		context = fieldsIn(path, machine);
	} catch (error) {
		throw refuse(`${tame(path)}: ${error instanceof Error ? error.message : ''}`, `correct it, or ${without}`);
	}
	if (context['windows_cert_store'] !== undefined) {
		const because = 'its certificate is in the store of Windows, which the NATS client library cannot read';
		throw refuse(because, 'export certificate and key to PEM files and set cert and key');
	}
	try {
		return {
			name: tame(name),
			description: tame(context['description'] ?? ''),
			path,
			holdsSecrets: holdsSecrets(context),
			layer: {layer: 'context', values: valuesIn(context, shown, machine)},
		};
	} catch (error) {
		if (error instanceof NscFailure) throw refuse(`its nsc user cannot be had: ${error.message}`, error.tryThis);
		throw error;
	}
}

/** What a context gives for each setting. @throws NscFailure */
function valuesIn(context: ContextFields, shownName: string, machine: Machine): SettingsLayer['values'] {
	const values: {-readonly [Name in keyof SettingsLayer['values']]: SettingsLayer['values'][Name]} = {};
	const origin = (field: string) => `the ${field} of context ${shownName}`;
	for (const field of connectionFieldNames) {
		const {inContext, ...kind} = connectionFields[field];
		const text = context[inContext];
		if (inContext === '' || text === undefined) continue;
		// Expanded here as well as where it is used, as the nats program does.
		const expanded = 'isPath' in kind ? expandPath(text, machine.env, machine.home) : text;
		values[field] = {text: expanded, name: origin(inContext)};
	}
	if (context['nsc'] !== undefined) {
		const {creds, servers} = nscUser(context['nsc'], machine);
		values.creds ??= {text: creds, name: origin('nsc')};
		if (servers !== '') values.server ??= {text: servers, name: origin('nsc')};
	}
	return values;
}

function requireKnown(name: string, from: Origin, machine: Machine): void {
	const exitCode = from.layer === 'default' || from.layer === 'file' ? 1 : 2;
	const quoted = JSON.stringify(tame(name));
	if (!isName(name)) {
		const because = name.endsWith('.json') ? `there is no file ${quoted}` : `${quoted} is no name of a context`;
		throw new CannotStart(`cannot use ${from.name}`, because, 'give a name, or the path of a .json file', exitCode);
	}
	if (isFile(pathOf(name, machine), machine)) return;
	const names = knownNames(machine);
	const known = names.slice(0, 12).map(tame).join(', ');
	throw new CannotStart(
		`cannot use ${from.name}`,
		`there is no context ${quoted} in ${tame(folderOf(machine))}`,
		names.length === 0
			? 'make one with nats context add'
			: `the contexts are ${known}${names.length > 12 ? ', …' : ''}`,
		exitCode,
	);
}

/** Empty when the folder cannot be read: the names are only a hint. */
function knownNames(machine: Machine): readonly string[] {
	try {
		return contextNames(machine);
	} catch {
		return [];
	}
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

/** Whether a field of the context holds a secret itself, not the name of a file or another place. */
function holdsSecrets(context: ContextFields): boolean {
	const literal = ['password', 'token', 'user_jwt', 'user_seed'].some(
		field => context[field] !== undefined && schemeOf(context[field]) === undefined,
	);
	return (
		literal ||
		/:\/\/[^,]*@/.test(context['url'] ?? '') ||
		Object.values(context).some(value => schemeOf(value) === 'data')
	);
}
