// What happened to connections, and what is worth telling of the system: the entries of the journals.
import type {ColumnsReader, ColumnsWriter} from './columns.ts';
import type {LongText} from './long-texts.ts';
import {readTraffic, type Traffic, writeTraffic} from './stats.ts';

const connectionEventKinds = ['connect', 'disconnect', 'refused', 'unfinished'] as const;

/** A connection that opened or closed, or a login that failed, as the server told it; strangers' text is tamed. */
export type ConnectionEvent = {
	readonly kind: (typeof connectionEventKinds)[number];
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

export function copyOfFolded({event, count, firstAt}: Folded): Folded {
	return {event, count, firstAt};
}

function writeConnectionEvent(writer: ColumnsWriter, event: ConnectionEvent): void {
	const {whole, number, maybe, text} = writer;
	whole(connectionEventKinds.indexOf(event.kind));
	number(event.at);
	text(event.serverId);
	text(event.serverName);
	maybe(event.cid);
	text(event.account);
	text(event.accountName);
	text(event.user);
	text(event.name);
	text(event.host);
	text(event.language);
	text(event.version);
	text(event.connectionKind);
	text(event.clientType);
	maybe(event.startedAt);
	maybe(event.stoppedAt);
	maybe(event.roundTripMs);
	writeTraffic(writer, event.sent);
	writeTraffic(writer, event.received);
	text(event.reason);
	number(event.messageNumber);
}

function readConnectionEvent(reader: ColumnsReader): ConnectionEvent {
	const {whole, number, maybe, text} = reader;
	// Fields of a literal are made in the order in which they stand: that in which they were written.
	return {
		kind: connectionEventKinds[whole()] ?? 'connect',
		at: number(),
		serverId: text(),
		serverName: text(),
		cid: maybe(),
		account: text(),
		accountName: text(),
		user: text(),
		name: text(),
		host: text(),
		language: text(),
		version: text(),
		connectionKind: text(),
		clientType: text(),
		startedAt: maybe(),
		stoppedAt: maybe(),
		roundTripMs: maybe(),
		sent: readTraffic(reader),
		received: readTraffic(reader),
		reason: text(),
		messageNumber: number(),
	};
}

export function writeFolded(writer: ColumnsWriter, {event, count, firstAt}: Folded): void {
	writeConnectionEvent(writer, event);
	writer.number(count);
	writer.number(firstAt);
}

export function readFolded(reader: ColumnsReader): Folded {
	return {event: readConnectionEvent(reader), count: reader.number(), firstAt: reader.number()};
}

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
