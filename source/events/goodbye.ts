// A server that leaves in order. The body is the ServerInfo itself; before 2.2 it is empty, and only the subject says
// who it is.
import type {Model} from '../model/model.ts';
import {noteServer} from '../model/notices.ts';
import type {Goodbye} from '../model/server.ts';
import {dropConnections} from '../model/servers.ts';
import {envelopeOfBlock} from '../wire/envelope.ts';
import {senderOf} from '../wire/sender.ts';
import {type Arrived, defineEvent, type Outcome} from './define-event.ts';

function sayGoodbye(model: Model, {at, subject, envelope}: Arrived, kind: Goodbye['kind'], text: string): Outcome {
	const sender = senderOf(model, envelopeOfBlock(envelope), at);
	if (sender === 'twice') return 'twice';
	const server = sender === 'nobody' ? model.servers.get(subject.split('.')[2] ?? '') : sender;
	if (server === undefined) return 'not understood';
	server.goodbye = {kind, at};
	// Neither kind of goodbye is followed by DISCONNECTs of the server's clients.
	dropConnections(model, server);
	noteServer(model, kind, at, server, text);
	return 'taken';
}

/** The first step of an orderly stop; the server says nothing after it. */
export const shutdownEvent = defineEvent({
	subject: '$SYS.SERVER.*.SHUTDOWN',
	apply: (model, arrived) => sayGoodbye(model, arrived, 'stopped', 'shut down in order'),
});

/** The last message of a server that drains: it serves clients for minutes more, and answers nothing. */
export const lameDuckEvent = defineEvent({
	subject: '$SYS.SERVER.*.LAMEDUCK',
	apply: (model, arrived) => sayGoodbye(model, arrived, 'lame duck', 'drains its clients and then ends'),
});
