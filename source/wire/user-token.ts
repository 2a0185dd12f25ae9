// When the JWT of a user expires: read from the token without checking it, and the one thing that is kept of it.
import {hidden} from '../format/tame.ts';

/** A longer token is not read: none is. */
const longestToken = 65_536;
/** Tokens that are good for less are made anew all the time, for each login: that one expires is no news. */
const shortestLifeSeconds = 86_400;

const hiddenUntil = new RegExp(`^${hidden.replace('[', '\\[').replace(']', '\\]')} until (\\d{1,12})$`);

/**
 * A name of a claim as it stands in base64: three bytes are four characters, so that there are three ways, by how many
 * bytes stand before it in its group. `skipped` characters at its beginning are made of others too.
 */
type Encoded = {readonly text: string; readonly skipped: number};
type Claim = {readonly name: string; readonly encoded: readonly Encoded[]};

function claimOf(name: string): Claim {
	const encoded = [0, 1, 2].map(before => {
		const skipped = Math.ceil((before * 8) / 6);
		const end = Math.floor(((before + name.length) * 8) / 6);
		return {text: btoa(' '.repeat(before) + name).slice(skipped, end), skipped};
	});
	return {name, encoded};
}

// Quotes inside of texts are escaped, so that no text of the claims contains such a name.
const expiry = claimOf('"exp":');
const issue = claimOf('"iat":');
const mostDigits = 12;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Six bits by character; −1 for what is none of the alphabet. */
const sextets = new Int8Array(128).fill(-1);
for (let bits = 0; bits < alphabet.length; bits++) sextets[alphabet.charCodeAt(bits)] = bits;

function bitsAt(token: string, at: number, end: number): number {
	return at < end ? (sextets[token.charCodeAt(at)] ?? -1) : -1;
}

/** The byte of this number in base64 that begins at `begin`; negative where it ends before. */
function byteAt(token: string, begin: number, end: number, index: number): number {
	const first = (index * 4) / 3;
	const at = begin + Math.floor(first);
	const [high, low] = [bitsAt(token, at, end), bitsAt(token, at + 1, end)];
	if (high < 0 || low < 0) return -1;
	const shift = 2 * ((index % 3) + 1);
	return ((high << shift) | (low >> (6 - shift))) & 255;
}

/** The whole number of a claim, decoded alone: a tenth of the time of decoding the token, which comes in storms. */
function numberOf({name, encoded}: Claim, token: string, from: number, to: number): number | undefined {
	for (const [before, {text, skipped}] of encoded.entries()) {
		for (let at = token.indexOf(text, from); at >= 0 && at < to; at = token.indexOf(text, at + 1)) {
			const begin = at - skipped;
			if ((begin - from) % 4 !== 0) continue;
			const number = digitsBehind(token, begin, to, before, name);
			if (number !== undefined) return number;
		}
	}
	return undefined;
}

const zero = 48;

/** The digits behind a name that begins with this byte; undefined when another name stands there, or no digit follows. */
function digitsBehind(token: string, begin: number, end: number, nameAt: number, name: string): number | undefined {
	for (let index = 0; index < name.length; index++) {
		if (byteAt(token, begin, end, nameAt + index) !== name.charCodeAt(index)) return undefined;
	}
	let number: number | undefined;
	const firstAt = nameAt + name.length;
	for (let index = firstAt; index < firstAt + mostDigits; index++) {
		const digit = byteAt(token, begin, end, index) - zero;
		if (digit < 0 || digit > 9) break;
		number = (number ?? 0) * 10 + digit;
	}
	return number;
}

/** Epoch seconds. */
function expirySeconds(token: string): number | undefined {
	if (token.length > longestToken) return undefined;
	if (token.startsWith(hidden)) {
		const found = hiddenUntil.exec(token);
		return found === null ? undefined : Number(found[1]);
	}
	const from = token.indexOf('.') + 1;
	const to = token.indexOf('.', from);
	if (from === 0 || to < 0) return undefined;
	const until = numberOf(expiry, token, from, to);
	if (until === undefined || until === 0) return undefined;
	return until - (numberOf(issue, token, from, to) ?? 0) < shortestLifeSeconds ? undefined : until;
}

/**
 * When a user's token expires, epoch milliseconds; undefined when it does not, is none, or is made anew for each login. Of a
 * token that was hidden it is the same.
 */
export function userTokenUntil(token: unknown): number | undefined {
	const seconds = typeof token === 'string' ? expirySeconds(token) : undefined;
	return seconds === undefined ? undefined : seconds * 1000;
}

/** What replaces a token: when it expires, so that it is known from a recording too, and nothing else of it. */
export function hiddenUserToken(token: string): string {
	const seconds = expirySeconds(token);
	return seconds === undefined ? hidden : `${hidden} until ${seconds}`;
}
