/** A counter with a name that stays. */
export type Counter = readonly [key: string, total: number];

/**
 * Gives how much each counter has grown since it was looked at last; what was not there then has grown from 0 on. The
 * first look only remembers.
 */
export function createGrowth(): (counters: Iterable<Counter>) => ReadonlyMap<string, number> {
	let before: ReadonlyMap<string, number> | undefined;
	return counters => {
		const now = new Map(counters);
		const grown = new Map<string, number>();
		if (before !== undefined) {
			for (const [key, total] of now) {
				const was = before.get(key) ?? 0;
				// One that had to give way and came back counts from 0 again.
				const by = total < was ? total : total - was;
				if (by > 0) grown.set(key, by);
			}
		}
		before = now;
		return grown;
	};
}
