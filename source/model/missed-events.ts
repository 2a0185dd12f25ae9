// Messages that servers numbered while we could not hear them. What they sent to others and among each other is numbered
// too, so that this is the most that was missed, never how much.
import type {Server} from './server.ts';

/** What was missed for one reason, in gaps that follow on each other. */
type Missed = {
	/** When the first of the gaps began. */
	readonly since: number;
	/** When the last of them was noticed. */
	readonly lastAt: number;
	/** At most so many messages. */
	readonly most: number;
	/** Ids of servers, the first few. */
	readonly servers: readonly string[];
};

export type MissedEvents = {
	/** Nothing was heard of anybody: our link was down, or brought nothing. */
	readonly link: Missed | undefined;
	/** Nothing was heard of single servers, which have not begun anew since. */
	readonly silence: Missed | undefined;
};

export const noneMissed: MissedEvents = {link: undefined, silence: undefined};

/** Gaps that are noticed within this time of each other are told together. */
const togetherMs = 60_000;
const mostServers = 16;

/** With a gap of so many messages of a server, noticed at a moment before it counts as heard again. */
export function withGap(before: Missed | undefined, server: Server, gap: number, at: number): Missed {
	const known = before !== undefined && at - before.lastAt <= togetherMs ? before : undefined;
	const servers = known?.servers ?? [];
	const isListed = servers.includes(server.id) || servers.length >= mostServers;
	return {
		since: Math.min(known?.since ?? server.lastSeenAt, server.lastSeenAt),
		lastAt: at,
		most: (known?.most ?? 0) + gap,
		servers: isListed ? servers : [...servers, server.id],
	};
}
