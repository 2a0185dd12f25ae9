// A client is an application, not a socket: everything with the same account, user, name, host and library. Loops and
// storms become one row this way, however many connection ids they burn.
import {joinedKey} from './joined-key.ts';
import type {ConnectionEvent} from './journal-entry.ts';
import {copyOfRun, type Run} from './run.ts';
import {copyOfTally, createTally, type Tally} from './tally.ts';

/** A client in the model that may change it; everybody else sees a `Client`. */
export type ChangingClient = {
	readonly key: string;
	/** How many clients were known before it: tells it from one of the same key that had to give way. */
	readonly number: number;
	/** Of the model that may change it: see changing-client.ts. */
	readonly generation: number;
	/** Its name, and its id, which is what servers are asked with. */
	readonly account: string;
	readonly accountId: string;
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
	/** Until when its last login is good, epoch milliseconds; undefined where it does not expire or is not told. */
	loginUntil: number | undefined;
	/** Ids of servers it was seen on, at most `rememberedServers`. */
	readonly servers: Set<string>;
	/** Connections that it ended itself after a short life; undefined before the first. */
	shortLives: Run | undefined;
	/** How often it has come back after a short life, in this run of them. */
	returns: number;
	/** Short lives after which it has not come back yet. */
	away: number;
	/** Connections that a server ended because it did not read fast enough; undefined before the first. */
	slowEnds: Run | undefined;
	/** Its last login, */
	lastCame: Place | undefined;
	/** and the end of the last connection that was known to be open, where it did not close that itself. */
	lastLeft: Place | undefined;
	/** The last time that it lost its last known connection and came to another server. */
	moved: Move | undefined;
};

/** Only changingClient() gives one that can be changed: keyframes share it. */
export type Client = Readonly<ChangingClient>;

/** A moment on a server. */
type Place = {readonly at: number; readonly serverId: string};

/** `from` and `to` are ids of servers; undefined `afterMs` where the end was not told, as after a crash. */
type Move = {readonly at: number; readonly from: string; readonly to: string; readonly afterMs: number | undefined};

/** A client that ends its connection sooner did not come to stay, milliseconds. */
export const shortLifeMs = 10_000;
/** A leafnode whose connection lives shorter flaps, milliseconds. */
export const shortLeafLifeMs = 30_000;

/** What tells a client from others; `account` is the account's id. */
export function clientKey({
	account,
	user,
	name,
	host,
	language,
	version,
}: Pick<ConnectionEvent, 'account' | 'user' | 'name' | 'host' | 'language' | 'version'>): string {
	return joinedKey([account, user, name, host, language, version]);
}

/** Five-second buckets over a minute and a bit. */
const clientBucketMs = 5000;
const clientBuckets = 13;
const rememberedLives = 15;
/** How many servers are kept of one client. */
export const rememberedServers = 16;

export function createClient(
	key: string,
	identity: Pick<Client, 'account' | 'accountId' | 'user' | 'name' | 'host' | 'language' | 'version' | 'kind'>,
	{number, generation, at}: {readonly number: number; readonly generation: number; readonly at: number},
): ChangingClient {
	return {
		key,
		number,
		generation,
		account: identity.account,
		accountId: identity.accountId,
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
		loginUntil: undefined,
		servers: new Set(),
		shortLives: undefined,
		returns: 0,
		away: 0,
		slowEnds: undefined,
		lastCame: undefined,
		lastLeft: undefined,
		moved: undefined,
	};
}

export function copyOfClient(client: Client, generation: number): ChangingClient {
	return {
		key: client.key,
		number: client.number,
		generation,
		account: client.account,
		accountId: client.accountId,
		user: client.user,
		name: client.name,
		host: client.host,
		language: client.language,
		version: client.version,
		kind: client.kind,
		firstSeenAt: client.firstSeenAt,
		lastSeenAt: client.lastSeenAt,
		live: client.live,
		connects: copyOfTally(client.connects),
		disconnects: copyOfTally(client.disconnects),
		livesMs: client.livesMs.slice(),
		lives: client.lives,
		lastReason: client.lastReason,
		loginUntil: client.loginUntil,
		servers: new Set(client.servers),
		shortLives: client.shortLives && copyOfRun(client.shortLives),
		returns: client.returns,
		away: client.away,
		slowEnds: client.slowEnds && copyOfRun(client.slowEnds),
		lastCame: client.lastCame,
		lastLeft: client.lastLeft,
		moved: client.moved,
	};
}

/** Remembers how long one of its connections lived. */
export function noteLife(client: ChangingClient, lifeMs: number): void {
	client.livesMs[client.lives++ % rememberedLives] = lifeMs;
}

/** Median life of its last connections, milliseconds; undefined before one has ended. */
export function medianLifeMs(client: Client): number | undefined {
	const sorted = client.livesMs.toSorted((a, b) => a - b);
	return sorted[sorted.length >> 1];
}
