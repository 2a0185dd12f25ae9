// Who is refused: login failures grouped by what the remote claims to be. The account in the event is never the one
// that was meant (`$G`), so it is not part of the identity.
import {createTally, type Tally} from './tally.ts';

export type RefusedLogin = {
	readonly key: string;
	readonly user: string;
	readonly name: string;
	readonly host: string;
	readonly language: string;
	readonly version: string;
	/** `Client`, `Leafnode`, `Router`, `Gateway`. */
	readonly kind: string;
	readonly firstSeenAt: number;
	/** Start of the present run: a minute without a refusal ends a run. */
	runSince: number;
	lastSeenAt: number;
	/** One-second buckets over a minute. */
	readonly attempts: Tally;
	lastReason: string;
	/** True when it never came to a login: a probe, a time-out, a failed handshake. */
	readonly unfinished: boolean;
	readonly servers: Set<string>;
};

/** A minute without an attempt ends a run. */
export const runGapMs = 60_000;

export function createRefusedLogin(
	key: string,
	identity: Pick<RefusedLogin, 'user' | 'name' | 'host' | 'language' | 'version' | 'kind' | 'unfinished'>,
	at: number,
): RefusedLogin {
	return {
		key,
		user: identity.user,
		name: identity.name,
		host: identity.host,
		language: identity.language,
		version: identity.version,
		kind: identity.kind,
		unfinished: identity.unfinished,
		firstSeenAt: at,
		runSince: at,
		lastSeenAt: at,
		attempts: createTally(5000, 13),
		lastReason: '',
		servers: new Set(),
	};
}
