// JetStream as plain JSON: what each server uses of its limits, and the meta groups.
import {type MetaGroup, metaGroups} from '../model/meta-group.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {isSpeaking} from '../model/server-state.ts';
import {known} from './known.ts';

/** Null throughout where JetStream is off, and of a server that is not heard. */
export function jetStreamOf(server: Server) {
	const use = isSpeaking(server) ? server.stats?.jetStream : undefined;
	const rates = use === undefined ? undefined : server.rates;
	return {
		jetstream_memory_bytes: known(use?.memoryBytes),
		jetstream_memory_reserved_bytes: known(use?.reservedMemoryBytes),
		jetstream_memory_limit_bytes: known(use?.maxMemoryBytes),
		jetstream_store_bytes: known(use?.storageBytes),
		jetstream_store_reserved_bytes: known(use?.reservedStorageBytes),
		jetstream_store_limit_bytes: known(use?.maxStorageBytes),
		jetstream_ha_assets: known(use?.assets),
		jetstream_api_requests: known(use?.apiRequests),
		jetstream_api_errors: known(use?.apiErrors),
		jetstream_api_requests_per_second: known(rates?.apiRequests),
		jetstream_api_errors_per_second: known(rates?.apiErrors),
	};
}

function groupOf({domain, size, quorum, heard, state}: MetaGroup) {
	const peers = state.kind === 'led' ? state.peers : undefined;
	return {
		domain,
		state: state.kind,
		leader: state.kind === 'led' ? state.leader : null,
		size,
		quorum,
		servers_heard: heard.map(({name}) => name).sort(),
		// Of one that is led the leader tells, of another nobody but ourselves.
		missing:
			state.kind === 'led'
				? (peers
						?.filter(({offline}) => offline)
						.map(({name}) => name)
						.sort() ?? null)
				: state.kind === 'leaderless'
					? state.missing
					: null,
	};
}

export function metaGroupsOf(model: Model) {
	return metaGroups(model).map(groupOf);
}
