// Lets the past go on while it is played.
import type {Core} from '../core/core.ts';
import type {News} from '../core/outcome.ts';

export type PlayingSettings = {
	/** What is watched now. */
	readonly core: () => Core;
	readonly played: (news: News) => void;
	/** A clock that only runs forward, in milliseconds. */
	readonly monotonic: () => number;
};

const everyMs = 250;

/** `look`: to be called after whatever may begin or end it. */
export function createPlaying({core, played, monotonic}: PlayingSettings) {
	let timer: NodeJS.Timeout | undefined;
	let before = 0;

	function end(): void {
		clearInterval(timer);
		timer = undefined;
	}

	function goOn(): void {
		const now = monotonic();
		played(core().play(now - before));
		before = now;
		if (!core().isPlaying()) end();
	}

	return {
		look(): void {
			if (timer !== undefined || !core().isPlaying()) return;
			before = monotonic();
			timer = setInterval(goOn, everyMs);
		},
		end,
	};
}
