// What a server tells of JetStream: in its statistics (`statsz.jetstream`) and in its answer to JSZ, of which the parts
// have the same shapes. Source: nats-server, JetStreamVarz, JSInfo, MetaClusterInfo, PeerInfo.
import {amountOrNothing, amountUnlessLeftOut, type Fields, fields, fieldsOrNothing, list, text} from './fields.ts';
import {inMilliseconds} from './go-duration.ts';

/** More members than any meta group can have; a bound against nonsense. */
const mostPeers = 2000;

function metaPeerOf(value: unknown) {
	const block = fields(value);
	return {
		name: text(block['name']),
		current: block['current'] === true,
		offline: block['offline'] === true,
		lag: amountUnlessLeftOut(block['lag']),
		// 0 of a peer that was never heard as well as of one that was heard just now; only an offline one was not.
		activeMs: inMilliseconds(amountOrNothing(block['active'])),
	};
}

function metaOf(value: unknown) {
	const meta = fields(value);
	return {
		metaLeader: text(meta['leader']),
		metaSize: amountUnlessLeftOut(meta['cluster_size']),
		// Before 2.15 it is not told.
		metaQuorum: amountOrNothing(meta['quorum_needed']),
		metaRescue: meta['rescue'] === true,
		// Before 2.10.21 it is not told.
		metaPending: amountOrNothing(meta['pending']),
		metaPeers: list(meta['replicas']).slice(0, mostPeers).map(metaPeerOf),
	};
}

function usageOf(stats: Fields) {
	const api = fields(stats['api']);
	return {
		memoryBytes: amountOrNothing(stats['memory']),
		storageBytes: amountOrNothing(stats['storage']),
		reservedMemoryBytes: amountOrNothing(stats['reserved_memory']),
		reservedStorageBytes: amountOrNothing(stats['reserved_storage']),
		accounts: amountOrNothing(stats['accounts']),
		assets: amountOrNothing(stats['ha_assets']),
		apiRequests: amountOrNothing(api['total']),
		apiErrors: amountOrNothing(api['errors']),
		apiInflight: amountUnlessLeftOut(api['inflight']),
	};
}

/** The `jetstream` block of statistics; undefined where JetStream is off. */
export function jetStreamOf(value: unknown) {
	const block = fieldsOrNothing(value);
	if (block === undefined) return undefined;
	const config = fields(block['config']);
	return {
		...usageOf(fields(block['stats'])),
		// −1, and −1 without its sign, mean that there is no limit.
		maxMemoryBytes: amountOrNothing(config['max_memory']),
		maxStorageBytes: amountOrNothing(config['max_storage']),
		...metaOf(block['meta']),
	};
}

/** `streams_leader` and `consumers_leader` are left out when they are 0, and by servers before 2.11.11 and 2.12.1. */
function ledOf(value: unknown, canTell: boolean): number | undefined {
	return canTell ? amountUnlessLeftOut(value) : amountOrNothing(value);
}

/**
 * The data of an answer to JSZ: undefined when it is no such answer, `off` when JetStream is off. `canTellLeaders`: the
 * server is of a version that counts which streams and consumers it leads.
 */
export function jetStreamReportOf(data: unknown, canTellLeaders: boolean) {
	const body = fieldsOrNothing(data);
	if (body === undefined || typeof body['server_id'] !== 'string') return undefined;
	if (body['disabled'] === true) return 'off';
	return {
		streams: amountOrNothing(body['streams']),
		consumers: amountOrNothing(body['consumers']),
		messages: amountOrNothing(body['messages']),
		bytes: amountOrNothing(body['bytes']),
		streamsLed: ledOf(body['streams_leader'], canTellLeaders),
		consumersLed: ledOf(body['consumers_leader'], canTellLeaders),
		...metaOf(body['meta_cluster']),
	};
}
