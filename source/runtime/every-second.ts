// Calls at every whole second of a clock, as close behind it as timers allow.

export type EverySecond = {readonly begin: () => void; readonly end: () => void};

/** How soon a clock that stands still, or that moves in steps, is read again. */
const lookAgainMs = 100;

/** `now` gives epoch milliseconds; `onSecond` is called with it at most once in each second. */
export function createEverySecond(now: () => number, onSecond: (now: number) => void): EverySecond {
	let timer: NodeJS.Timeout | undefined;
	let seen = 0;

	function look(): void {
		const at = now();
		const second = Math.floor(at / 1000);
		// A clock that was set back goes on from there.
		const isNew = second !== seen;
		if (isNew) {
			seen = second;
			onSecond(at);
		}
		timer = setTimeout(look, isNew ? Math.max(1, 1000 - (now() % 1000)) : lookAgainMs);
	}

	return {
		begin() {
			seen = Math.floor(now() / 1000);
			look();
		},
		end() {
			clearTimeout(timer);
		},
	};
}
