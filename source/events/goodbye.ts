// A server that leaves in order. The body is the ServerInfo itself; before 2.2 it is empty, and only the subject says
// who it is.
import type {Model} from '../model/model.ts';
import {noteServer} from '../model/notices.ts';
import type {Goodbye, Server} from '../model/server.ts';
import {dropConnections} from '../model/servers.ts';
import {envelopeOfBlock} from '../wire/envelope.ts';
import {text} from '../wire/fields.ts';
import {defineEvent, type EventSignature, type OpenedEvent} from './define-event.ts';

type GoodbyeFields = {readonly serverId: string};

function decode({subject}: OpenedEvent): GoodbyeFields {
	return {serverId: text(subject.split('.')[2])};
}

function signature({subject, envelope}: OpenedEvent): EventSignature {
	const {sender, sequence, time} = envelopeOfBlock(envelope);
	return {sender, sequence, time, knownId: subject.split('.')[2] ?? ''};
}

function sayGoodbye(model: Model, server: Server, kind: Goodbye['kind'], at: number, words: string): undefined {
	server.goodbye = {kind, at, leavesAt: server.goodbye?.leavesAt ?? at};
	// Neither kind of goodbye is followed by DISCONNECTs of the server's clients.
	dropConnections(model, server);
	noteServer(model, kind, at, server, words);
}

/** The first step of an orderly stop; the server says nothing after it. */
export const shutdownEvent = defineEvent({
	kind: 'shutdown',
	subject: '$SYS.SERVER.*.SHUTDOWN',
	decode,
	signature,
	apply: (model, server, _fields, {at}) => sayGoodbye(model, server, 'stopped', at, 'shut down in order'),
});

/** The last message of a server that drains: it serves clients for minutes more, and answers nothing. */
export const lameDuckEvent = defineEvent({
	kind: 'lame duck',
	subject: '$SYS.SERVER.*.LAMEDUCK',
	decode,
	signature,
	apply: (model, server, _fields, {at}) =>
		sayGoodbye(model, server, 'lame duck', at, 'draining clients, then stopping'),
});
