// What Ink tells of a read from the terminal, as names of keys. Keys typed fast or pasted come in one read, where
// Enter, Tab and Space have lost their names: such a read is walked through, one key after the other.

/** The part of Ink's key that is looked at. */
export type InkKey = {
	readonly upArrow?: boolean;
	readonly downArrow?: boolean;
	readonly leftArrow?: boolean;
	readonly rightArrow?: boolean;
	readonly pageUp?: boolean;
	readonly pageDown?: boolean;
	readonly home?: boolean;
	readonly end?: boolean;
	readonly return?: boolean;
	readonly escape?: boolean;
	readonly ctrl?: boolean;
	readonly shift?: boolean;
	readonly tab?: boolean;
	readonly backspace?: boolean;
	readonly delete?: boolean;
	readonly meta?: boolean;
};

const controls: Readonly<Record<string, string>> = {
	'\r': 'enter',
	'\n': 'enter',
	'\t': 'tab',
	' ': 'space',
	'\u001b': 'escape',
	'\u007f': 'backspace',
	'\b': 'backspace',
};

function nameOfCharacter(character: string): string {
	const named = controls[character];
	if (named !== undefined) return named;
	const code = character.charCodeAt(0);
	return code < 32 ? `ctrl-${String.fromCharCode(code + 96)}` : character;
}

function special(key: InkKey): string | undefined {
	if (key.upArrow) return 'up';
	if (key.downArrow) return 'down';
	if (key.leftArrow) return 'left';
	if (key.rightArrow) return 'right';
	if (key.pageUp) return 'page-up';
	if (key.pageDown) return 'page-down';
	if (key.home) return 'home';
	if (key.end) return 'end';
	if (key.return) return 'enter';
	if (key.tab) return key.shift ? 'shift-tab' : 'tab';
	if (key.backspace || key.delete) return 'backspace';
	return undefined;
}

/** The keys of one read, in order. */
export function keyNames(input: string, key: InkKey): readonly string[] {
	const names = namesOf(input, key);
	// Escape and another key in one read look like Alt and that key.
	return key.meta ? ['escape', ...names] : names;
}

function namesOf(input: string, key: InkKey): readonly string[] {
	const known = special(key);
	if (known !== undefined) return [known];
	if (key.escape) return ['escape'];
	// Ink takes function keys for keys without a text, and does not say which: all of them are the first.
	if (input === '') return ['f1'];
	if (key.ctrl && input.length === 1) return [`ctrl-${input.toLowerCase()}`];
	return Array.from(input, nameOfCharacter);
}
