// Requests that change something on one server. That one was sent, and what the server answered, is noted among the
// newest events, from the messages alone.
import {shortKeys} from '../format/short-key.ts';
import {tame} from '../format/tame.ts';
import {clientOfConnection} from '../model/live-connection.ts';
import type {Model} from '../model/model.ts';
import {note, noteServer} from '../model/notices.ts';
import type {Server} from '../model/server.ts';
import {openEnvelope} from '../wire/envelope.ts';
import {fields, wholeOrNothing} from '../wire/fields.ts';
import {defineRequest, type RequestKind} from './define-request.ts';
import {idAsked} from './request.ts';

type CommandRequest = {
	/** With `*` for the server's id. */
	readonly subject: string;
	/** What is asked, after the server's name: "kick connection 61". */
	readonly asks: (body: string, server: Server | undefined, model: Model) => string;
	/** What is said when the server did it: "kicked". */
	readonly done: string;
	/** Before the server's reason: "not kicked". */
	readonly notDone: string;
};

/** `connection 61 (orders@APP)`: the connection that a body names, and who it is as far as is known. */
export function connectionInWords(body: string, server: Server | undefined, model: Model): string {
	const cid = wholeOrNothing(openEnvelope(body)?.body['cid']);
	if (cid === undefined) return 'a connection';
	const connection = server?.connections.get(cid);
	const client = connection && clientOfConnection(model, connection);
	if (client === undefined) return `connection ${cid}`;
	const name = client.name || client.user || client.host;
	return `connection ${cid} (${shortKeys(`${name}@${client.account}`)})`;
}

/** What a server gives as the reason why it did not; undefined when it did. */
export function reasonIn(body: Readonly<Record<string, unknown>>): string | undefined {
	const error = body['error'];
	if (error === undefined || error === null) return undefined;
	const {description} = fields(error);
	return (typeof description === 'string' && tame(description.trim())) || 'it does not say why';
}

type ServerAsked = {readonly id: string; readonly server: Server | undefined; readonly name: string};

function serverAsked(model: Model, subject: string): ServerAsked {
	const id = idAsked(subject);
	const server = model.servers.get(id);
	// Others may try to ask all servers at once; none listens to that.
	return {id, server, name: server?.name ?? (id === 'PING' ? 'all servers' : shortKeys(id))};
}

export function defineCommandRequest({subject: pattern, asks, done, notDone}: CommandRequest): RequestKind {
	return defineRequest({
		subject: pattern,
		sent(model, {subject, body}, at) {
			const {id, server, name} = serverAsked(model, subject);
			note(model, 'asked', at, name, asks(body, server, model), id);
		},
		decode: ({envelope}) => ({reason: reasonIn(envelope.body)}),
		apply(model, server, {reason}, {at}) {
			noteServer(model, 'answered', at, server, reason === undefined ? done : `${notDone}: ${reason}`);
		},
		nobodyThere(model, {subject}, at) {
			const {id, name} = serverAsked(model, subject);
			note(model, 'answered', at, name, `${notDone}: nobody is there`, id);
		},
	});
}
