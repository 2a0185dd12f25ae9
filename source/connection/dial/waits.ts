// All waiting times that depend on `--timeout`: a long one is given where the network is slow.
import type {ConnectionSettings} from '../settings/settings.ts';

type Waits = Pick<ConnectionSettings, 'timeoutMs'>;

/** Pings that may go unanswered. */
export const mostMissedPings = 2;

/** Between two pings of the client library; with its own interval a dead link is noticed after 6 minutes. */
export function pingIntervalMs({timeoutMs}: Waits): number {
	return Math.max(5000, timeoutMs.value);
}

/** The library gives a connection up after this time without an answer to its pings. */
export function staleMs(settings: Waits): number {
	return pingIntervalMs(settings) * (mostMissedPings + 1);
}

/** A connection on which nothing arrives for this time, not even the answer to our own ping, is made anew. */
export function silentMs({timeoutMs}: Waits): number {
	return Math.max(6000, timeoutMs.value * 1.2);
}

/** Longest duration of a probe. */
export function probeMs({timeoutMs}: Waits): number {
	return Math.min(timeoutMs.value, Math.max(4500, timeoutMs.value / 4));
}

/** Longest wait for an answer to a request of our own. */
export function answerMs({timeoutMs}: Waits): number {
	return Math.min(timeoutMs.value, Math.max(2000, timeoutMs.value / 4));
}
