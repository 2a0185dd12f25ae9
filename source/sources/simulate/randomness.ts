// The simulator's randomness: a seeded generator (mulberry32), so that the same seed gives the same demo everywhere.

export type Random = {
	/** At least 0, below 1. */
	next(): number;
	/** At least `low`, below `high`. */
	between(low: number, high: number): number;
	/** A whole number from `low` to `high`, both included. */
	integer(low: number, high: number): number;
	chance(share: number): boolean;
	/** Throws a RangeError when the list is empty. */
	pick<T>(list: readonly T[]): T;
	/** A waiting time with this mean, exponentially distributed. */
	exponential(mean: number): number;
	/** `length` characters of `alphabet`. */
	text(length: number, alphabet: string): string;
	/** Another generator that depends on the seed and the label only, not on what was drawn so far. */
	fork(label: string): Random;
};

export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};

	return {
		next,
		between: (low, high) => low + next() * (high - low),
		integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
		chance: share => next() < share,
		pick(list) {
			const item = list[Math.floor(next() * list.length)];
			if (item === undefined) {
				throw new RangeError('nothing to pick from');
			}

			return item;
		},
		exponential: mean => -Math.log(1 - next()) * mean,
		text(length, alphabet) {
			let text = '';
			for (let index = 0; index < length; index++) {
				text += alphabet.charAt(Math.floor(next() * alphabet.length));
			}

			return text;
		},
		fork: label => createRandom(hashOf(`${seed >>> 0}/${label}`)),
	};
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	}

	return hash >>> 0;
}
