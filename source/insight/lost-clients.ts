// What became of the clients of a server that was lost: in order of time, how many it had and how many came to others.
import {firstNames} from '../format/first-names.ts';
import {count, grouped} from '../format/number.ts';
import {duration} from '../format/time.ts';
import {clientKey} from '../model/client.ts';
import type {ConnectionEvent} from '../model/journal-entry.ts';
import {newest} from '../model/journal.ts';
import {isOwn} from '../model/link.ts';
import type {Model} from '../model/model.ts';
import {runGapMs} from '../model/run.ts';
import type {Server} from '../model/server.ts';
import {shownName, shownNamesOf} from '../model/server-names.ts';
import {isSpeaking} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {defineRule} from './problem.ts';

/** It is news for this long. */
const newsMs = 300_000;
/** Who comes later than this comes for another reason. */
const returnMs = 30_000;
/** Entries of the journal that are looked at. */
const mostEntries = 1000;

type Return = {readonly clients: number; readonly servers: ReadonlySet<string>; readonly lastAt: number};

/** Who comes and goes by itself all the time is not of the server that was lost. */
function comesAndGoes({clients}: Model, event: ConnectionEvent, from: number): boolean {
	const {shortLives} = clients.get(clientKey(event)) ?? {};
	return shortLives !== undefined && shortLives.lastAt > from - runGapMs;
}

/** Clients that connected to other servers from one moment on until half a minute after another. */
function returnsAfter(model: Model, lost: Server, from: number, to: number): Return {
	const servers = new Set<string>();
	let clients = 0;
	let lastAt = from;
	for (let back = 0; back < mostEntries; back++) {
		const entry = newest(model.journals.connections, back);
		if (entry === undefined || entry.event.at < from) break;
		const {event} = entry;
		if (event.kind !== 'connect' || event.connectionKind !== 'Client' || event.serverId === lost.id) continue;
		if (entry.firstAt > to + returnMs || comesAndGoes(model, event, from)) continue;
		// Our own link moves too when its server is lost.
		if (isOwn(model.link, event.serverId, event.cid)) continue;
		clients += entry.count;
		servers.add(event.serverId);
		lastAt = Math.max(lastAt, event.at);
	}
	return {clients, servers, lastAt};
}

export const lostClientsRule = defineRule({
	id: 'lost-clients',
	meaning:
		'a server was lost or stopped within the last five minutes, with clients: how many connected to others since',
	endsUnsaid: true,
	find: model =>
		serversInOrder(model).flatMap(server => {
			const had = server.stats?.connections ?? 0;
			const lostAt = server.goodbye?.kind === 'stopped' ? server.goodbye.at : server.silentSince;
			if (isSpeaking(server) || lostAt === undefined || had === 0 || model.now - lostAt > newsMs) return [];
			const leavesAt = server.goodbye?.leavesAt ?? lostAt;
			const {clients, servers, lastAt} = returnsAfter(model, server, leavesAt, lostAt);
			// One that is silent may have all of them still.
			if (server.goodbye === undefined && clients === 0) return [];
			const name = shownName(model, server);
			const how = server.goodbye === undefined ? 'silent' : leavesAt < lostAt ? 'drained, then shut down' : 'shut down';
			const where = clients === 0 ? '' : ` on ${firstNames(shownNamesOf(model, servers))}`;
			const took = clients === 0 ? '' : ` in ${duration(Math.max(1, lastAt - leavesAt))}`;
			const came = `${count(clients)} ${clients === 1 ? 'connect' : 'connects'}`;
			const short = `${grouped(had)} lost → ${came}${where}`;
			return [
				{
					key: server.id,
					severity: 'note' as const,
					who: `clients of ${name}`,
					topic: 'clients lost',
					text: `${how}, had ${grouped(had)} ${had === 1 ? 'connection' : 'connections'} → ${came}${where}${took}`,
					short,
					since: lostAt,
					about: {kind: 'server' as const, id: server.id},
				},
			];
		}),
});
