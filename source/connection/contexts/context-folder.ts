// Where the `nats` program keeps its contexts, by the rule that it has on all systems.
import {join} from 'node:path';
import type {Machine} from '../files/machine.ts';
import {isNoFile, UnsuitableFile} from '../files/small-file.ts';

function root(machine: Machine): string {
	return join(machine.env['XDG_CONFIG_HOME'] || join(machine.home, '.config'), 'nats');
}

/** The folder of the contexts' files. */
export function folderOf(machine: Machine): string {
	return join(root(machine), 'context');
}

/** The file of the context of this name. */
export function pathOf(name: string, machine: Machine): string {
	return join(folderOf(machine), `${name}.json`);
}

/** The file that holds the name of the selected context. */
export function selectedPath(machine: Machine): string {
	return join(root(machine), 'context.txt');
}

/** The selected context's name; empty when there is none. @throws why that cannot be known */
export function selectedName(machine: Machine): string {
	try {
		return machine.readText(selectedPath(machine)).trim();
	} catch (error) {
		if (isNoFile(error)) return '';
		throw error;
	}
}

/** The names of all contexts in the order of their bytes, as `nats` lists them. @throws why they cannot be known */
export function contextNames(machine: Machine): string[] {
	const names = entriesOf(machine)
		.filter(({name, isFolder, isEmpty}) => !isFolder && !isEmpty && name.endsWith('.json'))
		.map(({name}) => name.slice(0, -'.json'.length))
		.filter(isName);
	return names.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
}

function entriesOf(machine: Machine): ReturnType<Machine['readFolder']> {
	try {
		return machine.readFolder(folderOf(machine));
	} catch (error) {
		if (isNoFile(error)) return [];
		throw error;
	}
}

/** Whether a text can be the name of a context. */
export function isName(name: string): boolean {
	return name !== '' && !name.includes('..') && !/[/\\]/.test(name);
}

/** Whether there is something at the path that may be a context, also one that cannot be read or is too large. */
export function isFile(path: string, machine: Machine): boolean {
	try {
		machine.readText(path);
		return true;
	} catch (error) {
		// Reading it will tell why it cannot be read.
		return !isNoFile(error) && !(error instanceof UnsuitableFile && error.isFolder);
	}
}
