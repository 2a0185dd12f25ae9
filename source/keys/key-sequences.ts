// What terminals send for keys: characters, control characters, and sequences that begin with Escape (xterm's, rxvt's,
// the Linux console's, and `CSI code u` of terminals that are configured to send it).

/** What stands at a place in the text, and how long it is. `report`: an answer of the terminal; `ignored`: no key either. */
export type Sequence =
	| {readonly kind: 'key'; readonly name: string; readonly length: number}
	| {readonly kind: 'paste begins' | 'report' | 'ignored'; readonly length: number};

const escape = '\u001b';

const controls: Readonly<Record<string, string>> = {
	'\r': 'enter',
	'\n': 'enter',
	'\t': 'tab',
	' ': 'space',
	[escape]: 'escape',
	'\u007f': 'backspace',
	'\b': 'backspace',
};

/** By the last character of `ESC [ … x` and `ESC O x`. */
const byFinal: Readonly<Record<string, string>> = {
	A: 'up',
	B: 'down',
	C: 'right',
	D: 'left',
	H: 'home',
	F: 'end',
	Z: 'shift-tab',
	P: 'f1',
	Q: 'f2',
	R: 'f3',
	S: 'f4',
	// With Shift or Control in rxvt.
	a: 'up',
	b: 'down',
	c: 'right',
	d: 'left',
};

/** By the number in `ESC [ number ~`. */
const byNumber: Readonly<Record<string, string>> = {
	1: 'home',
	2: 'insert',
	3: 'backspace',
	4: 'end',
	5: 'page-up',
	6: 'page-down',
	7: 'home',
	8: 'end',
	11: 'f1',
	12: 'f2',
	13: 'f3',
	14: 'f4',
	15: 'f5',
	17: 'f6',
	18: 'f7',
	19: 'f8',
	20: 'f9',
	21: 'f10',
	23: 'f11',
	24: 'f12',
};

/** By the last character of `ESC [ [ x`, which the Linux console sends. */
const ofConsole: Readonly<Record<string, string>> = {A: 'f1', B: 'f2', C: 'f3', D: 'f4', E: 'f5'};

/** Longer ones are neither keys nor answers of any terminal. */
const longestSequence = 64;

/** The name of a control character or of the blank; undefined for what is typed as it is. */
export function controlKeyName(character: string): string | undefined {
	const named = controls[character];
	if (named !== undefined) return named;
	const code = character.charCodeAt(0);
	return code < 32 ? `ctrl-${String.fromCharCode(code + 96)}` : undefined;
}

/** What stands at `at`; `incomplete` when it may go on where the text ends. */
export function sequenceAt(text: string, at: number): Sequence | 'incomplete' {
	if (text[at] !== escape) return characterAt(text, at);
	switch (text[at + 1]) {
		case undefined:
			return 'incomplete';
		case '[':
			return text[at + 2] === '[' ? ofConsoleAt(text, at) : controlSequenceAt(text, at);
		case ']':
			return systemCommandAt(text, at);
		case 'O':
			return applicationKeyAt(text, at);
		default:
			// Alt and a key look like Escape and that key.
			return escapeAlone;
	}
}

const escapeAlone: Sequence = {kind: 'key', name: 'escape', length: 1};

function characterAt(text: string, at: number): Sequence {
	const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
	return {kind: 'key', name: controlKeyName(character) ?? character, length: character.length};
}

function named(name: string | undefined, length: number): Sequence {
	return name === undefined ? {kind: 'ignored', length} : {kind: 'key', name, length};
}

// `ESC [ [ x`.
function ofConsoleAt(text: string, at: number): Sequence | 'incomplete' {
	const final = text[at + 3];
	if (final === undefined) return 'incomplete';
	const name = ofConsole[final];
	return name === undefined ? escapeAlone : named(name, 4);
}

// `ESC O x`, with parameters before the x in some terminals.
function applicationKeyAt(text: string, at: number): Sequence | 'incomplete' {
	let end = at + 2;
	while (/[\d;]/.test(text[end] ?? '') && end - at < longestSequence) end++;
	const final = text[end];
	if (final === undefined) return 'incomplete';
	const length = end + 1 - at;
	if (final === 'M') return named('enter', length);
	return /[A-Za-z]/.test(final) ? named(byFinal[final], length) : escapeAlone;
}

// `ESC [ parameters intermediates final` (ECMA-48).
function controlSequenceAt(text: string, at: number): Sequence | 'incomplete' {
	for (let end = at + 2; end - at < longestSequence; end++) {
		const character = text[end];
		if (character === undefined) return 'incomplete';
		const parameters = text.slice(at + 2, end);
		// rxvt ends keys with Shift in `$`.
		const isEnd = /[@-~]/.test(character) || (character === '$' && /^\d$/.test(parameters));
		if (isEnd) return controlSequence(parameters, character, end + 1 - at);
		if (!/[ -?]/.test(character)) return escapeAlone;
	}
	return escapeAlone;
}

// `ESC ] number ; text`, ended by BEL or `ESC \\`: how terminals answer questions about their colours (xterm's OSC 11).
function systemCommandAt(text: string, at: number): Sequence | 'incomplete' {
	let end = at + 2;
	while (/\d/.test(text[end] ?? '')) end++;
	const isBegun = text[end] === ';' && end > at + 2;
	while (isBegun && /[ -~]/.test(text[end] ?? '')) end++;
	if (end - at >= longestSequence) return escapeAlone;
	const last = text[end];
	if (last === undefined) return 'incomplete';
	if (!isBegun) return escapeAlone;
	if (last === '\u0007') return {kind: 'report', length: end + 1 - at};
	if (last !== escape) return escapeAlone;
	if (text[end + 1] === undefined) return 'incomplete';
	// Another sequence, where the end of this one got lost.
	return text[end + 1] === '\\' ? {kind: 'report', length: end + 2 - at} : {kind: 'ignored', length: end - at};
}

function controlSequence(parameters: string, final: string, length: number): Sequence {
	// What the terminal is, which it says when it is asked.
	if (parameters.startsWith('?') && final === 'c') return {kind: 'report', length};
	// Other reports of the terminal, of the mouse among them.
	if (/^[<=>?]/.test(parameters)) return {kind: 'ignored', length};
	const [number = '', modifiers = ''] = parameters.split(';');
	switch (final) {
		case '~':
			if (number === '200') return {kind: 'paste begins', length};
			return named(byNumber[number], length);
		case '$':
		case '^':
		case '@':
			return named(byNumber[number], length);
		case 'u':
			return named(codeKeyName(Number(number), Number(modifiers || '1')), length);
		default:
			return named(byFinal[final], length);
	}
}

// `ESC [ code ; modifiers u`; the modifiers are a set of bits, plus one.
function codeKeyName(code: number, modifiers: number): string | undefined {
	if (!(code > 0 && code <= 0x10ffff)) return undefined;
	const character = String.fromCodePoint(code);
	const hasShift = ((modifiers - 1) & 1) > 0;
	const hasControl = ((modifiers - 1) & 4) > 0;
	if (code === 9 && hasShift) return 'shift-tab';
	if (hasControl && /^[a-z]$/i.test(character)) return `ctrl-${character.toLowerCase()}`;
	return controlKeyName(character) ?? (hasShift ? character.toUpperCase() : character);
}
