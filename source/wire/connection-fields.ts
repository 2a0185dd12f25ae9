// The body that CONNECT, DISCONNECT and AUTH.ERR share. Source: nats-server, ConnectEventMsg and DisconnectEventMsg.
import {clientUser} from './client-user.ts';
import {type Fields, fieldsOrNothing, measureOrNothing, text, wholeOrNothing} from './fields.ts';
import {inMilliseconds} from './go-duration.ts';
import {type TrafficFields, trafficOrNothing} from './stats.ts';
import {timeOf} from './time.ts';

/** What such a body says of a connection; texts are tamed, and empty when they are not there. */
export type ConnectionFields = {
	readonly cid: number | undefined;
	readonly account: string;
	/** Display name of the account; the id when there is none. */
	readonly accountName: string;
	readonly user: string;
	/** Of the client; an MQTT client has its client id instead. */
	readonly name: string;
	readonly host: string;
	/** Of the client library: `go`, and its version. */
	readonly language: string;
	readonly version: string;
	/** `Client`, `Leafnode`; in refusals also `Router`, `Gateway`. */
	readonly connectionKind: string;
	/** `nats`, `websocket`, `mqtt`; empty for others. */
	readonly clientType: string;
	/** Epoch milliseconds by the server's clock. */
	readonly startedAt: number | undefined;
	readonly stoppedAt: number | undefined;
	readonly roundTripMs: number | undefined;
	/** From the client's side: what it published. Only known when it leaves. */
	readonly sent: TrafficFields | undefined;
	/** From the client's side: what was delivered to it. */
	readonly received: TrafficFields | undefined;
	readonly reason: string;
};

/**
 * What a server of this version says happened to a connection; undefined without a `client` block. `name_tag` is the account's name on servers that
 * `tellAccountNames`, and the user's name before. The JWT that the block may carry is not read here.
 */
export function connectionFieldsOf(
	body: Fields,
	version: string,
	tellAccountNames: boolean,
): ConnectionFields | undefined {
	const client = fieldsOrNothing(body['client']);
	if (client === undefined) return undefined;
	const account = text(client['acc']);
	return {
		cid: wholeOrNothing(client['id']),
		account,
		accountName: (tellAccountNames && text(client['name_tag'])) || account,
		user: clientUser(client, version),
		name: text(client['name']) || text(client['client_id']),
		host: text(client['host']),
		language: text(client['lang']),
		version: text(client['ver']),
		connectionKind: text(client['kind']) || 'Client',
		clientType: text(client['client_type']),
		startedAt: timeOf(client['start']),
		stoppedAt: timeOf(client['stop']),
		roundTripMs: inMilliseconds(measureOrNothing(client['rtt'])),
		sent: trafficOrNothing(body['sent']),
		received: trafficOrNothing(body['received']),
		reason: text(body['reason']),
	};
}
