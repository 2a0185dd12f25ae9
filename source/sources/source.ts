// Where messages come from. A source knows messages and asks, nothing of the model, the views or React.
import type {Message} from '../wire/message.ts';

/** A question to the servers; its answers arrive as messages under `_INBOX.<token>.<subject>`. */
export type Ask = {
	readonly subject: string;
	/** The request body; empty for none. JSON text otherwise. */
	readonly body: string;
};

export type Deliver = (message: Message) => void;

/**
 * A running source of messages.
 *
 * Order of deliveries: a `(link)` message of state `up` comes before anything else; the request itself (subject and
 * body of the ask) is delivered as a message just before it is sent, so that round trips can be told from the messages.
 * A source that delivers nothing more calls `ended` (replays); a live source never does.
 */
export type Source = {
	/** What the header shows: a context's name, an address, "demo". */
	readonly label: string;
	/**
	 * Begins to deliver. Resolves when connected; rejects with a CannotStart when that is impossible.
	 * `deliver` is called synchronously for each message and never throws.
	 */
	start(deliver: Deliver): Promise<void>;
	/** Sends a question; does nothing while the link is down. Never throws. */
	ask(ask: Ask): void;
	/** Ends everything this source started; safe to call twice. */
	stop(): Promise<void>;
};

/** The subjects a live source subscribes to; narrow on purpose: `$SYS.>` floods with raft and request traffic. */
export const watchedSubjects = [
	'$SYS.SERVER.*.STATSZ',
	'$SYS.SERVER.*.SHUTDOWN',
	'$SYS.SERVER.*.LAMEDUCK',
	'$SYS.SERVER.*.CLIENT.AUTH.ERR',
	'$SYS.ACCOUNT.*.CONNECT',
	'$SYS.ACCOUNT.*.DISCONNECT',
	'$SYS.ACCOUNT.*.SERVER.CONNS',
	'$SYS.ACCOUNT.*.LEAFNODE.CONNECT',
	'$SYS.ACCOUNT.*.LEAFNODE.DISCONNECT',
	'$SYS.ACCOUNT.*.CLAIMS.UPDATE',
	// What `nats auth account push` sends. Every server answers it, so one listener more changes nothing for who pushes;
	// of `$SYS.REQ.CLAIMS.UPDATE`, which `nsc push` sends, it would hide that nobody is there to take it.
	'$SYS.REQ.ACCOUNT.*.CLAIMS.UPDATE',
] as const;
