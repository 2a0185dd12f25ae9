// Cuts secrets out of a text without changing its structure: JSON stays JSON. Texts of any kind are taken, also
// broken or shortened ones; nothing is parsed as a whole, so that numbers stay as the server wrote them.
import {parsedJson} from '../format/parsed-json.ts';
import {hidden, withoutSecrets} from '../format/tame.ts';
import {copyOf} from '../wire/own-text.ts';
import {hiddenUserToken} from '../wire/user-token.ts';

const secretKeys: ReadonlySet<string> = new Set([
	'jwt',
	'user_jwt',
	'nonce',
	'trusted_operators_jwt',
	'pass',
	'password',
	'auth_token',
	'token',
	'sig',
	'seed',
	'raw',
]);
const userKeys: ReadonlySet<string> = new Set(['user', 'authorized_user']);

/** Whether a text must be searched: a secret's beginning, its key, or an escape, behind which all of it may hide. */
const suspicion = new RegExp(
	`eyJ|\\\\|://[^\\s/@"]*@|"(?:${[...secretKeys].join('|')})"|(?<![A-Z2-7])S[UAONCX][A-Z2-7]{50}`,
);

/** Whether a text may hold a secret; where it does not, `hideSecrets` gives it back as it is. */
export function maySecretsBeIn(text: string): boolean {
	return suspicion.test(text);
}

const quote = 34;
const comma = 44;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

type Place = {readonly end: number; readonly isClosed: boolean};

/** Where the string ends that begins at `open`: behind its closing quote, or at the text's end. */
function endOfString(text: string, open: number): Place {
	for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 1)) {
		let escapes = 0;
		while (text.charCodeAt(at - 1 - escapes) === backslash) escapes++;
		if (escapes % 2 === 0) return {end: at + 1, isClosed: true};
	}
	return {end: text.length, isClosed: false};
}

function isBlank(unit: number): boolean {
	return unit === 32 || (unit >= 9 && unit <= 13);
}

function behindBlanks(text: string, from: number): number {
	let at = from;
	while (isBlank(text.charCodeAt(at))) at++;
	return at;
}

/** Where an object or array ends that begins at `from`: behind its bracket, or at the text's end. */
function endOfNest(text: string, from: number): number {
	let depth = 0;
	for (let at = from; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		if (unit === quote) at = endOfString(text, at).end - 1;
		else if (unit === openBracket || unit === openBrace) depth++;
		else if ((unit === closeBracket || unit === closeBrace) && --depth === 0) return at + 1;
	}
	return text.length;
}

function endOfValue(text: string, from: number): number {
	const first = text.charCodeAt(from);
	if (first === quote) return endOfString(text, from).end;
	if (first === openBracket || first === openBrace) return endOfNest(text, from);
	let at = from;
	for (; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		if (isBlank(unit) || unit === comma || unit === closeBracket || unit === closeBrace) break;
	}
	return at;
}

const nothingSecret: ReadonlySet<string> = new Set(['', '""', 'null', 'true', 'false']);

function unescaped(inside: string): string {
	if (!inside.includes('\\')) return inside;
	const value = parsedJson(`"${inside}"`);
	return typeof value === 'string' ? value : inside;
}

/** Whether a field of this name is made for a secret. */
export function isSecretKey(key: string): boolean {
	return secretKeys.has(key);
}

/** What is hidden besides tokens, seeds and the fields made for secrets. */
type HideOptions = {
	/** Users that may be tokens. */
	readonly users?: ReadonlySet<string> | undefined;
	/** The text is the beginning of a longer one. */
	readonly isCut?: boolean;
};

/** Shorter than any secret. */
const harmlessLength = 8;

/** What stands between strings: signs and numbers, unless it is no JSON. */
function betweenStrings(text: string, isCut: boolean): string {
	return text.length < harmlessLength && !isCut ? text : withoutSecrets(text, isCut);
}

/** The inside of a string, written as JSON again when something was hidden behind its escapes. */
function stringWithout(inside: string, key: string, isCut: boolean, users: ReadonlySet<string> | undefined): string {
	const value = unescaped(inside);
	if (users !== undefined && userKeys.has(key)) {
		for (const user of users) if (value === user || (isCut && user.startsWith(value))) return hidden;
	}
	const clean = withoutSecrets(value, isCut);
	if (clean === value) return inside;
	return value === inside ? clean : JSON.stringify(clean).slice(1, -1);
}

/** What stands instead of the value of a field that is made for a secret. */
function insteadOf(key: string, value: string): string {
	if (key !== 'jwt' || value.charCodeAt(0) !== quote || !value.endsWith('"')) return hidden;
	return hiddenUserToken(unescaped(value.slice(1, -1)));
}

function hideIn(text: string, {users, isCut = false}: HideOptions): string {
	let result = '';
	let done = 0;
	let key = '';
	let valueAt = -1;
	/** Takes over what stands before `from`, and goes on behind `to`. */
	const put = (from: number, to: number, instead: string): void => {
		result += betweenStrings(text.slice(done, from), false) + instead;
		done = to;
	};
	for (let open = text.indexOf('"'); open >= 0; open = text.indexOf('"', done)) {
		const {end, isClosed} = endOfString(text, open);
		const inside = text.slice(open + 1, isClosed ? end - 1 : end);
		const string = stringWithout(inside, open === valueAt ? key : '', isCut && !isClosed, users);
		put(open, end, `"${string}${isClosed ? '"' : ''}`);
		const colon = behindBlanks(text, end);
		const isKey = isClosed && text[colon] === ':';
		if (!isKey) continue;
		key = unescaped(inside);
		valueAt = behindBlanks(text, colon + 1);
		if (!secretKeys.has(key)) continue;
		const to = endOfValue(text, valueAt);
		const value = text.slice(valueAt, to);
		if (!nothingSecret.has(value)) put(valueAt, to, `"${insteadOf(key, value)}"`);
	}
	return result + betweenStrings(text.slice(done), isCut);
}

/** The text without its secrets. Never throws. */
export function hideSecrets(text: string, options: HideOptions = {}): string {
	// Slices hold on to all they were cut from, secrets included.
	return copyOf(hideIn(text, options));
}
