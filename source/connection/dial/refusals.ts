// What the server does not let us subscribe to or publish: told once each, and told again when it is granted.
import {tame} from '../../format/tame.ts';
import type {LinkReport} from '../../wire/message.ts';

type Operation = Extract<LinkReport, {state: 'refused'}>['operation'];

export type Refusals = {
	/** The server has refused a subject. */
	refuse(operation: Operation, subject: string): void;
	/** What a connection was refused says nothing about the next one. */
	clear(): void;
	/** Whether the server would refuse a request with this subject, or its answers, as far as is known. */
	mayNotAsk(subject: string): boolean;
	/**
	 * What was refused is tried again. The result, to be called when the server has had time to refuse it once more,
	 * tells that it is granted unless it was. Undefined when it was not refused before.
	 */
	tryAgain(operation: Operation, subject: string): (() => void) | undefined;
};

/** Something that was refused may be granted meanwhile; it is tried again after so long. */
const refusedForMs = 60_000;
/** More refusals than this in one connection tell nothing new. */
const mostRefusals = 200;

/** `inbox` is what all inboxes begin with, and a dot. */
export function createRefusals(inbox: string, report: (report: LinkReport) => void, now: () => number): Refusals {
	/** When each was refused last. */
	const refused = new Map<string, {at: number}>();

	// Inboxes have a name of their own in each connection; what is missing is the right to all of them.
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
			// A request whose answers cannot be received only makes work for others.
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
