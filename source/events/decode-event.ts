// Events without a model: what a message says, typed and tamed.
import {emptyEnvelope, openEnvelope} from '../wire/envelope.ts';
import type {Message} from '../wire/message.ts';
import {kindBySubject, subjectPatternsOf} from '../wire/subject-patterns.ts';
import {timeOf} from '../wire/time.ts';
import {eventKinds} from './catalogue.ts';
import type {EventSignature, OpenedEvent} from './define-event.ts';

export type EventOfAnyKind = (typeof eventKinds)[number];

const patterns = subjectPatternsOf(eventKinds);

/** The kind of event that comes on a subject. */
export function eventKindOf(subject: string): EventOfAnyKind | undefined {
	return kindBySubject(patterns, subject);
}

/** What an event says; `kind` tells which fields there are. */
export type DecodedEvent = NonNullable<ReturnType<EventOfAnyKind['decode']>> & {
	/** Undefined for what servers do not send, and for goodbyes before 2.2. */
	readonly sender: EventSignature['sender'];
	/** The sender's clock at sending, epoch milliseconds. */
	readonly sentAt: number | undefined;
};

/** Decodes a message that is an event. Never throws. */
export function decodeEvent({subject, text}: Message): DecodedEvent | 'not understood' {
	const kind = eventKindOf(subject);
	if (kind === undefined) return 'not understood';
	const event: OpenedEvent = {subject, text, envelope: openEnvelope(text) ?? emptyEnvelope};
	const decoded = kind.decode(event);
	if (decoded === undefined) return 'not understood';
	const {sender, time} = kind.signature(event);
	return {...decoded, sender, sentAt: timeOf(time)};
}
