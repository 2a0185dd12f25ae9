// `[context.prod]` of the configuration file: what a system looks like, so that nobody takes it for another.
import type {ConfigFile} from '../configuration/config-file.ts';
import {type AccentColour, accentColours} from '../screen/screen.ts';
import {dotted, requireKeys, tableIn, told, wrongKind} from './file-faults.ts';
import type {FileEntry} from './file-tables.ts';
import {oneOf} from './usage.ts';

const table = 'context';
const key = 'accent';

/** By the names of contexts. @throws CannotStart that names file, line and key */
export function fileContexts(file: ConfigFile): {
	readonly accents: ReadonlyMap<string, AccentColour>;
	readonly entries: readonly FileEntry[];
} {
	const accents = new Map<string, AccentColour>();
	const entries: FileEntry[] = [];
	const node = file.root.entries.get(table);
	const contexts = node === undefined ? [] : tableIn(file, [table], node).entries;
	for (const [name, its] of contexts) {
		const path = [table, name];
		const context = tableIn(file, path, its);
		requireKeys(file, path, context, [key]);
		const accent = context.entries.get(key);
		if (accent === undefined) continue;
		if (accent.kind !== 'text') throw wrongKind(file, [...path, key], accent, `${key} = "${accentColours[0]}"`);
		const colour = told(file, [...path, key], accent, () => oneOf(`--${key}`, accent.value, accentColours));
		accents.set(name, colour);
		entries.push({name: dotted([...path, key]), value: colour, line: accent.line});
	}
	return {accents, entries};
}
