// The names that stand for names when a recording is anonymized: of the same shape and length, one for each, and none of
// them is the name of anybody in the recording. They are numbered as they come, so that nothing of a name is in its
// substitute.
import {nobodysNames} from './anonymize-words.ts';

export type Names = {
	/** What stands for a name. The same each time. */
	readonly of: (name: string) => string;
};

const nkey = /^[NACUOX][A-Z2-7]{55}$/;
const ipv4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const ipv6 = /^(?=.*:.*:)[\da-fA-F:]+$/;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Without vowels, so that no word comes about. */
const lower = 'bcdfghjkmnpqrstvwxz';
const upper = lower.toUpperCase();
const digits = '0123456789';
const accented = 'çñýšžčďťľĺŕřńśźćĝĥĵ';
const wide = '丁丂七丄丅丆万丈三上下丌不与丏丐丑丒专';
const pictures = ['🔶', '🔷', '🔸', '🔹', '🔺', '🔻'];

/** Numbers that look like chance and are the same each time; not for secrets: there is none in them. */
function createChance(seed: number): (below: number) => number {
	let state = (seed * 2_654_435_761 + 1) >>> 0;
	return below => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
}

type Chance = ReturnType<typeof createChance>;

function oneOf(signs: string, chance: Chance): string {
	return signs.charAt(chance(signs.length));
}

/** A sign of the same kind and length: letters for letters, digits for digits; what joins words stays. */
function signFor(sign: string, chance: Chance): string {
	if (/[a-z]/.test(sign)) return oneOf(lower, chance);
	if (/[A-Z]/.test(sign)) return oneOf(upper, chance);
	if (/\d/.test(sign)) return oneOf(digits, chance);
	if (/[\u2e80-\u9fff\uac00-\ud7a3]/.test(sign)) return oneOf(wide, chance);
	if (sign.length === 2) return pictures[chance(pictures.length)] ?? sign;
	return /\p{L}|\p{N}/u.test(sign) ? oneOf(accented, chance) : sign;
}

function crc16(bytes: readonly number[]): number {
	let crc = 0;
	for (const byte of bytes) {
		crc ^= byte << 8;
		for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
	}
	return crc;
}

/** A public key of the same kind, with the checksum that one has. */
function nkeyLike(key: string, chance: Chance): string {
	const bytes = [base32.indexOf(key.charAt(0)) << 3, ...Array.from({length: 32}, () => chance(256))];
	const crc = crc16(bytes);
	bytes.push(crc & 0xff, crc >> 8);
	const bits = bytes.map(byte => byte.toString(2).padStart(8, '0')).join('');
	return (bits.match(/.{5}/g) ?? []).map(five => base32.charAt(Number.parseInt(five, 2))).join('');
}

/** A number of as many digits, up to 255. */
function octetLike(octet: string, chance: Chance): string {
	if (octet.length === 1) return String(1 + chance(9));
	return octet.length === 2 ? String(10 + chance(90)) : String(100 + chance(156));
}

function substitute(name: string, chance: Chance): string {
	if (nkey.test(name)) return nkeyLike(name, chance);
	if (ipv4.test(name)) return name.replaceAll(/\d+/g, octet => octetLike(octet, chance));
	if (ipv6.test(name)) return name.replaceAll(/[\da-fA-F]/g, () => oneOf('0123456789abcdef', chance));
	return Array.from(name, sign => signFor(sign, chance)).join('');
}

/** After so many tries in the shape of the name, other letters and digits are taken: very short names run out. */
const triesInShape = 200;
const mostTries = 2000;

function shapeless(name: string, chance: Chance): string {
	return name.replaceAll(/[\p{L}\p{N}]/gu, sign => (sign.length === 1 ? oneOf(lower + upper + digits, chance) : sign));
}

/** `taken`: all names of the recording, none of which may come about. */
export function createNames(taken: ReadonlySet<string>): Names {
	const substitutes = new Map<string, string>();
	const used = new Set<string>();

	function made(name: string): string {
		const chance = createChance(substitutes.size + 1);
		for (let tries = 0; tries < mostTries; tries++) {
			const made = tries < triesInShape ? substitute(name, chance) : shapeless(name, chance);
			if (!used.has(made) && !taken.has(made)) return made;
		}
		// Signs alone, which name nobody; or more names of one letter than there are letters.
		return name.replaceAll(/[\p{L}\p{N}]/gu, 'x');
	}

	return {
		of(name) {
			if (nobodysNames.has(name)) return name;
			let known = substitutes.get(name);
			if (known === undefined) {
				known = made(name);
				used.add(known);
				substitutes.set(name, known);
			}
			return known;
		},
	};
}
