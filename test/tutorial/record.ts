// Writes the messages of one topology as a recording for `recorded.test.ts`. `tutorial.test.ts` calls it for the topology
// that the variable RECORD_TOPOLOGY names.
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import type {Watch} from './watch.ts';

const folder = path.join(import.meta.dirname, '../fixtures/tutorial');

const secrets = /("(?:jwt|nonce)"\s*:\s*)"(?:[^"\\]|\\.)*"/g;

/** JSON without the tokens of users; of an account's token all but the signature. */
function dataOf(text: string): unknown {
	if (text.startsWith('eyJ')) return text.replace(/[^.]*$/, 'c2lnbmF0dXJl');
	try {
		return JSON.parse(text.replace(secrets, '$1"[redacted]"'));
	} catch {
		return text;
	}
}

/** `name` is that of the topology and becomes the file's, with the version of its servers. */
export function record(name: string, {messages, model}: Watch): void {
	const [first] = model.servers.values();
	const version = first?.version ?? 'unknown';
	const file = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${version}.ndjson`;
	const lines = messages.map(({at, subject, text}) => JSON.stringify({at, subject, data: dataOf(text)}));
	mkdirSync(folder, {recursive: true});
	writeFileSync(path.join(folder, file), `${lines.join('\n')}\n`);
}
