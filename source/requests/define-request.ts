// What a question to the servers is to this program: its subject, and what becomes of the model when it is asked and
// when it is answered.
import type {Envelope} from '../wire/envelope.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {senderOf} from '../wire/sender.ts';

/** - `taken`, `twice`, `not understood`: as for events; - `nobody there`: a 503, which is an answer too. */
type AnswerOutcome = 'taken' | 'twice' | 'not understood' | 'nobody there';

export type RequestKind = {
	/** The request subject, with `*` for the one token that differs. */
	readonly subject: string;
	/** `subject` and `text` are those of the question. */
	readonly asked?: (model: Model, at: number, subject: string, text: string) => void;
	/** `answer` is undefined for a 503. */
	readonly answered: (model: Model, answer: Envelope | undefined, at: number, subject: string) => AnswerOutcome;
};

export function defineRequest(kind: RequestKind): RequestKind {
	return kind;
}

/** What becomes of the model by the first arrival of a server's answer. */
type Take = (model: Model, server: Server, answer: Envelope, at: number, subject: string) => AnswerOutcome;

/**
 * An answer that is a server's own word: taken once, though it may arrive by two paths, and only when it says whose it
 * is. `nobodyThere` is for those to whom a 503 tells something.
 */
export function answeredBy(
	take: Take,
	nobodyThere: (model: Model, at: number, subject: string) => void = () => {},
): RequestKind['answered'] {
	return (model, answer, at, subject) => {
		if (answer === undefined) {
			nobodyThere(model, at, subject);
			return 'nobody there';
		}
		const server = senderOf(model, answer, at);
		if (server === 'twice') return 'twice';
		return server === 'nobody' ? 'not understood' : take(model, server, answer, at, subject);
	};
}
