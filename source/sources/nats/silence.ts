// Notices that no server is heard although our connection lives. Then the first suspect is our own account or
// permissions, not all servers at once.

export type HeardServers = {
	/** A number that grows with each event and answer of a server. */
	heard(): number;
	/** True while there is a connection. */
	connected(): boolean;
};

/** Servers send statistics every ten seconds, older ones every thirty; they answer requests at once. */
const silentAfterMs = 5000;
const againAfterMs = 15_000;
const lookEveryMs = 1000;

/** Calls `silent` after five seconds without a message, then every fifteen seconds. The result ends the watch. */
export function watchForSilence({heard, connected}: HeardServers, silent: () => void): () => void {
	let known = heard();
	let heardAt = performance.now();
	let toldAt = Number.NEGATIVE_INFINITY;
	const timer = setInterval(() => {
		const now = performance.now();
		const count = heard();
		if (count !== known || !connected()) {
			known = count;
			heardAt = now;
			toldAt = Number.NEGATIVE_INFINITY;
		} else if (now - heardAt >= silentAfterMs && now - toldAt >= againAfterMs) {
			toldAt = now;
			silent();
		}
	}, lookEveryMs);
	return () => clearInterval(timer);
}
