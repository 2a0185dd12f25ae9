// Names in the order in which people look for them: numbers in names by value, so that n2 comes before n10.

/** Of English, which sorts what is not ASCII too. It takes 3 MB and is made only when a name needs it. */
let collator: Intl.Collator | undefined;

/** The signs of ordinary names, in the collator's order: what the number at its place is, is its rank. */
const signs = '_-,;:!?./`^~0123456789aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ';
const firstLetter = signs.indexOf('a');

/** By the unit of a character: its rank, the same for both cases of a letter; 0 for what only the collator can order. */
const ranks = new Uint8Array(128);
for (const [index, sign] of [...signs].entries()) {
	ranks[sign.charCodeAt(0)] = index < firstLetter ? index + 1 : firstLetter + 1 + ((index - firstLetter) >> 1);
}
const zero = 48;
const nine = 57;
/** Longer ones the collator takes apart. */
const longest = 200;

function isDigit(unit: number): boolean {
	return unit >= zero && unit <= nine;
}

function isOrdinary(name: string): boolean {
	if (name.length > longest) return false;
	for (let index = 0; index < name.length; index++) {
		if ((ranks[name.charCodeAt(index)] ?? 0) === 0) return false;
	}
	return true;
}

/** Where the digits of a number begin that tell its value; at its last digit when that is 0. */
function behindZeros(name: string, from: number): number {
	let at = from;
	while (name.charCodeAt(at) === zero && isDigit(name.charCodeAt(at + 1))) at++;
	return at;
}

function behindDigits(name: string, from: number): number {
	let at = from;
	while (isDigit(name.charCodeAt(at))) at++;
	return at;
}

function compareOrdinary(one: string, other: string): number {
	let [a, b] = [0, 0];
	/** Of what differs in case alone, small letters come first. */
	let byCase = 0;
	while (a < one.length && b < other.length) {
		const [unitA, unitB] = [one.charCodeAt(a), other.charCodeAt(b)];
		if (isDigit(unitA) && isDigit(unitB)) {
			[a, b] = [behindZeros(one, a), behindZeros(other, b)];
			const [endA, endB] = [behindDigits(one, a), behindDigits(other, b)];
			if (endA - a !== endB - b) return endA - a < endB - b ? -1 : 1;
			for (; a < endA; a++, b++) {
				const difference = one.charCodeAt(a) - other.charCodeAt(b);
				if (difference !== 0) return difference < 0 ? -1 : 1;
			}
			continue;
		}
		const difference = (ranks[unitA] ?? 0) - (ranks[unitB] ?? 0);
		if (difference !== 0) return difference < 0 ? -1 : 1;
		if (byCase === 0 && unitA !== unitB) byCase = unitA > unitB ? -1 : 1;
		a++;
		b++;
	}
	if (a < one.length) return 1;
	return b < other.length ? -1 : byCase;
}

/** Below 0 when `one` comes first, above 0 when `other` does, 0 when only leading zeros differ. */
export function compareNames(one: string, other: string): number {
	if (one === other) return 0;
	if (isOrdinary(one) && isOrdinary(other)) return compareOrdinary(one, other);
	collator ??= new Intl.Collator('en', {numeric: true});
	return collator.compare(one, other);
}
