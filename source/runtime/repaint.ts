// When a picture is painted: at once after a key, within a while after news, and never twice for the same.

export type Pacing = {
	/** After what else is waiting: several keys of one read make one picture. */
	readonly atOnce: () => void;
	/** Within so many milliseconds, unless one comes sooner. */
	readonly within: (milliseconds: number) => void;
	/** Milliseconds until one may follow the last one at this distance; not below 0. */
	readonly until: (distanceMs: number) => number;
	/** A picture is being painted: nothing else that was waiting is needed. */
	readonly painting: () => void;
	readonly end: () => void;
};

export function createPacing(paint: () => void, now: () => number): Pacing {
	let timer: NodeJS.Timeout | undefined;
	let soon: NodeJS.Immediate | undefined;
	let paintedAt = 0;
	let ended = false;

	function clear(): void {
		clearTimeout(timer);
		timer = undefined;
		clearImmediate(soon);
		soon = undefined;
	}

	return {
		atOnce() {
			if (soon === undefined && !ended) soon = setImmediate(paint);
		},
		within(milliseconds) {
			if (timer === undefined && !ended) timer = setTimeout(paint, milliseconds);
		},
		until: distanceMs => Math.max(0, distanceMs - (now() - paintedAt)),
		painting() {
			clear();
			paintedAt = now();
		},
		end() {
			ended = true;
			clear();
		},
	};
}
