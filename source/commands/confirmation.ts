import type {Confirmation} from './command.ts';

/** Longer ones nobody types without a mistake. */
const longestTyped = 40;

/** Whether a person can type this on any keyboard. */
function canBeTyped(text: string): boolean {
	return text.length <= longestTyped && /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text);
}

/** What must be typed: the first name that there is, and where that cannot be typed, its id. */
export function confirmationBy(
	names: readonly {readonly text: string; readonly what: string}[],
	id: {readonly text: string; readonly what: string},
): Confirmation {
	const name = names.find(({text}) => text !== '');
	if (name === undefined) return id;
	return canBeTyped(name.text) ? name : {...id, what: `${id.what}, as ${name.what} cannot be typed`};
}

/** So much of a key is enough to be typed. */
export function beginningOf(key: string): string {
	return key.slice(0, 8);
}
