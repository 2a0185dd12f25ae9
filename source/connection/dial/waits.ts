// How long is waited for what. All of it grows with the time-out: who gives a long one has a slow way to the servers.
import type {ConnectionSettings} from '../settings/settings.ts';

type Waits = Pick<ConnectionSettings, 'timeoutMs'>;

/** Pings that may go unanswered. */
export const mostMissedPings = 2;

/** Between two pings of the client library; with its own interval a dead link is noticed after 6 minutes. */
export function pingIntervalMs({timeoutMs}: Waits): number {
	return Math.max(5000, timeoutMs.value);
}

/** After so long without an answer to its pings the library gives a connection up. */
export function staleMs(settings: Waits): number {
	return pingIntervalMs(settings) * (mostMissedPings + 1);
}

/** After so long without anything, not even the answer to our own ping, a connection is made anew. */
export function silentMs({timeoutMs}: Waits): number {
	return Math.max(6000, timeoutMs.value * 1.2);
}

/** Longest for a look at what listens at an address. */
export function probeMs({timeoutMs}: Waits): number {
	return Math.min(timeoutMs.value, Math.max(4500, timeoutMs.value / 4));
}

/** Longest for what a server answers at once. */
export function answerMs({timeoutMs}: Waits): number {
	return Math.min(timeoutMs.value, Math.max(2000, timeoutMs.value / 4));
}
