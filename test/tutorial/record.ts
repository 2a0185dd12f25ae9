// Writes what a set-up has said as a recording, for `recorded.test.ts`, when the tests of the rows are run with its name
// in the variable RECORD_ROWS.
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

/** `name` is the set-up's and becomes the file's, with the version of its servers. */
export function record(name: string, {messages, model}: Watch): void {
	const [first] = model.servers.values();
	const version = first?.version ?? 'unknown';
	const file = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${version}.ndjson`;
	const lines = messages.map(({at, subject, text}) => JSON.stringify({at, subject, data: dataOf(text)}));
	mkdirSync(folder, {recursive: true});
	writeFileSync(path.join(folder, file), `${lines.join('\n')}\n`);
}
