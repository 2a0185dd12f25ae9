// The `statsz` block of a heartbeat and of the answer to PING. Source: nats-server, ServerStats.
import {
	amountOrNothing,
	amountUnlessLeftOut,
	type Fields,
	fields,
	fieldsOrNothing,
	list,
	measureOrNothing,
	text,
} from './fields.ts';
import {jetStreamOf} from './jetstream.ts';
import {timeOf} from './time.ts';

// More neighbours than any server can have; a bound against nonsense.
const mostNeighbours = 2000;

/** Counters; one that cannot be read is undefined. */
export type TrafficFields = {readonly messages: number | undefined; readonly bytes: number | undefined};

/** `{msgs, bytes}`. */
function trafficOf(value: unknown): TrafficFields {
	const block = fields(value);
	return {messages: amountOrNothing(block['msgs']), bytes: amountOrNothing(block['bytes'])};
}

/** `{msgs, bytes}`, or undefined when it is left out. */
export function trafficOrNothing(value: unknown): TrafficFields | undefined {
	return value === undefined ? undefined : trafficOf(value);
}

function slowByKindOf(value: unknown) {
	if (value === undefined) return undefined;
	const block = fields(value);
	return {
		clients: amountOrNothing(block['clients']),
		routes: amountOrNothing(block['routes']),
		gateways: amountOrNothing(block['gateways']),
		leafs: amountOrNothing(block['leafs']),
	};
}

/** Routes are pooled from 2.10 on, several to each peer: grouped by the peer's name, since 2.1.2. */
function peersOf(value: unknown) {
	const routes = list(value);
	if (routes.length === 0) return [];
	const peers = new Map<string, {name: string; links: number; pendingBytes: number | undefined}>();
	const most = Math.min(routes.length, mostNeighbours);
	for (let index = 0; index < most; index++) {
		const block = fields(routes[index]);
		const name = text(block['name']);
		const pendingBytes = amountUnlessLeftOut(block['pending']);
		const peer = peers.get(name);
		if (peer === undefined) peers.set(name, {name, links: 1, pendingBytes});
		else {
			peer.links++;
			// Of a sum that lacks a part nothing is known.
			peer.pendingBytes =
				peer.pendingBytes === undefined || pendingBytes === undefined ? undefined : peer.pendingBytes + pendingBytes;
		}
	}
	return [...peers.values()];
}

function gatewaysOf(value: unknown) {
	return list(value)
		.slice(0, mostNeighbours)
		.map(gateway => ({
			name: text(fields(gateway)['name']),
			inbound: amountUnlessLeftOut(fields(gateway)['inbound_connections']),
		}));
}

/** Without GOMEMLIMIT it is left out. */
function memoryLimitOf(value: unknown): number | 'none' | undefined {
	return value === undefined ? 'none' : amountOrNothing(value);
}

/** Servers that do not tell how many cores they may use tell how many they see; it is never 0. */
function coresOf(block: Fields): number | undefined {
	const {gomaxprocs, cores} = block;
	return amountOrNothing(gomaxprocs === undefined ? cores : gomaxprocs) || undefined;
}

/** The statistics, or undefined when there is no such block. */
export function statsOf(value: unknown) {
	const block = fieldsOrNothing(value);
	if (block === undefined) return undefined;
	return {
		startedAt: timeOf(block['start']),
		memoryBytes: amountOrNothing(block['mem']),
		memoryLimitBytes: memoryLimitOf(block['gomemlimit']),
		cores: coresOf(block),
		cpuPercent: measureOrNothing(block['cpu']),
		connections: amountOrNothing(block['connections']),
		accepted: amountOrNothing(block['total_connections']),
		accounts: amountOrNothing(block['active_accounts']),
		subscriptions: amountOrNothing(block['subscriptions']),
		sent: trafficOf(block['sent']),
		received: trafficOf(block['received']),
		sentToClients: trafficOrNothing(block['sent_to_clients']),
		receivedFromClients: trafficOrNothing(block['received_from_clients']),
		slowConsumers: amountOrNothing(block['slow_consumers']),
		slowByKind: slowByKindOf(block['slow_consumer_stats']),
		staleConnections: amountOrNothing(block['stale_connections']),
		stalledClients: amountOrNothing(block['stalled_clients']),
		peers: peersOf(block['routes']),
		gateways: gatewaysOf(block['gateways']),
		knownServers: amountOrNothing(block['active_servers']),
		jetStream: jetStreamOf(block['jetstream']),
	};
}
