import {setTimeout as pause} from 'node:timers/promises';

/** Shorter waits are made up for by the next one. */
const shortestMs = 5;

export type PaceSettings = {
	/** Seconds of a recording a second; as fast as it can be read when not given. */
	readonly speed?: number | undefined;
	/** What is earlier is not waited for, epoch milliseconds. */
	readonly from?: number | undefined;
	/** A clock that only runs forward, in milliseconds. */
	readonly monotonic: () => number;
};

/** Waits until a moment of a recording has come; undefined when it has. */
export function createPace({
	speed = Number.POSITIVE_INFINITY,
	from = Number.NEGATIVE_INFINITY,
	monotonic,
}: PaceSettings) {
	let began: {readonly at: number; readonly clock: number} | undefined;
	return (at: number, signal: AbortSignal): Promise<void> | undefined => {
		if (speed === Number.POSITIVE_INFINITY || at < from) return undefined;
		began ??= {at, clock: monotonic()};
		const waitMs = began.clock + (at - began.at) / speed - monotonic();
		return waitMs < shortestMs ? undefined : pause(waitMs, undefined, {signal}).catch(() => {});
	};
}
