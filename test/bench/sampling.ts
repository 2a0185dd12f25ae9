// Measuring on a machine that others use too: CPU time instead of wall time, alternatives in turn, medians.
import process from 'node:process';

/** CPU microseconds of this process (all threads, so that the collector's helpers count) while `work` runs. */
export function cpuMicroseconds(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const {user, system} = process.cpuUsage(before);
	return user + system;
}

/** NaN of an empty list. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const upper = sorted[sorted.length >> 1] ?? Number.NaN;
	const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
	return (lower + upper) / 2;
}

/**
 * Runs the sides `rounds` times in turn, each round beginning with another one, and gives what each took, by round.
 * Leftovers of one side's garbage are not charged to the next when the process runs with `--expose-gc`.
 */
export function inTurn<Name extends string>(
	sides: Readonly<Record<Name, () => number>>,
	rounds: number,
	beforeRound: () => void = () => {},
): Record<Name, number[]> {
	const names = Object.keys(sides) as Name[];
	const taken = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<Name, number[]>;
	for (let round = 0; round < rounds; round++) {
		beforeRound();
		for (const offset of names.keys()) {
			const name = names[(round + offset) % names.length];
			if (name === undefined) continue;
			globalThis.gc?.({type: 'minor', execution: 'sync'});
			taken[name].push(sides[name]());
		}
	}
	return taken;
}

/** The median over the rounds of `above` divided by `below` of the same round. */
export function ratioOf(above: readonly number[], below: readonly number[]): number {
	return median(above.map((value, round) => value / (below[round] ?? Number.NaN)));
}
