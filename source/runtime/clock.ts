// The clock that stamps messages. It uses a monotonic clock between two readings of the machine's clock, so that short
// times are exact; it follows the machine's clock forward, also over a sleep of the machine, but never back.

export type Clock = {
	/** Epoch milliseconds with a fraction; never less than before. */
	readonly now: () => number;
	/** By how many milliseconds the machine's clock is behind `now`, because it was set back; 0 otherwise. */
	readonly setBackMs: () => number;
};

export type ClockSettings = {
	/** The machine's clock, epoch milliseconds; may step. */
	readonly machine: () => number;
	/** Milliseconds since some moment; goes on evenly, but may stand still while the machine sleeps. */
	readonly monotonic: () => number;
};

/** The two clocks are read one after the other, and the machine's one is corrected bit by bit. */
const toleranceMs = 100;

export function createClock({machine, monotonic}: ClockSettings): Clock {
	let anchor = {machine: machine(), monotonic: monotonic()};

	function now(): number {
		const expected = anchor.machine + (monotonic() - anchor.monotonic);
		const told = machine();
		if (told - expected <= toleranceMs) return expected;
		anchor = {machine: told, monotonic: monotonic()};
		return told;
	}

	return {
		now,
		setBackMs() {
			const behind = now() - machine();
			return behind > toleranceMs ? Math.round(behind) : 0;
		},
	};
}
