import {entriesOf} from '../../source/model/journal.ts';
import {payloadOf} from '../../source/model/messages.ts';
import type {Model} from '../../source/model/model.ts';

/** What is kept of all messages, oldest first; undefined where it had to make room for newer ones. */
export function payloadsOf(model: Model): readonly (string | undefined)[] {
	return [...entriesOf(model.journals.messages)].map(([, message]) => payloadOf(model, message));
}
