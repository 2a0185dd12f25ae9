import type {Confirmation} from './command.ts';

/** Longer names are hard to type without a mistake. */
const longestTyped = 40;

/** Whether a person can type this on any keyboard. */
function canBeTyped(text: string): boolean {
	return text.length <= longestTyped && /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text);
}

/** What must be typed: the first name that is not empty, or the id where that name cannot be typed. */
export function confirmationBy(
	names: readonly {readonly text: string; readonly what: string}[],
	id: {readonly text: string; readonly what: string},
): Confirmation {
	const name = names.find(({text}) => text !== '');
	if (name === undefined) return id;
	return canBeTyped(name.text) ? name : {...id, what: `${id.what}, as ${name.what} cannot be typed`};
}

/** The first characters of a key, which are enough to confirm it. */
export function beginningOf(key: string): string {
	return key.slice(0, 8);
}
