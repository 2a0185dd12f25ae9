// Where messages come from. A source knows messages and requests, nothing of the model, the views or React.
import type {Request} from '../requests/request.ts';
import type {Message} from '../wire/message.ts';

export type Deliver = (message: Message) => void;

/**
 * A running source of messages.
 *
 * Order of deliveries: a `(link)` message of state `up` comes before anything else; a request (its subject and body) is
 * delivered as a message just before it is sent, so that round trips can be told from the messages, and its answers as
 * messages under `_INBOX.<token>.<subject>`. A source that has nothing more to deliver ends with a `(link)` message of
 * state `ended` (replays do); a live source never does.
 */
export type Source = {
	/** What the header shows: a context's name, an address, "demo". */
	readonly label: string;
	/** The context of the `nats` program that it uses. */
	readonly contextName?: string | undefined;
	/** Seconds of its clock per second; 1 when absent. */
	readonly speed?: number;
	/** The stream that what came before the connection is read from. */
	readonly history?: string | undefined;
	/** Its messages were recorded, with all that became of the clock meanwhile. */
	readonly isRecorded?: boolean;
	/**
	 * Begins to deliver. Resolves when connected; rejects with a CannotStart when that is impossible.
	 * `deliver` is called synchronously for each message and never throws.
	 */
	start(deliver: Deliver): Promise<void>;
	/** Tries to connect at once, where it waits before it tries again; absent of a source that does not wait. */
	connectNow?(): void;
	/** Sends a request; does nothing while the link is down. Never throws. */
	ask(request: Request): void;
	/**
	 * The source's clock, epoch milliseconds with a fraction: nothing that it delivers from now on is older. It stands
	 * still when the source has ended.
	 */
	now(): number;
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
