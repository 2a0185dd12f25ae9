// One key made of several texts. Joining and hashing them anew costs more than everything else that an event changes,
// and storms repeat themselves; so what was joined lately is remembered. What it gives depends on the texts alone.

type Joined = {readonly parts: readonly string[]; readonly key: string};

const places = 2048;
const joined: (Joined | undefined)[] = Array.from({length: places});

// Enough of the texts to spread them: their lengths, and the ends, where names and addresses differ.
function placeOf(parts: readonly string[]): number {
	let mixed = 0;
	for (const part of parts) {
		const {length} = part;
		mixed = Math.imul(mixed, 31) + length;
		if (length > 1) mixed = Math.imul(mixed, 31) + part.charCodeAt(length - 1) * 7 + part.charCodeAt(length - 2);
	}
	return mixed & (places - 1);
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
	if (some.length !== others.length) return false;
	for (let index = 0; index < some.length; index++) if (some[index] !== others[index]) return false;
	return true;
}

/** The texts with a newline between each two; tamed text holds none, so that different texts give different keys. */
export function joinedKey(parts: readonly string[]): string {
	const place = placeOf(parts);
	const known = joined[place];
	if (known !== undefined && areSame(known.parts, parts)) return known.key;
	const key = parts.join('\n');
	joined[place] = {parts, key};
	return key;
}
