// Changes values in a configuration file, whatever else stands in it. What comes out is read again: it says what it said
// before, and what was to be changed, or nothing is written.
import {CannotEdit, type ConfigChange} from './config-change.ts';
import {BrokenConfig, type ConfigNode, type ConfigTable} from './config-node.ts';

const byteOrderMark = '\ufeff';

type Language = {
	readonly nodes: (text: string) => ConfigTable;
	readonly edited: (text: string, change: ConfigChange) => string;
	/** What a new file begins as. */
	readonly empty: string;
};

async function languageOf(path: string): Promise<Language> {
	if (path.endsWith('.json')) {
		const [{jsonNodes}, {editedJson}] = await Promise.all([import('./json-nodes.ts'), import('./edited-json.ts')]);
		return {nodes: jsonNodes, edited: editedJson, empty: '{}'};
	}
	const [{tomlNodes}, {editedToml}] = await Promise.all([import('./toml-nodes.ts'), import('./edited-toml.ts')]);
	return {nodes: tomlNodes, edited: editedToml, empty: ''};
}

type Meaning = string | readonly Meaning[] | Map<string, Meaning>;

/** What a node says, without where it stands. */
function meaningOf(node: ConfigNode): Meaning {
	switch (node.kind) {
		case 'table':
			return new Map([...node.entries].map(([name, value]) => [name, meaningOf(value)]));
		case 'list':
			return node.items.map(meaningOf);
		case 'other':
			return node.what;
		case 'text':
		case 'number':
		case 'switch':
			return `${node.kind} ${node.value}`;
	}
}

/** The same as text, whatever the order of keys. */
function written(meaning: Meaning): string {
	if (typeof meaning === 'string') return JSON.stringify(meaning);
	if (!(meaning instanceof Map)) return `[${meaning.map(written).join()}]`;
	return `{${[...meaning]
		.map(([name, value]) => `${JSON.stringify(name)}:${written(value)}`)
		.sort()
		.join()}}`;
}

/** What the file is to say afterwards. */
function wanted(root: ConfigTable, changes: readonly ConfigChange[]): Meaning {
	const meaning = meaningOf(root);
	for (const {table, key, value} of changes) {
		let place = meaning;
		for (const name of table) {
			if (!(place instanceof Map)) throw new CannotEdit(`${table.join('.')} is no table in it`);
			const found = place.get(name) ?? new Map<string, Meaning>();
			place.set(name, found);
			place = found;
		}
		if (!(place instanceof Map)) throw new CannotEdit(`${table.join('.')} is no table in it`);
		place.set(key, typeof value === 'string' ? `text ${value}` : value.map(one => `text ${one}`));
	}
	return meaning;
}

function rootOf(text: string, nodes: Language['nodes']): ConfigTable {
	try {
		return nodes(text);
	} catch (error) {
		if (!(error instanceof BrokenConfig)) throw error;
		throw new CannotEdit(error.line === undefined ? error.message : `${error.message}, line ${error.line}`);
	}
}

function saysSame(text: string, nodes: Language['nodes'], expected: string): boolean {
	try {
		return written(meaningOf(nodes(text))) === expected;
	} catch (error) {
		if (error instanceof BrokenConfig) return false;
		throw error;
	}
}

function changed({nodes, edited, empty}: Language, text: string | undefined, changes: readonly ConfigChange[]): string {
	const mark = text?.startsWith(byteOrderMark) === true ? byteOrderMark : '';
	const before = (text ?? empty).slice(mark.length);
	const expected = written(wanted(rootOf(before, nodes), changes));
	const after = changes.reduce(edited, before);
	if (saysSame(after, nodes, expected)) return mark + after;
	throw new CannotEdit('it is laid out in a way that cannot be changed here');
}

/**
 * The text of the file with these values changed; `text` is undefined where there is no file yet.
 * @throws CannotEdit where that is not possible without a risk for the rest
 */
export async function editedConfig(
	path: string,
	text: string | undefined,
	changes: readonly ConfigChange[],
): Promise<string> {
	const language = await languageOf(path);
	try {
		return changed(language, text, changes);
	} catch (error) {
		// Who reads it calls itself for each level, and so runs out of stack.
		throw error instanceof RangeError ? new CannotEdit('it is nested too deeply') : error;
	}
}
