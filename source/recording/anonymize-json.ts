// Replaces the texts within JSON and leaves all else as it is: numbers keep all their digits.
import {parsedJson} from '../format/parsed-json.ts';

export type Place = {
	/** The field that the text stands in, also where it is one of a list; empty at the top. */
	readonly key: string;
	/** The fields around that, outermost first. */
	readonly within: readonly string[];
};

export type Rewriting = {
	readonly text: (text: string, place: Place) => string;
	/** The name of a field; `place` is the block that it is in. */
	readonly key: (key: string, place: Place) => string;
};

const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\],]/gs;

function written(text: string, before: string, inside: string): string {
	return text === before ? `"${inside}"` : JSON.stringify(text);
}

/** `json` must be valid. */
export function rewrittenJson(json: string, rewriting: Rewriting): string {
	const within: string[] = [];
	let key = '';
	return json.replaceAll(token, (found, colon: string | undefined) => {
		switch (found) {
			case '{':
			case '[':
				within.push(key);
				return found;
			case '}':
			case ']':
				key = within.pop() ?? '';
				return found;
			case ',':
				// Behind a field comes another one, but in a list all stand in the same.
				key = within.at(-1) ?? '';
				return found;
			default: {
				const end = found.lastIndexOf('"');
				const inside = found.slice(1, end);
				const value = inside.includes('\\') ? parsedJson(`"${inside}"`) : inside;
				const text = typeof value === 'string' ? value : inside;
				if (colon === undefined) return written(rewriting.text(text, {key, within}), text, inside);
				const place = {key: within.at(-1) ?? '', within};
				key = text;
				return `${written(rewriting.key(text, place), text, inside)}${found.slice(end + 1)}`;
			}
		}
	});
}
