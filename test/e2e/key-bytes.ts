// What a terminal sends for a key, by the name that the program has for it.

export const escape = '\u001B';

/** What terminals send for the keys that are not characters. */
const sent: Readonly<Record<string, string>> = {
	up: `${escape}[A`,
	down: `${escape}[B`,
	right: `${escape}[C`,
	left: `${escape}[D`,
	'page-up': `${escape}[5~`,
	'page-down': `${escape}[6~`,
	home: `${escape}[H`,
	end: `${escape}[F`,
	tab: '\t',
	'shift-tab': `${escape}[Z`,
	enter: '\r',
	escape,
	backspace: '\u007F',
	space: ' ',
	f1: `${escape}OP`,
};

/** The bytes of a key. */
export function bytesOf(key: string): string {
	const named = sent[key];
	if (named !== undefined) return named;
	const letter = /^ctrl-([a-z])$/.exec(key)?.[1];
	if (letter !== undefined) return String.fromCharCode(letter.charCodeAt(0) - 96);
	if (Array.from(key).length !== 1) throw new Error(`what does a terminal send for ${key}?`);
	return key;
}
