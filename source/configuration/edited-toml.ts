// Changes single values of a text in TOML; every other character of it stays.
import type {AST} from 'toml-eslint-parser';
import type {ConfigChange} from './config-change.ts';
import {pathOf, tomlTree} from './toml-nodes.ts';

/** A key with its value, and where it stands. */
type Pair = {
	/** From the top of the file. */
	readonly path: readonly string[];
	readonly node: AST.TOMLKeyValue;
	readonly isInline: boolean;
};

function pairsOf(prefix: readonly string[], nodes: readonly AST.TOMLKeyValue[], isInline: boolean): Pair[] {
	return nodes.flatMap(node => {
		const path = [...prefix, ...pathOf(node.key)];
		const inner = node.value.type === 'TOMLInlineTable' ? pairsOf(path, node.value.body, true) : [];
		return [{path, node, isInline}, ...inner];
	});
}

function allPairs(program: AST.TOMLProgram): Pair[] {
	return program.body[0].body.flatMap(item =>
		item.type === 'TOMLKeyValue' ? pairsOf([], [item], false) : pairsOf(pathOf(item.key), item.body, false),
	);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
	return one.length === other.length && one.every((word, index) => word === other[index]);
}

// JSON writes texts as TOML does, but for one character.
function literal(text: string): string {
	return JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}

function valueText(value: ConfigChange['value']): string {
	return typeof value === 'string' ? literal(value) : `[${value.map(literal).join(', ')}]`;
}

function keyText(word: string): string {
	return /^[\w-]+$/.test(word) ? word : literal(word);
}

function replaced(text: string, from: number, to: number, by: string): string {
	return text.slice(0, from) + by + text.slice(to);
}

/** Where the line ends in which this place is. */
function endOfLine(text: string, place: number): number {
	const end = text.indexOf('\n', place);
	const before = end < 0 ? text.length : end;
	return text[before - 1] === '\r' ? before - 1 : before;
}

function withNewPair(text: string, {table, key, value}: ConfigChange, program: AST.TOMLProgram): string {
	const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
	const pair = `${keyText(key)} = ${valueText(value)}`;
	const sibling = allPairs(program).findLast(({path}) => isSame(path.slice(0, -1), table));
	if (sibling !== undefined) {
		const {node, isInline} = sibling;
		const [from, to] = node.range;
		if (isInline) return replaced(text, to, to, `, ${pair}`);
		const end = endOfLine(text, to);
		// As the line before it begins: its indent, and the words before its last dot.
		const indent = /[ \t]*$/.exec(text.slice(0, from))?.[0] ?? '';
		const before = text.slice(from, node.key.keys.at(-1)?.range[0] ?? from);
		return replaced(text, end, end, `${lineEnd}${indent}${before}${pair}`);
	}
	const head = program.body[0].body.find(item => item.type === 'TOMLTable' && isSame(pathOf(item.key), table));
	if (head !== undefined) {
		const end = endOfLine(text, head.key.range[1]);
		return replaced(text, end, end, `${lineEnd}${pair}`);
	}
	const gap = text === '' ? '' : text.endsWith('\n') ? lineEnd : lineEnd + lineEnd;
	return `${text}${gap}[${table.map(keyText).join('.')}]${lineEnd}${pair}${lineEnd}`;
}

/** The text with one value changed. @throws BrokenConfig */
export function editedToml(text: string, change: ConfigChange): string {
	const program = tomlTree(text);
	const known = allPairs(program).find(({path}) => isSame(path, [...change.table, change.key]));
	if (known === undefined) return withNewPair(text, change, program);
	const [from, to] = known.node.value.range;
	return replaced(text, from, to, valueText(change.value));
}
