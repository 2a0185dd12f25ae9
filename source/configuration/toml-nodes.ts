// TOML by a library that keeps the place of each key. Loaded only when there is a file.
import {type AST, ParseError, parseTOML} from 'toml-eslint-parser';
import {BrokenConfig, type ConfigNode, type ConfigTable} from './config-node.ts';

/** A table that is added to: `[view.servers]` may come before `[view]`, and keys with dots add to others' tables. */
type Growing = {readonly kind: 'table'; readonly line: number; readonly entries: Map<string, GrowingNode>};
type GrowingNode = Growing | Exclude<ConfigNode, ConfigTable>;

function growingTable(line: number): Growing {
	return {kind: 'table', line, entries: new Map()};
}

export function pathOf({keys}: AST.TOMLKey): readonly string[] {
	return keys.map(key => (key.type === 'TOMLBare' ? key.name : key.value));
}

/** The table at this path, begun where there is none. */
function tableAt(top: Growing, path: readonly string[], line: number): Growing {
	let table = top;
	for (const name of path) {
		const found = table.entries.get(name);
		if (found?.kind === 'table') {
			table = found;
			continue;
		}
		const begun = growingTable(line);
		table.entries.set(name, begun);
		table = begun;
	}
	return table;
}

function put(top: Growing, path: readonly string[], node: GrowingNode): void {
	tableAt(top, path.slice(0, -1), node.line).entries.set(path.at(-1) ?? '', node);
}

function putPairs(table: Growing, pairs: readonly AST.TOMLKeyValue[]): Growing {
	for (const {key, value, loc} of pairs) put(table, pathOf(key), nodeOf(value, loc.start.line));
	return table;
}

function nodeOf(node: AST.TOMLContentNode, line: number): GrowingNode {
	switch (node.type) {
		case 'TOMLArray':
			return {kind: 'list', line, items: node.elements.map(item => nodeOf(item, item.loc.start.line))};
		case 'TOMLInlineTable':
			return putPairs(growingTable(line), node.body);
		case 'TOMLValue':
			break;
	}
	switch (node.kind) {
		case 'string':
			return {kind: 'text', line, value: node.value};
		case 'integer':
		case 'float':
			return {kind: 'number', line, value: node.value};
		case 'boolean':
			return {kind: 'switch', line, value: node.value};
		case 'offset-date-time':
		case 'local-date-time':
		case 'local-date':
		case 'local-time':
			return {kind: 'other', line, what: 'a date or time'};
	}
}

/** Where a value is missing the library complains of what is in the line after it. */
function broken({message, lineNumber}: ParseError, text: string): BrokenConfig {
	const before = text.split('\n')[lineNumber - 2] ?? '';
	const isMissing = message.startsWith('Unspecified values');
	if (/=\s*(?:#.*)?$/.test(before)) return new BrokenConfig('it is not TOML: a value is missing', lineNumber - 1);
	const because = isMissing ? 'a value is missing' : `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`;
	return new BrokenConfig(`it is not TOML: ${because}`, lineNumber);
}

/** @throws BrokenConfig */
export function tomlTree(text: string): AST.TOMLProgram {
	try {
		return parseTOML(text, {tomlVersion: '1.0'});
	} catch (error) {
		throw error instanceof ParseError ? broken(error, text) : error;
	}
}

/** @throws BrokenConfig */
export function tomlNodes(text: string): ConfigTable {
	const top = growingTable(1);
	for (const item of tomlTree(text).body[0].body) {
		const {line} = item.loc.start;
		if (item.type === 'TOMLKeyValue') putPairs(top, [item]);
		else if (item.kind === 'array') put(top, pathOf(item.key), {kind: 'other', line, what: 'a list of tables'});
		else putPairs(tableAt(top, pathOf(item.key), line), item.body);
	}
	return top;
}
