// Checks the command line before meow reads it: meow ends the process on an unknown option, and reads a missing value as
// an empty one. An error never repeats a word that may be a secret.
import {CannotStart} from '../errors/cannot-start.ts';
import {nearest} from './nearest.ts';

type FlagKind = 'text' | 'texts' | 'text or nothing' | 'switch';

/** The options by their names without dashes; `texts` may be given several times, `text or nothing` without a value. */
export type FlagKinds = Readonly<Record<string, FlagKind>>;

const seeHelp = 'see --help';

/**
 * The words with each value joined to its option (`--user=sys`), ready for meow.
 * @throws CannotStart (exit code 2) for an unknown option, a missing or unwanted value, an option given twice, and
 * words that belong to no option
 */
export function checkedWords(
	words: readonly string[],
	kinds: FlagKinds,
	shortNames: Readonly<Record<string, string>>,
): string[] {
	const checked: string[] = [];
	const seen = new Set<string>();
	for (let index = 0; index < words.length; index += 1) {
		const {name, inline} = nameIn(words[index] ?? '', shortNames) ?? {name: undefined, inline: undefined};
		if (name === undefined) {
			const place = `word ${index + 1} of the command line belongs to no option`;
			throw usage('unexpected argument', place, 'put a value with blanks in quotes; see --help');
		}
		const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
		if (!kind) throw unknown(name, kinds);
		const flag = `--${name}`;
		if (seen.has(name) && kind !== 'texts') throw usage(`cannot use ${flag}`, 'it is given twice', 'give it once');
		seen.add(name);
		if (kind === 'switch') {
			if (inline !== undefined) throw usage(`cannot use ${flag}`, 'it takes no value', `write just ${flag}`);
			checked.push(flag);
			continue;
		}
		const next = words[index + 1];
		const follows = inline === undefined && next !== undefined && !next.startsWith('-');
		const value = inline ?? (follows ? next : '');
		if (follows) index += 1;
		if (value === '' && !(kind === 'text or nothing' && inline === undefined)) {
			const isOption = inline === undefined && next !== undefined && next !== '';
			const hint = isOption ? `; a value that begins with - is written ${flag}=VALUE` : '';
			throw usage(`cannot use ${flag}`, 'its value is missing', `${seeHelp}${hint}`);
		}
		checked.push(`${flag}=${unstripped(value)}`);
	}
	return checked;
}

function nameIn(
	word: string,
	shortNames: Readonly<Record<string, string>>,
): {name: string; inline: string | undefined} | undefined {
	if (word === '--' || word === '-' || !word.startsWith('-')) return undefined;
	if (word.startsWith('--')) {
		const equals = word.indexOf('=');
		return equals < 0
			? {name: word.slice(2), inline: undefined}
			: {name: word.slice(2, equals), inline: word.slice(equals + 1)};
	}
	const letter = word[1] ?? '';
	const rest = word.slice(2).replace(/^=/, '');
	const name = shortNames[letter];
	// The rest of an unknown option may be a secret, so only its letter is repeated.
	if (name === undefined) throw usage('unknown option', `-${letter}`, seeHelp);
	return {name, inline: word.length > 2 ? rest : undefined};
}

function unknown(name: string, kinds: FlagKinds): CannotStart {
	const shown = /^[a-z][a-z0-9-]{0,30}$/i.test(name) ? `--${name}` : 'a word that begins with --';
	const close = nearest(name, Object.keys(kinds));
	return usage('unknown option', shown, close === undefined ? seeHelp : `did you mean --${close}?`);
}

/** meow removes quotes around a whole value, although the shell has removed its own already. */
function unstripped(value: string): string {
	const quote = value[0];
	return (quote === '"' || quote === "'") && value.endsWith(quote) ? `${quote}${value}${quote}` : value;
}

function usage(what: string, because: string, tryThis: string): CannotStart {
	return new CannotStart(what, because, tryThis, 2);
}
