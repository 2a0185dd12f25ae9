// The `statsz` block of a heartbeat and of the answer to PING. Source: nats-server, ServerStats.
import {type Fields, fields, fieldsOrNothing, list, number, numberOrNothing, text} from './fields.ts';
import {timeOf} from './time.ts';

// More neighbours than any server can have; a bound against nonsense.
const mostNeighbours = 2000;

export type TrafficFields = {readonly messages: number; readonly bytes: number};

/** `{msgs, bytes}`. */
function trafficOf(value: unknown): TrafficFields {
	const block = fields(value);
	return {messages: number(block['msgs']), bytes: number(block['bytes'])};
}

/** `{msgs, bytes}`, or undefined when it is not there. */
export function trafficOrNothing(value: unknown): TrafficFields | undefined {
	return fieldsOrNothing(value) === undefined ? undefined : trafficOf(value);
}

function slowByKindOf(value: unknown) {
	const block = fieldsOrNothing(value);
	if (block === undefined) return undefined;
	return {
		clients: number(block['clients']),
		routes: number(block['routes']),
		gateways: number(block['gateways']),
		leafs: number(block['leafs']),
	};
}

/** Routes are pooled from 2.10 on, several to each peer: grouped by the peer's name, since 2.1.2. */
function peersOf(value: unknown) {
	const routes = list(value);
	if (routes.length === 0) return [];
	const peers = new Map<string, {name: string; links: number; pendingBytes: number}>();
	const most = Math.min(routes.length, mostNeighbours);
	for (let index = 0; index < most; index++) {
		const block = fields(routes[index]);
		const name = text(block['name']);
		const peer = peers.get(name);
		if (peer === undefined) peers.set(name, {name, links: 1, pendingBytes: number(block['pending'])});
		else {
			peer.links++;
			peer.pendingBytes += number(block['pending']);
		}
	}
	return [...peers.values()];
}

function gatewaysOf(value: unknown) {
	return list(value)
		.slice(0, mostNeighbours)
		.map(gateway => ({
			name: text(fields(gateway)['name']),
			inbound: number(fields(gateway)['inbound_connections']),
		}));
}

/** −1, and −1 cast to an unsigned 64-bit number, mean "no limit". */
function limitOf(value: unknown): number | undefined {
	const limit = numberOrNothing(value);
	return limit === undefined || limit < 0 || limit >= 2 ** 63 ? undefined : limit;
}

function metaPeerOf(value: unknown) {
	const block = fields(value);
	return {
		name: text(block['name']),
		current: block['current'] === true,
		offline: block['offline'] === true,
		lag: number(block['lag']),
	};
}

function jetStreamOf(value: unknown) {
	const block = fieldsOrNothing(value);
	if (block === undefined) return undefined;
	const config = fields(block['config']);
	const stats = fields(block['stats']);
	const api = fields(stats['api']);
	const meta = fields(block['meta']);
	return {
		memoryBytes: number(stats['memory']),
		storageBytes: number(stats['storage']),
		maxMemoryBytes: limitOf(config['max_memory']),
		maxStorageBytes: limitOf(config['max_storage']),
		assets: number(stats['ha_assets']),
		apiRequests: number(api['total']),
		apiErrors: number(api['errors']),
		metaLeader: text(meta['leader']),
		metaSize: number(meta['cluster_size']),
		metaPeers: list(meta['replicas']).slice(0, mostNeighbours).map(metaPeerOf),
	};
}

/** The statistics, or undefined when there is no such block. */
export function statsOf(value: unknown) {
	const block: Fields | undefined = fieldsOrNothing(value);
	if (block === undefined) return undefined;
	return {
		startedAt: timeOf(block['start']),
		memoryBytes: number(block['mem']),
		memoryLimitBytes: numberOrNothing(block['gomemlimit']),
		cores: numberOrNothing(block['gomaxprocs']) || number(block['cores']),
		cpuPercent: number(block['cpu']),
		connections: number(block['connections']),
		accepted: number(block['total_connections']),
		accounts: number(block['active_accounts']),
		subscriptions: number(block['subscriptions']),
		sent: trafficOf(block['sent']),
		received: trafficOf(block['received']),
		sentToClients: trafficOrNothing(block['sent_to_clients']),
		receivedFromClients: trafficOrNothing(block['received_from_clients']),
		slowConsumers: number(block['slow_consumers']),
		slowByKind: slowByKindOf(block['slow_consumer_stats']),
		staleConnections: numberOrNothing(block['stale_connections']),
		stalledClients: numberOrNothing(block['stalled_clients']),
		peers: peersOf(block['routes']),
		gateways: gatewaysOf(block['gateways']),
		knownServers: numberOrNothing(block['active_servers']),
		jetStream: jetStreamOf(block['jetstream']),
	};
}
