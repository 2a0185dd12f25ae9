import {createInbox, type Msg, type NatsConnection, type Subscription} from 'nats';
import {watchedSubjects} from '../source.ts';
import {createAnswers, type TakeAnswer} from './answers.ts';
import {inflated} from './inflated.ts';
import {largestPayload, payloadText} from './payload-text.ts';

/** Our subscriptions on each connection: the watched subjects and one inbox for all answers. */
export type Listening = {
	/** Subscribes on a new connection. */
	begin(connection: NatsConnection): void;
	/**
	 * Subscribes again to the subjects that were refused, which may be granted meanwhile; the library keeps the others.
	 * Returns those subjects; some may be refused once more.
	 */
	renew(connection: NatsConnection): readonly string[];
	/** Subscribes to the events of accounts with dots in their names. */
	includeAccounts(names: readonly string[], connection: NatsConnection): void;
	/** Remembers a request, and a callback for its first answer; returns the reply subject. */
	replyTo(subject: string, first?: TakeAnswer): string;
};

export type ListeningOptions = {
	/** Takes the subject and text of a message; must not throw, or the client library would stop reading. */
	readonly hand: (subject: string, text: string) => void;
	/** Takes the subject of a message whose payload is too large to be read, and its size in bytes; must not throw. */
	readonly handTooLarge: (subject: string, bytes: number) => void;
	readonly now: () => number;
	/** `_INBOX` when absent. */
	readonly inboxPrefix?: string;
	/** How long after a request its answers are taken. */
	readonly answersWithinMs: number;
};

const anyAccount = '$SYS.ACCOUNT.*.';

export function createListening({hand, handTooLarge, now, inboxPrefix, answersWithinMs}: ListeningOptions): Listening {
	const answers = createAnswers(answersWithinMs);
	const accounts = new Set<string>();
	let inbox = '';
	let subscriptions = new Map<string, Subscription>();

	function subjects(): readonly string[] {
		const ofAccounts = watchedSubjects.filter(subject => subject.startsWith(anyAccount));
		const dotted = [...accounts].flatMap(name =>
			ofAccounts.map(subject => `$SYS.ACCOUNT.${name}.${subject.slice(anyAccount.length)}`),
		);
		return [...watchedSubjects, ...dotted];
	}

	/** Hands a message on; gives its text, undefined when it is not read. */
	function take(subject: string, payload: Uint8Array): string | undefined {
		if (payload.length > largestPayload) {
			handTooLarge(subject, payload.length);
			return undefined;
		}
		// A 503 "no responders" has a header and no payload.
		const text = payloadText(payload);
		hand(subject, text);
		return text;
	}

	function takeAnswer(message: Msg): void {
		const token = message.subject.slice(inbox.length);
		const subject = answers.subjectOf(token, now());
		if (subject === undefined) return;
		const payload = inflated(message);
		const text = payload === undefined ? undefined : take(subject, payload);
		// How large it would be is not known: larger than what is read.
		if (payload === undefined) handTooLarge(subject, largestPayload + 1);
		answers.awaiting(token)?.(text);
	}

	function renew(connection: NatsConnection): readonly string[] {
		const wanted = [...subjects(), `${inbox}*`].filter(subject => subscriptions.get(subject)?.isClosed() !== false);
		for (const subject of wanted) {
			const isInbox = subject === `${inbox}*`;
			listen(connection, subject, isInbox ? takeAnswer : ({subject: from, data}) => take(from, data));
		}
		return wanted;
	}

	function listen(connection: NatsConnection, subject: string, taken: (message: Msg) => void): void {
		const subscription = connection.subscribe(subject, {
			callback(error, message) {
				// What was refused comes as a status event too.
				if (!error) taken(message);
			},
		});
		subscriptions.set(subject, subscription);
	}

	return {
		begin(connection) {
			inbox = `${createInbox(inboxPrefix)}.`;
			subscriptions = new Map();
			renew(connection);
		},
		renew,
		includeAccounts(names, connection) {
			const before = accounts.size;
			for (const name of names) accounts.add(name);
			if (accounts.size > before) renew(connection);
		},
		replyTo: (subject, first) => inbox + answers.open(subject, now(), first),
	};
}
