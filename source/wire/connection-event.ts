// The body that CONNECT, DISCONNECT and AUTH.ERR share. Source: nats-server, ConnectEventMsg and DisconnectEventMsg.
import {can} from '../model/capabilities.ts';
import type {ConnectionEvent} from '../model/journal-entry.ts';
import type {Server} from '../model/server.ts';
import {type Fields, fieldsOrNothing, number, text, wholeOrNothing} from './fields.ts';
import {trafficOrNothing} from './stats.ts';
import {timeOf} from './time.ts';

/**
 * What happened to a connection; undefined without a `client` block. `sent` and `received` of a DISCONNECT are from
 * the client's side. The JWT that the block may carry is never read.
 */
export function connectionEventOf(
	kind: ConnectionEvent['kind'],
	body: Fields,
	server: Server,
	at: number,
	messageNumber: number,
): ConnectionEvent | undefined {
	const client = fieldsOrNothing(body['client']);
	if (client === undefined) return undefined;
	const account = text(client['acc']);
	const rtt = client['rtt'];
	return {
		kind,
		at,
		serverId: server.id,
		serverName: server.name,
		cid: wholeOrNothing(client['id']),
		account,
		// Up to 2.10 `name_tag` is the user's name, from 2.11 the account's.
		accountName: (can(server.version, 'accountNames') && text(client['name_tag'])) || account,
		user: text(client['user']),
		name: text(client['name']) || text(client['client_id']),
		host: text(client['host']),
		language: text(client['lang']),
		version: text(client['ver']),
		connectionKind: text(client['kind']) || 'Client',
		clientType: text(client['client_type']),
		startedAt: timeOf(client['start']),
		stoppedAt: timeOf(client['stop']),
		roundTripMs: typeof rtt === 'number' ? number(rtt) / 1e6 : undefined,
		sent: trafficOrNothing(body['sent']),
		received: trafficOrNothing(body['received']),
		reason: text(body['reason']),
		messageNumber,
	};
}
