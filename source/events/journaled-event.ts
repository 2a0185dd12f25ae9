import type {ConnectionEvent} from '../model/journal-entry.ts';
import type {Server} from '../model/server.ts';
import type {ConnectionFields} from '../wire/connection-fields.ts';
import {connectionFieldsOf} from '../wire/connection-fields.ts';
import {can} from '../model/capabilities.ts';
import type {ArrivedEvent, OpenedEvent} from './define-event.ts';

/** The body that CONNECT, DISCONNECT and AUTH.ERR share, as a server of its version means it. */
export function decodeConnection({envelope: {body, sender}}: OpenedEvent): ConnectionFields | undefined {
	const version = sender?.version ?? '';
	return connectionFieldsOf(body, version, can(version, 'accountNames'));
}

/** What happened to a connection, as it is kept in the journals. */
export function journaledEvent(
	kind: ConnectionEvent['kind'],
	{id, name}: Server,
	fields: ConnectionFields,
	{at, messageNumber}: ArrivedEvent,
): ConnectionEvent {
	// Each field by its name: in a storm that is several times faster than a spread.
	return {
		kind,
		at,
		serverId: id,
		serverName: name,
		cid: fields.cid,
		account: fields.account,
		accountName: fields.accountName,
		user: fields.user,
		name: fields.name,
		host: fields.host,
		language: fields.language,
		version: fields.version,
		connectionKind: fields.connectionKind,
		clientType: fields.clientType,
		startedAt: fields.startedAt,
		stoppedAt: fields.stoppedAt,
		roundTripMs: fields.roundTripMs,
		sent: fields.sent,
		received: fields.received,
		reason: fields.reason,
		messageNumber,
	};
}
