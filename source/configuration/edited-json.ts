import {CannotEdit, type ConfigChange} from './config-change.ts';

type Json = {[key: string]: unknown};

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the lines of its first level begin with. */
function indentOf(text: string): string {
	return /^\{\r?\n([ \t]+)"/.exec(text.trimStart())?.[1] ?? '  ';
}

/** The text with one value changed, laid out anew; the order of its keys stays. @throws CannotEdit */
export function editedJson(text: string, {table, key, value}: ConfigChange): string {
	const root: unknown = JSON.parse(text);
	let place: unknown = root;
	for (const name of table) {
		if (!isObject(place)) throw new CannotEdit(`${table.join('.')} is not an object in it`);
		if (!Object.hasOwn(place, name)) place[name] = {};
		place = place[name];
	}
	if (!isObject(place)) throw new CannotEdit(`${table.join('.')} is not an object in it`);
	place[key] = value;
	return `${JSON.stringify(root, undefined, indentOf(text))}\n`;
}
