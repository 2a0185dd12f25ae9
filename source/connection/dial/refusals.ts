// Subjects that the server has refused us: each is reported once per connection, and again when it is granted later.
import {tame} from '../../format/tame.ts';
import type {LinkReport} from '../../wire/message.ts';

type Operation = Extract<LinkReport, {state: 'refused'}>['operation'];

export type Refusals = {
	/** The server has refused a subject. */
	refuse(operation: Operation, subject: string): void;
	/** Forgets all refusals: the next connection may have other permissions. */
	clear(): void;
	/** Whether the server recently refused to publish this subject, or refuses our inbox. */
	mayNotAsk(subject: string): boolean;
	/**
	 * To be called when a refused subject is tried again. Call the result after a round trip to the server: it reports
	 * the subject as granted unless it was refused again. Undefined when the subject was not refused before.
	 */
	tryAgain(operation: Operation, subject: string): (() => void) | undefined;
};

/** A refused subject may be published again after this time: permissions may have changed. */
const refusedForMs = 60_000;
/** At most this many refusals are remembered per connection. */
const mostRefusals = 200;

/** `inbox` is the inbox prefix with a dot at its end. */
export function createRefusals(inbox: string, report: (report: LinkReport) => void, now: () => number): Refusals {
	/** When each was refused last. */
	const refused = new Map<string, {at: number}>();

	// Each connection has its own inbox name; the permission to ask for is the one for all inboxes.
	const grantable = (subject: string) => tame(subject.startsWith(inbox) ? `${inbox}>` : subject);
	const keyOf = (operation: Operation, subject: string) => `${operation} ${grantable(subject)}`;

	return {
		refuse(operation, subject) {
			const key = keyOf(operation, subject);
			const known = refused.has(key);
			if (!known && refused.size >= mostRefusals) return;
			refused.set(key, {at: now()});
			if (!known) report({state: 'refused', operation, subject: grantable(subject)});
		},
		clear: () => refused.clear(),
		mayNotAsk(subject) {
			// Without an inbox no answer can be received, so nothing is asked.
			if (refused.has(`subscribe ${inbox}>`)) return true;
			const refusal = refused.get(keyOf('publish', subject));
			return refusal !== undefined && now() - refusal.at < refusedForMs;
		},
		tryAgain(operation, subject) {
			const key = keyOf(operation, subject);
			const before = refused.get(key);
			if (before === undefined) return undefined;
			return () => {
				if (refused.get(key) !== before) return;
				refused.delete(key);
				report({state: 'granted', operation, subject: grantable(subject)});
			};
		},
	};
}
