// JSON: what it means by the language's own parser, the lines of its keys from the words of the text, which is known to
// be well-formed by then.
import {BrokenConfig, type ConfigNode, type ConfigTable} from './config-node.ts';

type Word = {readonly text: string; readonly line: number};

function wordsOf(text: string): readonly Word[] {
	const words: Word[] = [];
	let line = 1;
	for (const [word] of text.matchAll(/\n|"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g)) {
		if (word === '\n') line += 1;
		else words.push({text: word, line});
	}
	return words;
}

function textIn(word: string): string {
	const value: unknown = JSON.parse(word);
	return typeof value === 'string' ? value : '';
}

function plainNode(word: string, line: number): ConfigNode {
	const value: unknown = JSON.parse(word);
	if (typeof value === 'string') return {kind: 'text', line, value};
	if (typeof value === 'number') return {kind: 'number', line, value};
	if (typeof value === 'boolean') return {kind: 'switch', line, value};
	return {kind: 'other', line, what: 'null'};
}

/** The node that begins at this word, and the place after it. */
function nodeAt(
	words: readonly Word[],
	from: number,
	line: number,
): {readonly node: ConfigNode; readonly next: number} {
	const begin = words[from]?.text ?? 'null';
	if (begin !== '{' && begin !== '[') return {node: plainNode(begin, line), next: from + 1};
	const entries = new Map<string, ConfigNode>();
	const items: ConfigNode[] = [];
	let at = from + 1;
	while (words[at] !== undefined && words[at]?.text !== '}' && words[at]?.text !== ']') {
		const {text, line: its} = words[at] ?? {text: '', line};
		if (text === ',') {
			at += 1;
			continue;
		}
		const {node, next} = nodeAt(words, begin === '{' ? at + 2 : at, its);
		if (begin === '[') items.push(node);
		else if (entries.has(textIn(text))) throw new BrokenConfig('a key stands twice in the same object', its);
		else entries.set(textIn(text), node);
		at = next;
	}
	return {node: begin === '{' ? {kind: 'table', line, entries} : {kind: 'list', line, items}, next: at + 1};
}

function isWellFormed(word: string): boolean {
	if (/^[{}[\],:]$/.test(word)) return true;
	try {
		JSON.parse(word);
		return true;
	} catch {
		return false;
	}
}

/** The line of what is no JSON: the parser does not always tell it. */
function faultyLine(text: string, message: string): number | undefined {
	const told = /line (\d+) column \d+/.exec(message)?.[1];
	if (told !== undefined) return Number(told);
	const words = wordsOf(text);
	return words.find((word, at) => !isWellFormed(word.text) || (words[at - 1]?.text === ',' && /[\]}]/.test(word.text)))
		?.line;
}

/** @throws BrokenConfig */
export function jsonNodes(text: string): ConfigTable {
	try {
		JSON.parse(text);
	} catch (error) {
		throw new BrokenConfig('it is not JSON', faultyLine(text, error instanceof Error ? error.message : ''));
	}
	const {node} = nodeAt(wordsOf(text), 0, 1);
	if (node.kind !== 'table') throw new BrokenConfig('it is not a JSON object', undefined);
	return node;
}
