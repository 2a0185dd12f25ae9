// The answer to LEAFZ: the leafnode connections of one server. Source: nats-server, Leafz; names since 2.9.15.
import {addressOf, type ConnectionTrafficFields, connectionTrafficOf} from './connection-traffic.ts';
import {amountOrNothing, type Fields, fields, fieldsOrNothing, list, text} from './fields.ts';
import {goDurationMs} from './go-duration.ts';

type LeafnodeFields = ConnectionTrafficFields & {
	/** The remote server's name; empty on servers before 2.9.15. */
	readonly name: string;
	readonly account: string;
	/** `10.2.3.4:41000`, of the remote. */
	readonly address: string;
	/** The server that tells has dialled: it is the spoke of this link. */
	readonly isSpoke: boolean;
	readonly roundTripMs: number | undefined;
	readonly subscriptions: number | undefined;
};

/** More leafnodes than a server serves; a bound against nonsense. */
const mostLeafnodes = 20_000;

function leafnodeOf(leaf: Fields): LeafnodeFields {
	return {
		name: text(leaf['name']),
		account: text(leaf['account']),
		address: addressOf(leaf),
		isSpoke: leaf['is_spoke'] === true,
		roundTripMs: goDurationMs(leaf['rtt']),
		subscriptions: amountOrNothing(leaf['subscriptions']),
		...connectionTrafficOf(leaf),
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
