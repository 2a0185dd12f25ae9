// What becomes of the sockets that a server accepts, where it does not tell of those that end before a login: more were
// accepted than logged in or were refused. On such servers nobody hears of logins to the default account `$G` either.
import {can} from './capabilities.ts';
import type {LoginAttempts, Server} from './server.ts';
import {grownBy} from './stats.ts';
import {copyOfTally, count, createTally, inLastMinute} from './tally.ts';

/** Between samples that are further apart logins may have been missed. */
const longestGapMs = 35_000;

function attemptsOf(server: Server): LoginAttempts | undefined {
	if (can(server.version, 'unfinishedLogins')) return undefined;
	server.attempts ??= {
		accepted: createTally(5000, 13),
		loggedIn: createTally(5000, 13),
		refused: createTally(5000, 13),
	};
	return server.attempts;
}

export function copyOfAttempts({accepted, loggedIn, refused}: LoginAttempts): LoginAttempts {
	return {accepted: copyOfTally(accepted), loggedIn: copyOfTally(loggedIn), refused: copyOfTally(refused)};
}

/** Counts how a login of a client ended; links and leafnodes are not among the connections that a server accepts. */
export function countAttempt(server: Server, how: 'loggedIn' | 'refused', connectionKind: string, at: number): void {
	const attempts = connectionKind === 'Client' ? attemptsOf(server) : undefined;
	if (attempts !== undefined) count(attempts[how], at);
}

/**
 * Counts the sockets accepted between two samples, of which the first came at `from`. They count from then on, so that
 * they are forgotten before the logins that came of them.
 */
export function countAccepted(
	server: Server,
	before: number | undefined,
	after: number | undefined,
	from: number,
	at: number,
): void {
	const grown = grownBy(before, after);
	if (grown === 0 || at - from > longestGapMs) return;
	const attempts = attemptsOf(server);
	if (attempts !== undefined) count(attempts.accepted, from, grown);
}

type AttemptCounts = {
	readonly accepted: number;
	readonly loggedIn: number;
	readonly refused: number;
	/** Neither: they never finished, or logged in to `$G`. */
	readonly unknown: number;
};

/** What became of the sockets accepted in the last minute; undefined where the server tells of each. */
export function attemptsInLastMinute({attempts}: Server, now: number): AttemptCounts | undefined {
	if (attempts === undefined) return undefined;
	const accepted = inLastMinute(attempts.accepted, now);
	const loggedIn = inLastMinute(attempts.loggedIn, now);
	const refused = inLastMinute(attempts.refused, now);
	return {accepted, loggedIn, refused, unknown: Math.max(0, accepted - loggedIn - refused)};
}
