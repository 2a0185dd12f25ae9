import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {isSpeaking} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {defineRule} from './problem.ts';

/** Every join and leave is known to all only after a while. */
const settlingMs = 20_000;
/** A server that was killed is counted by the others for two to four minutes. */
export const agingMs = 240_000;

// By its own clock.
function isYoung({stats, statsServerTime, statsAt}: Server, now: number): boolean {
	if (stats?.startedAt === undefined || statsServerTime === undefined || statsAt === undefined) return false;
	return statsServerTime - stats.startedAt + (now - statsAt) < settlingMs;
}

function justChanged(model: Model, server: Server): boolean {
	const {now} = model;
	const goneAt = server.silentSince ?? server.goodbye?.at;
	if (goneAt !== undefined) return now - goneAt < agingMs;
	// The others count the process before it, too.
	if (server.restart !== undefined && now - server.restart.at < agingMs) return true;
	if (isYoung(server, now)) return true;
	return (
		now - server.firstSeenAt < settlingMs && model.completeAt !== undefined && server.firstSeenAt > model.completeAt
	);
}

function names(servers: readonly Server[]): string {
	const few = servers.slice(0, 4).map(server => server.name);
	return servers.length > 4 ? `${few.join(' ')} and ${servers.length - 4} more` : few.join(' ');
}

/** `active_servers` is one server's opinion; where opinions differ for long, the system is split. */
export const partitionRule = defineRule({
	id: 'partition',
	meaning: 'servers disagree for long on how many servers there are',
	find(model) {
		const servers = serversInOrder(model);
		if (servers.some(server => justChanged(model, server))) return [];
		const groups = new Map<number, Server[]>();
		for (const server of servers) {
			const known = server.stats?.knownServers;
			if (known === undefined || !isSpeaking(server)) continue;
			const group = groups.get(known);
			if (group === undefined) groups.set(known, [server]);
			else group.push(server);
		}
		if (groups.size < 2) return [];
		const opinions = [...groups].sort(([a], [b]) => b - a).map(([known, group]) => `${names(group)} see ${known}`);
		return [
			{
				rule: 'partition',
				key: 'partition',
				severity: 'bad',
				who: 'system split?',
				text: opinions.slice(0, 4).join(' · '),
				since: undefined,
				about: {kind: 'view', view: 'servers', filter: ''},
			},
		];
	},
});
