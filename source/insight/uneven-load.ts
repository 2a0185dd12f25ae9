// Clients that are spread unevenly inside a cluster: normal after a restart, until they are moved.
import {count} from '../format/number.ts';
import {duration} from '../format/time.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {shownName} from '../model/server-names.ts';
import {isSpeaking, stateOf, stateSinceMs} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {defineRule} from './problem.ts';

/** Clients come back one after the other; what is uneven for longer stays so. */
const settledMs = 60_000;

type Load = {readonly server: Server; readonly connections: number};

function loadsOf(model: Model): readonly (readonly Load[])[] {
	const loads = serversInOrder(model).flatMap(server => {
		const connections = server.stats?.connections;
		return isSpeaking(server) && server.cluster !== '' && connections !== undefined ? [{server, connections}] : [];
	});
	return [...Map.groupBy(loads, ({server}) => server.cluster).values()].filter(({length}) => length > 1);
}

/** ` · n3 restarted 2m 5s ago`, where that is the likely reason. */
function restartedInWords(model: Model, loads: readonly Load[]): string {
	const restarted = loads.find(({server}) => stateOf(model, server) === 'restarted');
	if (restarted === undefined) return '';
	return `; ${shownName(model, restarted.server)} restarted ${duration(stateSinceMs(model, restarted.server))} ago`;
}

export const unevenLoadRule = defineRule({
	id: 'uneven-load',
	meaning: 'a server has half as many connections again as the mean of its cluster, for a minute',
	holdMs: () => settledMs,
	endsUnsaid: true,
	find: (model, _lifeOf, {unevenConnections, unevenPercent}) =>
		loadsOf(model).flatMap(loads => {
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
					about: {kind: 'view' as const, view: 'servers', filter: `cluster:"${server.cluster}"`},
				},
			];
		}),
});
