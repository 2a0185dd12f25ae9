// A client is an application, not a socket: everything with the same account, user, name, host and library. Loops and
// storms become one row this way, however many connection ids they burn.
import {createTally, type Tally} from './tally.ts';

export type Client = {
	readonly key: string;
	readonly account: string;
	readonly user: string;
	readonly name: string;
	readonly host: string;
	/** Client library language, `go`; empty when unknown. */
	readonly language: string;
	/** Client library version. */
	readonly version: string;
	/** `Client`, `Leafnode`. */
	readonly kind: string;
	readonly firstSeenAt: number;
	lastSeenAt: number;
	/** Open connections seen to open (older ones are not known). */
	live: number;
	readonly connects: Tally;
	readonly disconnects: Tally;
	/** Life times of the last connections that ended, milliseconds, unordered. */
	readonly livesMs: number[];
	lives: number;
	lastReason: string;
	/** Names of servers it was seen on, at most `rememberedServers`. */
	readonly servers: Set<string>;
};

/** Five-second buckets over a minute and a bit. */
const clientBucketMs = 5000;
const clientBuckets = 13;
const rememberedLives = 15;
/** How many server names are kept of one client. */
export const rememberedServers = 16;

export function createClient(
	key: string,
	identity: Pick<Client, 'account' | 'user' | 'name' | 'host' | 'language' | 'version' | 'kind'>,
	at: number,
): Client {
	return {
		key,
		account: identity.account,
		user: identity.user,
		name: identity.name,
		host: identity.host,
		language: identity.language,
		version: identity.version,
		kind: identity.kind,
		firstSeenAt: at,
		lastSeenAt: at,
		live: 0,
		connects: createTally(clientBucketMs, clientBuckets),
		disconnects: createTally(clientBucketMs, clientBuckets),
		livesMs: [],
		lives: 0,
		lastReason: '',
		servers: new Set(),
	};
}

/** Remembers how long one of its connections lived. */
export function noteLife(client: Client, lifeMs: number): void {
	client.livesMs[client.lives++ % rememberedLives] = lifeMs;
}

/** Median life of its last connections, milliseconds; undefined before one has ended. */
export function medianLifeMs(client: Client): number | undefined {
	const sorted = client.livesMs.toSorted((a, b) => a - b);
	return sorted[sorted.length >> 1];
}
