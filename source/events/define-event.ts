// What a system event is to this program: the subject it comes on, how its payload becomes typed and tamed fields, and
// what those do to the model. The first half works without a model.
import type {Model} from '../model/model.ts';
import {registerSender, type Signature} from '../model/register-sender.ts';
import type {Server} from '../model/server.ts';
import type {Envelope} from '../wire/envelope.ts';

/** An event ready to be decoded. One whose payload is no JSON has an empty envelope, and its text. */
export type OpenedEvent = {
	readonly subject: string;
	readonly envelope: Envelope;
	/** The payload as it came. */
	readonly text: string;
};

/** An event that arrived. */
export type ArrivedEvent = OpenedEvent & {
	readonly at: number;
	/** Its number in the journal of messages. */
	readonly messageNumber: number;
};

/**
 * - `taken`: it was understood;
 * - `twice`: the very message came before and counts once;
 * - `not understood`: its body is not what its subject promises.
 */
type Outcome = 'taken' | 'twice' | 'not understood';

/** Who sent an event and when, as far as it says. */
export type EventSignature = Signature & {
	/** The sender's clock, as text. */
	readonly time: unknown;
};

export type EventKind<Kind extends string, Fields> = {
	readonly kind: Kind;
	/** With `*` for the one token that differs, which for accounts may itself contain dots. */
	readonly subject: string;
	/** Undefined when the body is not what the subject promises. Knows nothing but the message. */
	readonly decode: (event: OpenedEvent) => {readonly kind: Kind; readonly fields: Fields} | undefined;
	readonly signature: (event: OpenedEvent) => EventSignature;
	readonly take: (model: Model, event: ArrivedEvent) => Outcome;
};

type Definition<Kind extends string, Fields> = {
	readonly kind: Kind;
	readonly subject: string;
	readonly decode: (event: OpenedEvent) => Fields | undefined;
};

type ServerEvent<Kind extends string, Fields> = Definition<Kind, Fields> & {
	/** Where it says who sent it; its envelope unless told otherwise. */
	readonly signature?: (event: OpenedEvent) => EventSignature;
	/** What the first arrival does to the model; `twice` when it turns out to be known. */
	readonly apply: (model: Model, server: Server, fields: Fields, event: ArrivedEvent) => 'twice' | undefined;
};

/** An event that a server sends. */
export function defineEvent<Kind extends string, Fields>({
	kind,
	subject,
	decode,
	signature = ({envelope}) => envelope,
	apply,
}: ServerEvent<Kind, Fields>): EventKind<Kind, Fields> {
	return {
		...decoding({kind, subject, decode}),
		signature,
		take(model, event) {
			const server = registerSender(model, signature(event), event.at);
			if (typeof server === 'string') return server;
			const fields = decode(event);
			if (fields === undefined) return 'not understood';
			return apply(model, server, fields, event) ?? 'taken';
		},
	};
}

type SenderlessEvent<Kind extends string, Fields> = Definition<Kind, Fields> & {
	readonly apply: (model: Model, fields: Fields, event: ArrivedEvent) => 'twice' | undefined;
};

const anonymous: EventSignature = {sender: undefined, sequence: 0, time: undefined};

/** An event that does not say who sent it. */
export function defineSenderlessEvent<Kind extends string, Fields>({
	kind,
	subject,
	decode,
	apply,
}: SenderlessEvent<Kind, Fields>): EventKind<Kind, Fields> {
	return {
		...decoding({kind, subject, decode}),
		signature: () => anonymous,
		take(model, event) {
			const fields = decode(event);
			if (fields === undefined) return 'not understood';
			return apply(model, fields, event) ?? 'taken';
		},
	};
}

function decoding<Kind extends string, Fields>({
	kind,
	subject,
	decode,
}: Definition<Kind, Fields>): Pick<EventKind<Kind, Fields>, 'kind' | 'subject' | 'decode'> {
	return {
		kind,
		subject,
		decode(event) {
			const fields = decode(event);
			return fields === undefined ? undefined : {kind, fields};
		},
	};
}
