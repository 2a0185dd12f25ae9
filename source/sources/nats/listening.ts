import {createInbox, type NatsConnection, type Subscription} from 'nats';
import {watchedSubjects} from '../source.ts';
import {createAnswers} from './answers.ts';
import {payloadText} from './payload-text.ts';

/** What we listen to on one connection after the other: the watched subjects and one inbox for all answers. */
export type Listening = {
	/** Subscribes on a new connection. */
	begin(connection: NatsConnection): void;
	/** Subscribes again to what was refused: after a reconnect it may be granted. The library keeps the rest. */
	renew(connection: NatsConnection): void;
	/** Subscribes to what accounts with dots in their names are told under. */
	includeAccounts(names: readonly string[], connection: NatsConnection): void;
	/** Remembers a question; the result is where its answers are to go. */
	replyTo(subject: string): string;
};

export type ListeningOptions = {
	/** Takes subject and text of what arrives and must not throw: the client would never read again. */
	readonly hand: (subject: string, text: string) => void;
	readonly now: () => number;
	/** `_INBOX` when absent. */
	readonly inboxPrefix?: string;
};

const anyAccount = '$SYS.ACCOUNT.*.';

export function createListening({hand, now, inboxPrefix}: ListeningOptions): Listening {
	const answers = createAnswers();
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

	function renew(connection: NatsConnection): void {
		for (const subject of subjects()) {
			listen(connection, subject, (from, payload) => hand(from, payloadText(payload)));
		}
		listen(connection, `${inbox}*`, (from, payload) => {
			const answer = answers.subjectOf(from.slice(inbox.length), now());
			// A 503 "no responders" has a header and no payload.
			if (answer !== undefined) hand(answer, payloadText(payload));
		});
	}

	function listen(
		connection: NatsConnection,
		subject: string,
		take: (from: string, payload: Uint8Array) => void,
	): void {
		if (subscriptions.get(subject)?.isClosed() === false) return;
		const subscription = connection.subscribe(subject, {
			callback(error, message) {
				// What was refused comes as a status event too.
				if (!error) take(message.subject, message.data);
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
		replyTo: subject => inbox + answers.open(subject, now()),
	};
}
