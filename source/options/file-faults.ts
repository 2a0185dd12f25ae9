// What is wrong with a value of the configuration file, in the words of the command line where that says it too.
import {type ConfigFile, configFault} from '../configuration/config-file.ts';
import type {ConfigNode, ConfigTable} from '../configuration/config-node.ts';
import {CannotStart} from '../errors/cannot-start.ts';
import {tame} from '../format/tame.ts';
import {didYouMean} from './nearest.ts';

/** What a node is, in words. */
function kindInWords(node: ConfigNode): string {
	switch (node.kind) {
		case 'table':
			return 'a table';
		case 'list':
			return 'a list';
		case 'text':
			return 'text';
		case 'number':
			return 'a number';
		case 'switch':
			return node.value ? 'true' : 'false';
		case 'other':
			return node.what;
	}
}

/** A key as it is written with dots, without what a stranger's file may have in it. */
export function dotted(path: readonly string[]): string {
	return path.map(name => (/^[\w-]+$/.test(name) ? name : JSON.stringify(tame(name)))).join('.');
}

/** The key has a value of another kind than it can have; `form` is how to write it. */
export function wrongKind(file: ConfigFile, path: readonly string[], node: ConfigNode, form: string): CannotStart {
	return configFault(file, {
		line: node.line,
		what: dotted(path),
		because: `${kindInWords(node)} is no value for it`,
		tryThis: `write ${form}`,
	});
}

/** @throws CannotStart when it is no table */
export function tableIn(file: ConfigFile, path: readonly string[], node: ConfigNode): ConfigTable {
	if (node.kind === 'table') return node;
	throw wrongKind(file, path, node, `a table: [${dotted(path)}]`);
}

/** @throws CannotStart for a key that is none of these */
export function requireKeys(
	file: ConfigFile,
	path: readonly string[],
	table: ConfigTable,
	keys: readonly string[],
): void {
	for (const [key, {line}] of table.entries) {
		if (keys.includes(key)) continue;
		throw configFault(file, {
			line,
			what: dotted([...path, key]),
			because: 'there is no such key',
			tryThis: didYouMean(key, keys, `${path.length === 0 ? 'the tables' : 'its keys'} are ${keys.join(', ')}`),
		});
	}
}

/** What the command line says of such a value, said of the key. */
export function inFile(file: ConfigFile, path: readonly string[], line: number, error: unknown): unknown {
	if (!(error instanceof CannotStart)) return error;
	return configFault(file, {line, what: dotted(path), because: error.because, tryThis: error.tryThis});
}

/** Reads a value as the command line does. @throws CannotStart that names the key of the node */
export function told<Result>(
	file: ConfigFile,
	path: readonly string[],
	node: ConfigNode | undefined,
	read: () => Result,
): Result {
	try {
		return read();
	} catch (error) {
		throw node === undefined ? error : inFile(file, path, node.line, error);
	}
}
