// What a request to the servers is to this program: its subject, how an answer becomes typed and tamed fields, and what
// becomes of the model when it is sent and when it is answered.
import type {Model} from '../model/model.ts';
import {registerSender} from '../model/register-sender.ts';
import type {Server} from '../model/server.ts';
import type {Envelope} from '../wire/envelope.ts';
import type {Request} from './request.ts';

/** - `taken`, `twice`, `not understood`: as for events; - `nobody there`: a 503, which is an answer too. */
type AnswerOutcome = 'taken' | 'twice' | 'not understood' | 'nobody there';

/** An answer ready to be decoded. */
export type OpenedAnswer = {
	readonly envelope: Envelope;
	/** What it answers. */
	readonly request: Request;
};

/** An answer that arrived. */
type ArrivedAnswer = OpenedAnswer & {readonly at: number};

export type RequestKind = {
	/** The request subject, with `*` for the one token that differs. */
	readonly subject: string;
	/** A request was sent, by us or by somebody whose requests we hear. */
	readonly sent: (model: Model, request: Request, at: number) => void;
	readonly answered: (model: Model, answer: ArrivedAnswer) => AnswerOutcome;
	/** A 503. */
	readonly nobodyThere: (model: Model, request: Request, at: number) => void;
};

type Definition<Fields> = {
	readonly subject: string;
	readonly sent?: RequestKind['sent'];
	/** Undefined when the answer is not what was asked for. Knows nothing but the answer and its request. */
	readonly decode: (answer: OpenedAnswer) => Fields | undefined;
	readonly nobodyThere?: RequestKind['nobodyThere'];
};

type ServerRequest<Fields> = Definition<Fields> & {
	/** What the first arrival of a server's answer does to the model; `twice` when it turns out to be known. */
	readonly apply?: (model: Model, server: Server, fields: Fields, answer: ArrivedAnswer) => 'twice' | undefined;
};

const nothing = (): undefined => undefined;

/** A request whose answers are a server's own word: taken once, and only when they say whose they are. */
export function defineRequest<Fields>({
	subject,
	sent = nothing,
	decode,
	apply = nothing,
	nobodyThere = nothing,
}: ServerRequest<Fields>): RequestKind {
	return {
		subject,
		sent,
		nobodyThere,
		answered(model, answer) {
			const server = registerSender(model, answer.envelope, answer.at);
			if (typeof server === 'string') return server;
			const fields = decode(answer);
			if (fields === undefined) return 'not understood';
			return apply(model, server, fields, answer) ?? 'taken';
		},
	};
}

type SenderlessRequest<Fields> = Definition<Fields> & {
	readonly apply?: (model: Model, fields: Fields, answer: ArrivedAnswer) => 'twice' | undefined;
};

/** A request whose answers may come from others than servers, or do not say from whom. */
export function defineSenderlessRequest<Fields>({
	subject,
	sent = nothing,
	decode,
	apply = nothing,
	nobodyThere = nothing,
}: SenderlessRequest<Fields>): RequestKind {
	return {
		subject,
		sent,
		nobodyThere,
		answered(model, answer) {
			const fields = decode(answer);
			if (fields === undefined) return 'not understood';
			return apply(model, fields, answer) ?? 'taken';
		},
	};
}
