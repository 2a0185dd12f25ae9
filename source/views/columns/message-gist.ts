// A system message in one line: the sender's name, then the fields. Without what all messages of a kind share: type, id,
// time, and the sender's description of itself.
import {parsedJson} from '../../format/parsed-json.ts';
import {shortKeys} from '../../format/short-key.ts';
import {tame} from '../../format/tame.ts';

/** Longer texts are not parsed, which would cost more than one line is worth. */
const longestRead = 16_384;
const longestGist = 400;
const shared = new Set(['type', 'id', 'timestamp', 'server']);
/** The fields that come first, in this order. */
const sought = ['acc', 'account', 'user', 'name', 'host', 'reason'];
/** Times are left out. */
const unsought = new Set(['start', 'stop']);

type Leaf = {readonly place: number; readonly text: string};

function leavesOf(value: unknown, name: string, within: string, leaves: Leaf[]): void {
	if (leaves.length > 60 || unsought.has(name)) return;
	// Deeper names are those of routes or accounts.
	const found = within === '' || within === 'client' || within === 'data' ? sought.indexOf(name) : -1;
	const place = found < 0 ? sought.length : found;
	if (Array.isArray(value)) {
		if (value.length > 0) leaves.push({place, text: `${name}[${value.length}]`});
	} else if (typeof value === 'object' && value !== null) {
		for (const [key, inner] of Object.entries(value)) leavesOf(inner, key, name, leaves);
	} else if (value !== '' && value !== null) {
		leaves.push({place, text: `${name}=${String(value)}`});
	}
}

function read(text: string): object | undefined {
	if (!text.startsWith('{') || text.length > longestRead) return undefined;
	const value = parsedJson(text);
	return typeof value === 'object' && value !== null ? value : undefined;
}

/** `n2  acc=APP user=svc name=orders reason=…`; a text that is no JSON object as it came. */
export function gistOf(text: string): string {
	const body = read(text);
	if (body === undefined) return tame(text.slice(0, longestGist));
	const entries = Object.entries(body);
	const server: unknown = entries.find(([name]) => name === 'server')?.[1];
	const sender = typeof server === 'object' && server !== null && 'name' in server ? `${String(server.name)}  ` : '';
	const leaves: Leaf[] = [];
	for (const [name, value] of entries) if (!shared.has(name)) leavesOf(value, name, '', leaves);
	const told = leaves.toSorted((a, b) => a.place - b.place).map(({text: leaf}) => leaf);
	return tame(shortKeys(`${sender}${told.join(' ')}`));
}

/** The subject with its public keys and inbox shortened, so that its end can be read. */
export function shortSubject(subject: string): string {
	return shortKeys(tame(subject)).replace(/^_INBOX\.\w+\./, '_INBOX….');
}
