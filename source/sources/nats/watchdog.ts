// Notices a connection that has gone deaf: open, and nothing comes any more. The library's own pings take 15 s for that.

export type Watched = {
	/** A number that grows with each message that arrives. */
	received(): number;
	/** A round trip to the server; may never settle. */
	roundTrip(): Promise<void>;
	/** True while there is a connection to watch. */
	connected(): boolean;
};

/**
 * Calls `deaf` when nothing has arrived for `silentMs` and a round trip begun half-way has not come back. The result
 * ends the watch. Time in which this program itself stood still does not count.
 */
export function startWatchdog(watched: Watched, silentMs: number, deaf: () => void): () => void {
	const everyMs = silentMs / 6;
	let received = watched.received();
	let heardAt = performance.now();
	let checkedAt = heardAt;
	let asking = 0;
	const heard = (at: number) => {
		heardAt = at;
		asking = 0;
	};
	let round = 0;

	const timer = setInterval(() => {
		const now = performance.now();
		const stoodStill = now - checkedAt > 2.5 * everyMs;
		checkedAt = now;
		const count = watched.received();
		if (stoodStill || !watched.connected() || count !== received) {
			received = count;
			heard(now);
			return;
		}
		const silence = now - heardAt;
		if (asking === 0 && silence >= silentMs / 2) {
			round += 1;
			const mine = round;
			asking = mine;
			watched.roundTrip().then(
				() => {
					if (asking === mine) heard(performance.now());
				},
				() => {},
			);
		} else if (asking !== 0 && silence >= silentMs) {
			heard(now);
			deaf();
		}
	}, everyMs);
	return () => clearInterval(timer);
}
