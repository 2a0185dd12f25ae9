// Clients that are spread unevenly inside a cluster: normal after a restart, until they are moved.
import {exactFilter} from '../format/exact-filter.ts';
import {count} from '../format/number.ts';
import {clustersInOrder} from '../model/clusters.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {shownName} from '../model/server-names.ts';
import {isSpeaking, stateOf} from '../model/server-state.ts';
import {defineRule} from './problem.ts';
import {stateInWords} from './state-in-words.ts';

/** Clients come back one after the other; what is uneven for longer stays so. */
const settledMs = 60_000;

type Load = {readonly server: Server; readonly connections: number};

function loadsOf(servers: readonly Server[]): readonly Load[] {
	return servers.flatMap(server => {
		const connections = server.stats?.connections;
		return isSpeaking(server) && connections !== undefined ? [{server, connections}] : [];
	});
}

/** Whether a server may have so many connections more than the mean: most clusters are told to be even without a list. */
function mayBeUneven(servers: readonly Server[], by: number): boolean {
	let least = Number.POSITIVE_INFINITY;
	let most = 0;
	for (const server of servers) {
		const connections = server.stats?.connections;
		if (connections === undefined || !isSpeaking(server)) continue;
		if (connections < least) least = connections;
		if (connections > most) most = connections;
	}
	return most - least >= by;
}

/** `; n3 restarted 2m 5s ago`, where that is the likely reason. */
function restartedInWords(model: Model, loads: readonly Load[]): string {
	const restarted = loads.find(({server}) => stateOf(model, server) === 'restarted');
	if (restarted === undefined) return '';
	return `; ${shownName(model, restarted.server)} ${stateInWords(model, restarted.server)} ago`;
}

export const unevenLoadRule = defineRule({
	id: 'uneven-load',
	meaning: 'a server has half as many connections again as the mean of its cluster, for a minute',
	holdMs: () => settledMs,
	endsUnsaid: true,
	find: (model, _lifeOf, {unevenConnections, unevenPercent}) =>
		clustersInOrder(model).flatMap(servers => {
			if (!mayBeUneven(servers, unevenConnections.value)) return [];
			const loads = loadsOf(servers);
			const [most] = loads.toSorted((a, b) => b.connections - a.connections);
			if (most === undefined) return [];
			const all = loads.reduce((sum, {connections}) => sum + connections, 0);
			const mean = all / loads.length;
			const {server, connections} = most;
			if (connections - mean < unevenConnections.value) return [];
			if (connections < mean * (1 + unevenPercent.value / 100)) return [];
			const short = `has ${count(connections)} of ${count(all)} connections`;
			return [
				{
					key: server.cluster,
					severity: 'note' as const,
					who: shownName(model, server),
					topic: 'uneven load',
					text: `${short} of cluster ${server.cluster}, ${loads.length} servers${restartedInWords(model, loads)}`,
					short,
					about: {kind: 'view' as const, view: 'servers', filter: exactFilter({cluster: server.cluster})},
				},
			];
		}),
});
