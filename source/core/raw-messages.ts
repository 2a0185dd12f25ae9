// The raw messages that were kept for looking at, from the tape that holds them too.
import {rawMessage, type RawMessage, tooLargeMessage} from '../model/messages.ts';
import {limits} from '../model/model.ts';
import {redactText} from '../recording/redact.ts';
import {openEnvelope} from '../wire/envelope.ts';
import type {Message} from '../wire/message.ts';

/** As ingest() has kept it. */
function keptOf({at, subject, text, tooLargeBytes, length = text.length}: Message): RawMessage {
	if (tooLargeBytes !== undefined) return tooLargeMessage(at, subject, tooLargeBytes);
	const shown = text.length > limits.messageLength ? redactText(text, openEnvelope(text), limits.messageLength) : text;
	return rawMessage(at, subject, shown, length);
}

/** The first `length` messages of those that were recorded. */
export function rawMessagesOf(recorded: Iterable<Message>, length: number): readonly RawMessage[] {
	const raw: RawMessage[] = [];
	if (length === 0) return raw;
	for (const message of recorded) {
		raw.push(keptOf(message));
		if (raw.length === length) break;
	}
	return raw;
}
