// Messages kept for looking at: a bounded journal, in number and in size.
import type {KeptMessage} from './journal-entry.ts';
import {append, entryOf} from './journal.ts';
import {isStillThere, keepLongText, longTextOf} from './long-texts.ts';
import {limits, type Model} from './model.ts';

// A slice holds on to all it was cut from; put together anew it is a text of its own.
function cut(text: string, length: number): string {
	return ` ${text.slice(0, length)}`.slice(1);
}

/** Keeps a message whose secrets are already hidden; gives its number. `size` is that of the payload as received. */
export function keepMessage(model: Model, at: number, subject: string, text: string, size: number): number {
	const {messages} = model.journals;
	const isCut = Math.max(size, text.length) > limits.messageLength;
	const shown = isCut ? cut(text, limits.messageLength) : text;
	const kept = shown.length < limits.longTextLength ? shown : keepLongText(model.longTexts, shown);
	return append(messages, {at, subject, size, text: kept, isCut, understood: true, isTooLarge: false});
}

/** Whether the payload of a message is still there. */
export function hasPayload({longTexts}: Model, {text}: KeptMessage): boolean {
	return typeof text === 'string' || isStillThere(longTexts, text);
}

/** The payload of a message; undefined when it had to make room for newer ones. */
export function payloadOf({longTexts}: Model, {text}: KeptMessage): string | undefined {
	return typeof text === 'string' ? text : longTextOf(longTexts, text);
}

/** Keeps what is known of a message that was too large to be read: its subject and its size in bytes. */
export function keepTooLarge(model: Model, at: number, subject: string, bytes: number): void {
	const entry: KeptMessage = {
		at,
		subject,
		size: bytes,
		text: '',
		isCut: true,
		understood: false,
		isTooLarge: true,
	};
	append(model.journals.messages, entry);
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
