// What is still to happen, soonest first (a binary heap). Equal times keep the order in which they were added.

export type Agenda<T> = {
	readonly size: number;
	add(at: number, item: T): void;
	/** Removes and returns the soonest item if its time is at most `until`. */
	takeUntil(until: number): {readonly at: number; readonly item: T} | undefined;
};

type Entry<T> = {readonly at: number; readonly order: number; readonly item: T};

const isBefore = <T>(left: Entry<T>, right: Entry<T>): boolean =>
	left.at < right.at || (left.at === right.at && left.order < right.order);

export function createAgenda<T>(): Agenda<T> {
	const heap: Array<Entry<T>> = [];
	let added = 0;

	const rise = (entry: Entry<T>): void => {
		let index = heap.length;
		heap.push(entry);
		while (index > 0) {
			const above = (index - 1) >> 1;
			const parent = heap[above];
			if (parent === undefined || !isBefore(entry, parent)) {
				break;
			}

			heap[index] = parent;
			index = above;
		}

		heap[index] = entry;
	};

	const sink = (entry: Entry<T>): void => {
		let index = 0;
		for (;;) {
			let below = 2 * index + 1;
			let child = heap[below];
			const other = heap[below + 1];
			if (child !== undefined && other !== undefined && isBefore(other, child)) {
				child = other;
				below++;
			}

			if (child === undefined || !isBefore(child, entry)) {
				break;
			}

			heap[index] = child;
			index = below;
		}

		heap[index] = entry;
	};

	return {
		get size() {
			return heap.length;
		},
		add(at, item) {
			rise({at, order: added++, item});
		},
		takeUntil(until) {
			const [first] = heap;
			if (first === undefined || first.at > until) {
				return undefined;
			}

			const last = heap.pop();
			if (last !== undefined && heap.length > 0) {
				sink(last);
			}

			return first;
		},
	};
}
