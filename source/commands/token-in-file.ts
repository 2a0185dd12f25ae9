/** Longer than any token. */
const longestToken = 1_000_000;

const decorated = /-----BEGIN [A-Z ]*JWT-----\s*([\w.-]+)\s*-{5,6}END/;
const bare = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** The token in a file's text, with or without BEGIN and END lines; undefined when there is none. */
export function tokenInFile(fileText: string): string | undefined {
	const text = fileText.replace(/^\ufeff/, '').trim();
	const token = decorated.exec(text)?.[1] ?? text;
	return bare.test(token) && token.length <= longestToken ? token : undefined;
}
