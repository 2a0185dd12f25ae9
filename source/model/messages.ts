// Messages kept for looking at: a bounded journal, in number and in size.
import type {KeptMessage} from './journal-entry.ts';
import {append, entryOf} from './journal.ts';
import {isStillThere, keepLongText, longTextOf} from './long-texts.ts';
import {limits, type Model} from './model.ts';

// A slice holds on to all it was cut from; put together anew it is a text of its own.
function cut(text: string, length: number): string {
	return ` ${text.slice(0, length)}`.slice(1);
}

/** A message with the text of its payload. */
export type RawMessage = KeptMessage & {readonly text: string};

/** A message whose secrets are already hidden, as it is kept. `size` is that of the payload as received. */
export function rawMessage(at: number, subject: string, text: string, size: number): RawMessage {
	const isCut = Math.max(size, text.length) > limits.messageLength;
	const shown = isCut ? cut(text, limits.messageLength) : text;
	return {at, subject, size, text: shown, isCut, understood: true, isTooLarge: false};
}

/** What is kept of a message that was too large to be read: its subject and its size in bytes. */
export function tooLargeMessage(at: number, subject: string, bytes: number): RawMessage {
	return {at, subject, size: bytes, text: '', isCut: true, understood: false, isTooLarge: true};
}

/** Whether the text is kept among the long ones. */
export function isLong({text}: RawMessage): boolean {
	return text.length >= limits.longTextLength;
}

/** Keeps a message; gives its number. */
export function keepMessage(
	{journals, longTexts}: Model,
	at: number,
	subject: string,
	text: string,
	size: number,
): number {
	const raw = rawMessage(at, subject, text, size);
	return append(journals.messages, isLong(raw) ? {...raw, text: keepLongText(longTexts, raw.text)} : raw);
}

/** Keeps what is known of a message that was too large to be read. */
export function keepTooLarge({journals}: Model, at: number, subject: string, bytes: number): void {
	append(journals.messages, tooLargeMessage(at, subject, bytes));
}

/** Whether the payload of a message is still there. */
export function hasPayload({longTexts}: Model, {text}: KeptMessage): boolean {
	return typeof text === 'string' || isStillThere(longTexts, text);
}

/** The payload of a message; undefined when it had to make room for newer ones. */
export function payloadOf({longTexts}: Model, {text}: KeptMessage): string | undefined {
	return typeof text === 'string' ? text : longTextOf(longTexts, text);
}

/** Marks a message as one that nobody understood. */
export function notUnderstood({journals: {messages}}: Model, number: number): void {
	const entry = entryOf(messages, number);
	if (entry !== undefined) messages.slots[number % messages.capacity] = {...entry, understood: false};
}

/** Whether the message of this number can still be looked at: fewer of them are kept than of events, and less text. */
export function messageIsKept(model: Model, number: number): boolean {
	const message = entryOf(model.journals.messages, number);
	return message !== undefined && (message.isTooLarge || hasPayload(model, message));
}
