/** The candidate that is most similar to the word; undefined when none is similar. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
	const written = word.toLowerCase().slice(0, 40);
	let best: string | undefined;
	let bestDistance = Math.max(1, Math.floor(written.length / 3)) + 1;
	for (const candidate of candidates) {
		const begun = written.length >= 3 && candidate.startsWith(written);
		const distance = begun ? 1 : distanceBetween(written, candidate);
		if (distance < bestDistance) {
			best = candidate;
			bestDistance = distance;
		}
	}
	return best;
}

/** How many insertions, deletions, replacements and swaps of neighbours turn one word into the other. */
function distanceBetween(one: string, other: string): number {
	let beforeLast: number[] = [];
	let last = Array.from({length: other.length + 1}, (_, index) => index);
	for (let row = 1; row <= one.length; row += 1) {
		const current = [row];
		for (let column = 1; column <= other.length; column += 1) {
			const same = one[row - 1] === other[column - 1];
			const options = [
				(last[column] ?? 0) + 1,
				(current[column - 1] ?? 0) + 1,
				(last[column - 1] ?? 0) + (same ? 0 : 1),
			];
			if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
				options.push((beforeLast[column - 2] ?? 0) + 1);
			}
			current.push(Math.min(...options));
		}
		beforeLast = last;
		last = current;
	}
	return last[other.length] ?? 0;
}

/** What to try where a name is wrong: the nearest of those there are, otherwise this. */
export function didYouMean(word: string, candidates: readonly string[], otherwise: string): string {
	const close = nearest(word, candidates);
	return close === undefined ? otherwise : `did you mean ${close}?`;
}
