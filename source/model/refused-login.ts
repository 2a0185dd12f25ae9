// Who is refused: login failures grouped by what the remote claims to be. The account in the event is never the one
// that was meant (`$G`), so it is not part of the identity.
import {joinedKey} from './joined-key.ts';
import {copyOfRun, createRun, type Run} from './run.ts';

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
	lastSeenAt: number;
	readonly attempts: Run;
	lastReason: string;
	/** True when it never came to a login: a probe, a time-out, a failed handshake. */
	readonly unfinished: boolean;
	readonly servers: Set<string>;
};

/** What tells a login that is refused from others. */
export function refusedKey({user, name, host}: Pick<RefusedLogin, 'user' | 'name' | 'host'>): string {
	return joinedKey([user, name, host]);
}

/** The same for one that never came to a login: nothing but its host is known, and why it ended. */
export function unfinishedKey({host, reason}: {readonly host: string; readonly reason: string}): string {
	return joinedKey([host, reason]);
}

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
		lastSeenAt: at,
		attempts: createRun(),
		lastReason: '',
		servers: new Set(),
	};
}

export function copyOfRefusedLogin(login: RefusedLogin): RefusedLogin {
	return {
		key: login.key,
		user: login.user,
		name: login.name,
		host: login.host,
		language: login.language,
		version: login.version,
		kind: login.kind,
		unfinished: login.unfinished,
		firstSeenAt: login.firstSeenAt,
		lastSeenAt: login.lastSeenAt,
		attempts: copyOfRun(login.attempts),
		lastReason: login.lastReason,
		servers: new Set(login.servers),
	};
}
