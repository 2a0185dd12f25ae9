import {readFileSync} from 'node:fs';

export type Line = {readonly at: number; readonly subject: string; readonly data: unknown};

/** The lines of recordings of real servers. */
export function captured(...names: readonly string[]): Line[] {
	return names.flatMap(name =>
		readFileSync(new URL(`../../fixtures/${name}.ndjson`, import.meta.url), 'utf8')
			.split('\n')
			.filter(line => line !== '')
			.map(line => JSON.parse(line) as Line),
	);
}

/** The kind of a message: its subject without ids, account names and inbox tokens. */
export const kindOf = (subject: string): string =>
	subject
		.replace(/^_INBOX\.[0-9a-f]{12}\./, 'answer to ')
		.replace(/\.N[A-Z2-7]{55}(?=\.|$)/, '.<server>')
		.replace(/^\$SYS\.ACCOUNT\.[^.]+\.(?=CONNECT|DISCONNECT|SERVER|LEAFNODE)/, '$SYS.ACCOUNT.<account>.');

/** Where in a JSON value is what: `server.seq` → `number`. Elements of lists share one path. */
export function keyPaths(value: unknown, path = '', into = new Map<string, Set<string>>()): Map<string, Set<string>> {
	const note = (kind: string): void => {
		into.set(path, (into.get(path) ?? new Set()).add(kind));
	};

	if (Array.isArray(value)) {
		note('list');
		for (const element of value) {
			keyPaths(element, `${path}[]`, into);
		}
	} else if (typeof value === 'object' && value !== null) {
		for (const [key, inner] of Object.entries(value)) {
			keyPaths(inner, path === '' ? key : `${path}.${key}`, into);
		}
	} else {
		note(value === null ? 'null' : typeof value);
	}

	return into;
}
