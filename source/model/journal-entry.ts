// What happened to connections, and what is worth telling of the system: the entries of the journals.
import type {LongText} from './long-texts.ts';
import type {Traffic} from './stats.ts';

/** A connection that opened or closed, or a login that failed, as the server told it; strangers' text is tamed. */
export type ConnectionEvent = {
	readonly kind: 'connect' | 'disconnect' | 'refused' | 'unfinished';
	/** Arrival here, epoch milliseconds. */
	readonly at: number;
	readonly serverId: string;
	readonly serverName: string;
	readonly cid: number | undefined;
	readonly account: string;
	/** Display name of the account; the id when there is none. */
	readonly accountName: string;
	readonly user: string;
	readonly name: string;
	readonly host: string;
	readonly language: string;
	readonly version: string;
	/** `Client`, `Leafnode`; in refusals also `Router`, `Gateway`. */
	readonly connectionKind: string;
	/** `nats`, `websocket`, `mqtt`; empty for others. */
	readonly clientType: string;
	/** By the server's clock. */
	readonly startedAt: number | undefined;
	readonly stoppedAt: number | undefined;
	readonly roundTripMs: number | undefined;
	/** From the client's side: what it published. Only known when it leaves. */
	readonly sent: Traffic | undefined;
	/** From the client's side: what was delivered to it. */
	readonly received: Traffic | undefined;
	readonly reason: string;
	/** Number of its message in the journal of messages. */
	readonly messageNumber: number;
};

/** A run of the same thing: the newest event, how many there were and when the first came. */
export type Folded = {
	event: ConnectionEvent;
	count: number;
	readonly firstAt: number;
};

export type NoticeKind =
	| 'started'
	| 'restarted'
	| 'stopped'
	| 'lame duck'
	| 'silent'
	| 'back'
	| 'slow consumer'
	| 'reloaded'
	| 'leaf up'
	| 'leaf down'
	| 'claims'
	| 'link down'
	| 'link up'
	| 'refused'
	| 'asked'
	| 'answered'
	| 'marker'
	| 'note';

/** Something an administrator wants to know of: shown among the newest events of the overview. */
export type Notice = {
	readonly kind: NoticeKind;
	readonly at: number;
	/** Server id, or empty when it is not about one server. */
	readonly serverId: string;
	/** What it is about: a server's name, a client's name, an account. */
	readonly who: string;
	readonly text: string;
	count: number;
};

/** A message as it came, secrets hidden; kept for looking at, not for counting. */
export type KeptMessage = {
	readonly at: number;
	readonly subject: string;
	/** Payload size as received, in UTF-16 units of its text; in bytes when it was too large to be read. */
	readonly size: number;
	/** The payload with secrets hidden; see payloadOf(). */
	readonly text: string | LongText;
	/** Whether only its beginning is kept. */
	readonly isCut: boolean;
	readonly understood: boolean;
	/** Too large to be read: there never was a text. */
	readonly isTooLarge: boolean;
};
