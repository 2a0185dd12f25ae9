// When a picture is painted: at once after a key, within a limit after news, and only once for the same news.

export type Pacing = {
	/** After the other callbacks that are due: several keys of one read make one picture. */
	readonly atOnce: () => void;
	/** Within this many milliseconds, unless another picture comes sooner. */
	readonly within: (milliseconds: number) => void;
	/** Milliseconds until the next picture is allowed at this distance from the last one; not below 0. */
	readonly until: (distanceMs: number) => number;
	/** A picture is being painted: pending ones are cancelled. */
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
