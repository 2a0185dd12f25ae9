// The answers to ROUTEZ and GATEWAYZ: the connections of a server to others. Source: nats-server, Routez and Gatewayz;
// names of remote servers since 2.9.16, accounts and compression of routes since 2.10.
import {addressOf, type ConnectionTrafficFields, connectionTrafficOf} from './connection-traffic.ts';
import {amountOrNothing, type Fields, fields, fieldsOrNothing, list, text, wholeOrNothing} from './fields.ts';
import {goDurationMs} from './go-duration.ts';
import {timeOf} from './time.ts';

type LinkConnectionFields = ConnectionTrafficFields & {
	/** Who is at the other end, and what the connection is called there is not told. */
	readonly kind: 'route' | 'outbound' | 'inbound';
	/** Of this server's end. */
	readonly cid: number;
	/** The remote server's id; empty where it is not told. */
	readonly remoteId: string;
	/** Empty for gateways, and on servers before 2.9.16. */
	readonly remoteName: string;
	/** The remote cluster of a gateway; empty for routes. */
	readonly cluster: string;
	readonly address: string;
	/** By the server's clock. */
	readonly startedAt: number | undefined;
	readonly roundTripMs: number | undefined;
	readonly pendingBytes: number | undefined;
	readonly subscriptions: number | undefined;
	/** The one account that a route is for; empty when it is for all that have none of their own. */
	readonly account: string;
	/** The server's own word: `off`, `s2_fast`; empty where it is not told. */
	readonly compression: string;
};

export type LinkConnectionsFields = {
	readonly serverTime: number | undefined;
	readonly connections: readonly LinkConnectionFields[];
};

/** More than any server has; a bound against nonsense. */
const mostConnections = 4000;

type Place = Pick<LinkConnectionFields, 'kind' | 'cluster'>;

function connectionOf(
	block: Fields,
	cid: number,
	place: Place,
	names: Pick<LinkConnectionFields, 'remoteId' | 'remoteName' | 'pendingBytes'>,
): LinkConnectionFields {
	return {
		...place,
		...names,
		cid,
		address: addressOf(block),
		startedAt: timeOf(block['start']),
		roundTripMs: goDurationMs(block['rtt']),
		subscriptions: amountOrNothing(block['subscriptions']),
		account: text(block['account']),
		compression: text(block['compression']),
		...connectionTrafficOf(block),
	};
}

function routeOf(value: unknown): LinkConnectionFields | undefined {
	const block = fields(value);
	const rid = wholeOrNothing(block['rid']);
	if (rid === undefined) return undefined;
	return connectionOf(
		block,
		rid,
		{kind: 'route', cluster: ''},
		{
			remoteId: text(block['remote_id']),
			remoteName: text(block['remote_name']),
			pendingBytes: amountOrNothing(block['pending_size']),
		},
	);
}

// The connection of a gateway is told as those of clients are; its name is the remote server's id.
function gatewayOf(value: unknown, place: Place): LinkConnectionFields | undefined {
	const block = fields(fields(value)['connection']);
	const cid = wholeOrNothing(block['cid']);
	if (cid === undefined) return undefined;
	return connectionOf(block, cid, place, {
		remoteId: text(block['name']),
		remoteName: '',
		pendingBytes: amountOrNothing(block['pending_bytes']),
	});
}

function isFound(value: LinkConnectionFields | undefined): value is LinkConnectionFields {
	return value !== undefined;
}

/** Undefined when it is no such answer. */
export function routesTold(data: unknown): LinkConnectionsFields | undefined {
	const body = fieldsOrNothing(data);
	if (body === undefined || typeof body['num_routes'] !== 'number') return undefined;
	const connections = list(body['routes']).slice(0, mostConnections).map(routeOf).filter(isFound);
	return {serverTime: timeOf(body['now']), connections};
}

/** The same of gateways: one outbound to each cluster, and any number inbound from it. */
export function gatewaysTold(data: unknown): LinkConnectionsFields | undefined {
	const body = fieldsOrNothing(data);
	const outbound = fieldsOrNothing(body?.['outbound_gateways']);
	const inbound = fieldsOrNothing(body?.['inbound_gateways']);
	// One that has none of a name says `null`.
	if (body === undefined || !('outbound_gateways' in body) || !('inbound_gateways' in body)) return undefined;
	const out = Object.entries(outbound ?? {}).map(([cluster, value]) =>
		gatewayOf(value, {kind: 'outbound', cluster: text(cluster)}),
	);
	const into = Object.entries(inbound ?? {}).flatMap(([cluster, values]) =>
		list(values)
			.slice(0, mostConnections)
			.map(value => gatewayOf(value, {kind: 'inbound', cluster: text(cluster)})),
	);
	const connections = [...out, ...into].slice(0, mostConnections).filter(isFound);
	return {serverTime: timeOf(body['now']), connections};
}
