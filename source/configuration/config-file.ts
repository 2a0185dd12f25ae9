// Reads the configuration file: one that is named, or the one in a person's own folder, when there is one.
import {CannotStart} from '../errors/cannot-start.ts';
import type {Machine} from '../connection/files/machine.ts';
import {isNoFile, whyUnreadable} from '../connection/files/small-file.ts';
import {tame} from '../format/tame.ts';
import {BrokenConfig, type ConfigTable} from './config-node.ts';

/** Where a file may be: the first of these that there is. */
export type ConfigPlace = {
	readonly paths: readonly string[];
	/** The option or variable that names it: it has to be there. */
	readonly namedBy?: '--config' | 'NATS_TOP_SYS_CONFIG';
};

export type ConfigFile = {
	readonly path: string;
	readonly namedBy?: ConfigPlace['namedBy'];
	readonly root: ConfigTable;
};

/** What reading gave. A fault is told only where the settings are used: `--help` needs no file. */
export type ConfigRead = {readonly file?: ConfigFile; readonly fault?: CannotStart};

const withoutFile = 'start without it: --no-config';

function joined(tryThis: string): string {
	return tryThis.endsWith('?') ? `${tryThis} Or ${withoutFile}` : `${tryThis}; or ${withoutFile}`;
}

/** Something in the file cannot be used; `what` is its key, or nothing where it is all of the file. */
export function configFault(
	{path}: Pick<ConfigFile, 'path'>,
	{line, what = '', because, tryThis}: {line: number | undefined; what?: string; because: string; tryThis: string},
): CannotStart {
	const place = `${tame(path)}${line === undefined ? '' : ` line ${line}`}`;
	return new CannotStart(`cannot use ${place}`, `${what === '' ? '' : `${what}: `}${because}`, joined(tryThis));
}

/** Undefined where there is no file. @throws CannotStart */
function textOf(path: string, {namedBy}: ConfigPlace, machine: Machine): string | undefined {
	try {
		return machine.readText(path);
	} catch (error) {
		if (namedBy === undefined && isNoFile(error)) return undefined;
		const because = whyUnreadable(error, path);
		if (namedBy === undefined) {
			throw new CannotStart(`cannot read ${tame(path)}`, because, joined('correct it'));
		}
		throw new CannotStart(`cannot use ${namedBy}`, `${tame(path)}: ${because}`, `correct it, or drop ${namedBy}`, 2);
	}
}

async function rootOf(path: string, text: string): Promise<ConfigTable> {
	if (path.endsWith('.json')) {
		const {jsonNodes} = await import('./json-nodes.ts');
		return jsonNodes(text);
	}
	const {tomlNodes} = await import('./toml-nodes.ts');
	return tomlNodes(text);
}

async function readFirst(place: ConfigPlace, machine: Machine): Promise<ConfigFile | undefined> {
	for (const path of place.paths) {
		const text = textOf(path, place, machine);
		if (text === undefined) continue;
		try {
			// Editors of another system begin a file with this mark.
			const root = await rootOf(path, text.replace(/^\ufeff/, ''));
			return {path, root, ...(place.namedBy && {namedBy: place.namedBy})};
		} catch (error) {
			if (error instanceof RangeError) {
				throw configFault({path}, {line: undefined, because: 'it is nested too deeply', tryThis: 'correct it'});
			}
			if (!(error instanceof BrokenConfig)) throw error;
			throw configFault({path}, {line: error.line, because: error.message, tryThis: 'correct it'});
		}
	}
	return undefined;
}

/** Never rejects because of a file: what is wrong with it is in the result. */
export async function readConfig(place: ConfigPlace | undefined, machine: Machine): Promise<ConfigRead> {
	if (place === undefined) return {};
	try {
		const file = await readFirst(place, machine);
		return file === undefined ? {} : {file};
	} catch (error) {
		if (error instanceof CannotStart) return {fault: error};
		throw error;
	}
}
