// Messages kept for looking at: a bounded journal, in number and in size.
import type {KeptMessage} from './journal-entry.ts';
import {append, entryOf, forgottenOf} from './journal.ts';
import {limits, type Model} from './model.ts';

// A slice holds on to all it was cut from; put together anew it is a text of its own.
function cut(text: string, length: number): string {
	return ` ${text.slice(0, length)}`.slice(1);
}

/** Keeps a message whose secrets are already hidden; gives its number. `size` is that of the payload as received. */
export function keepMessage(model: Model, at: number, subject: string, text: string, size: number): number {
	const {messages} = model.journals;
	const isCut = Math.max(size, text.length) > limits.messageLength;
	const kept = isCut ? cut(text, limits.messageLength) : text;
	const number = append(messages, {at, subject, size, text: kept, isCut, understood: true, isTooLarge: false});
	setLength(model, number, kept.length);
	// Over the bound the oldest texts go; their subjects and sizes stay.
	if (model.messagesLength > limits.messagesLength) emptyOldest(model);
	return number;
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
	setLength(model, append(model.journals.messages, entry), 0);
}

/** Marks a message as one that nobody understood. */
export function notUnderstood({journals: {messages}}: Model, number: number): void {
	const entry = entryOf(messages, number);
	if (entry !== undefined) messages.slots[number % messages.capacity] = {...entry, understood: false};
}

/** Whether the message of this number can still be looked at: fewer of them are kept than of events, and less text. */
export function messageIsKept({journals: {messages}}: Model, number: number): boolean {
	const message = entryOf(messages, number);
	return message !== undefined && (message.text !== '' || message.size === 0 || message.isTooLarge);
}

function setLength(model: Model, number: number, length: number): void {
	const {messageLengths} = model;
	const slot = number % messageLengths.length;
	model.messagesLength += length - (messageLengths[slot] ?? 0);
	messageLengths[slot] = length;
}

function emptyOldest(model: Model): void {
	const {messages} = model.journals;
	for (let number = forgottenOf(messages); number < messages.added; number++) {
		if (model.messagesLength <= limits.messagesLength * 0.9) break;
		const entry = entryOf(messages, number);
		if (entry === undefined || entry.text === '') continue;
		setLength(model, number, 0);
		const emptied: KeptMessage = {...entry, text: ''};
		messages.slots[number % messages.capacity] = emptied;
	}
}
