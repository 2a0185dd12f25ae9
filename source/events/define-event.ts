// What a system event is to this program: the subject it comes on and what becomes of the model.
import type {Envelope} from '../wire/envelope.ts';
import type {Model} from '../model/model.ts';

/** One message, ready to be taken in. */
export type Arrived = {
	readonly at: number;
	readonly subject: string;
	readonly envelope: Envelope;
	/** The payload as it came. */
	readonly text: string;
	/** Its number in the journal of messages. */
	readonly messageNumber: number;
};

/**
 * - `taken`: it was understood;
 * - `twice`: the very message came before and counts once;
 * - `not understood`: its body is not what its subject promises.
 */
export type Outcome = 'taken' | 'twice' | 'not understood';

/** An event of which the payload is no JSON is given an empty envelope, and its text. */
export type EventKind = {
	/** With `*` for the one token that differs, which for accounts may itself contain dots. */
	readonly subject: string;
	readonly apply: (model: Model, arrived: Arrived) => Outcome;
};

export function defineEvent(kind: EventKind): EventKind {
	return kind;
}
