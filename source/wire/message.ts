// What everything on the screen is made of. Live connection, recording and simulator all deliver messages and
// nothing else, so that a recording replayed draws the same screens.

/**
 * One wire message as it reached us.
 *
 * Subjects come in four families:
 * - a system subject (`$SYS.ACCOUNT.…`, `$SYS.SERVER.…`): an event;
 * - a request subject (`$SYS.REQ.…`): what we asked, or claims that anybody pushes; `text` is the body;
 * - `_INBOX.<token>.<request subject>`: one answer to that request; an empty `text` is a 503 "no responders";
 * - `(link)`: the source telling about its own connection, `text` is the JSON of a LinkReport;
 * - `(clock)`: this program telling about its own clock, `text` is the JSON of a ClockReport;
 * - `(marker)`: a person marking a moment, `text` is the JSON of a Marker.
 *   Other words in brackets are notes of whoever made a recording.
 */
export type Message = {
	/** Epoch milliseconds of the arrival here, by the local clock. */
	readonly at: number;
	readonly subject: string;
	/** The payload as text (UTF-8); may be anything, JSON or not. */
	readonly text: string;
	/**
	 * The size in bytes of a payload that was too large to be read; `text` is empty then, and nothing is known of what it
	 * said.
	 */
	readonly tooLargeBytes?: number | undefined;
	/** How long `text` was when it came, where secrets have been cut out of it since. */
	readonly length?: number;
	/** Of a request: the beginning `_INBOX.<token>` of the subjects of its answers. */
	readonly reply?: string | undefined;
};

/** The prefix of the subject of an answer. */
export const answerPrefix = '_INBOX.';

/** The subject under which a source reports the state of its own connection. */
export const linkSubject = '(link)';

/** What a source says of its own connection; travels as the JSON text of a `(link)` message. */
export type LinkReport =
	| {
			readonly state: 'up';
			/** `host:port` of the server we are connected to. */
			readonly address: string;
			readonly serverId: string;
			readonly serverName: string;
			/** Our own connection id on that server. */
			readonly cid: number;
			/** True when the server told us that we are in the system account (2.12 and newer); absent when it cannot tell. */
			readonly systemAccount?: boolean;
			/** Until when our credentials are good, epoch milliseconds; absent when they do not expire. */
			readonly loginUntil?: number;
			/** What came before was heard too: it was read from a stream that captures events. */
			readonly continues?: boolean;
	  }
	| {
			readonly state: 'down';
			/** Why, in words: "connection closed by the server", "no sign of life for 15 s". */
			readonly reason: string;
	  }
	| {
			readonly state: 'trying';
			/** 1 for the first try after the loss. */
			readonly attempt: number;
			/** `host:port` that is being tried, when known. */
			readonly address?: string;
			/** Why the last try failed, when known. */
			readonly reason?: string;
			/** This try has failed, and the next one begins at this time, epoch milliseconds. */
			readonly againAt?: number;
	  }
	| {
			/** There are no more messages, as at the end of a recording. */
			readonly state: 'ended';
	  }
	| {
			/** A subscription or request that the server refused; the link itself lives. */
			readonly state: 'refused';
			readonly operation: 'subscribe' | 'publish';
			readonly subject: string;
	  }
	| {
			/** What was refused on this link before is allowed now. */
			readonly state: 'granted';
			readonly operation: 'subscribe' | 'publish';
			readonly subject: string;
	  }
	| {
			/** Whether our user is in the system account has changed: elsewhere nothing is heard. */
			readonly state: 'account';
			readonly systemAccount: boolean;
			/** The account that our user is in; empty when the server does not tell. */
			readonly account: string;
	  }
	| {
			/** Something worth telling: a client library warning, a lame duck notice. */
			readonly state: 'note';
			readonly text: string;
			/** Why the server ended our last connection, in its own words: it is known only when we are back. */
			readonly lostBecause?: string;
	  };

/** The subject under which this program reports what became of its own clock. */
export const clockSubject = '(clock)';

/** What became of the clock by which messages are stamped; travels as the JSON text of a `(clock)` message. */
export type ClockReport =
	/** This program stood still, or the machine slept, or its clock was put forward: what came meanwhile was not heard. */
	| {readonly state: 'missed'; readonly from: number; readonly to: number}
	/**
	 * The machine's clock was set back by so many milliseconds in all; 0 when it is right again. Messages are stamped as
	 * though it had not been, so that time never runs backwards.
	 */
	| {readonly state: 'set back'; readonly byMs: number};

/** The subject under which a person marks a moment. */
export const markerSubject = '(marker)';

/** What a person says of the moment that is marked; travels as the JSON text of a `(marker)` message. */
export type Marker = {
	/** Empty when nothing is said. */
	readonly note: string;
};
