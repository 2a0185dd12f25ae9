// The answer to LEAFZ: the leafnode connections of one server. Source: nats-server, Leafz; names since 2.9.15.
import {amountOrNothing, type Fields, fields, fieldsOrNothing, list, text} from './fields.ts';
import type {TrafficFields} from './stats.ts';
import {goDurationMs} from './go-duration.ts';

export type LeafnodeFields = {
	/** The remote server's name; empty on servers before 2.9.15. */
	readonly name: string;
	readonly account: string;
	/** `10.2.3.4:41000`, of the remote. */
	readonly address: string;
	/** The server that tells has dialled: it is the spoke of this link. */
	readonly isSpoke: boolean;
	readonly roundTripMs: number | undefined;
	readonly subscriptions: number | undefined;
	/** To and from the leafnode, from the side of the server that tells. */
	readonly sent: TrafficFields;
	readonly received: TrafficFields;
};

/** More leafnodes than a server serves; a bound against nonsense. */
const mostLeafnodes = 20_000;

function leafnodeOf(leaf: Fields): LeafnodeFields {
	const port = amountOrNothing(leaf['port']);
	return {
		name: text(leaf['name']),
		account: text(leaf['account']),
		address: `${text(leaf['ip'])}:${port ?? '–'}`,
		isSpoke: leaf['is_spoke'] === true,
		roundTripMs: goDurationMs(leaf['rtt']),
		subscriptions: amountOrNothing(leaf['subscriptions']),
		sent: {messages: amountOrNothing(leaf['out_msgs']), bytes: amountOrNothing(leaf['out_bytes'])},
		received: {messages: amountOrNothing(leaf['in_msgs']), bytes: amountOrNothing(leaf['in_bytes'])},
	};
}

/** Undefined when it is no such answer. A server without leafnodes lists none, or `null` before 2.10.16. */
export function leafnodesOf(data: unknown): readonly LeafnodeFields[] | undefined {
	const body = fieldsOrNothing(data);
	if (body === undefined || typeof body['server_id'] !== 'string') return undefined;
	return list(body['leafs'])
		.slice(0, mostLeafnodes)
		.map(leaf => leafnodeOf(fields(leaf)));
}
