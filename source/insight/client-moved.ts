// Clients that left one server and came back on another: moved, not gone.
import {count} from '../format/number.ts';
import {duration, spanMs} from '../format/time.ts';
import {clientKey} from '../model/client.ts';
import type {ConnectionEvent} from '../model/journal-entry.ts';
import {newest} from '../model/journal.ts';
import type {Model} from '../model/model.ts';
import {defineRule} from './problem.ts';

/** It is news for this long. */
const newsMs = 60_000;
/** Who comes back later than this may be another one of the same name. */
const longestMs = 10_000;
/** Who stays for less connects again and again, which is told otherwise. */
const shortestLifeMs = 10_000;
/** Where more clients than these move at a time, that is a storm, or how they always are. */
const mostClients = 5;
/** Entries of the journal that are looked at; a storm is told as one. */
const mostEntries = 200;

type Move = {
	readonly key: string;
	readonly name: string;
	/** `fra2 → muc3` */
	readonly how: string;
	readonly tookMs: number;
	/** When it came back. */
	readonly at: number;
};

/** Who moved within the last minute, each identity once, the latest first. */
function movesIn({journals, now}: Model): readonly Move[] {
	/** By identity: the first connect after the disconnect that is looked for. */
	const came = new Map<string, ConnectionEvent>();
	const moves = new Map<string, Move>();
	for (let back = 0; back < mostEntries; back++) {
		const entry = newest(journals.connections, back);
		if (entry === undefined || now - entry.event.at > newsMs + longestMs) break;
		const {event, count: times} = entry;
		// Of a run of many nobody knows which one of them came back where.
		if (times > 1 || event.connectionKind !== 'Client' || event.name + event.user === '') continue;
		const key = clientKey(event);
		if (event.kind === 'connect') {
			came.set(key, event);
			continue;
		}
		const connect = came.get(key);
		came.delete(key);
		if (connect === undefined || connect.serverId === event.serverId || moves.has(key)) continue;
		const tookMs = connect.at - event.at;
		if ((spanMs(event.startedAt, event.stoppedAt) ?? 0) < shortestLifeMs) continue;
		if (tookMs < 0 || tookMs > longestMs || now - connect.at > newsMs) continue;
		const how = `${event.serverName} → ${connect.serverName}`;
		moves.set(key, {key, name: connect.name || connect.user, how, tookMs, at: connect.at});
	}
	return [...moves.values()];
}

export const clientMovedRule = defineRule({
	id: 'client-moved',
	meaning: 'up to five clients left one server and came back on another within ten seconds',
	endsUnsaid: true,
	find(model: Model) {
		const moves = movesIn(model);
		const [latest] = moves;
		if (latest === undefined || moves.length > mostClients) return [];
		const {name, how, tookMs, at, key} = latest;
		const others = moves.length === 1 ? '' : `, ${count(moves.length - 1)} more moved`;
		return [
			{
				key: 'moved',
				severity: 'note' as const,
				who: name,
				topic: 'moved',
				text: `moved ${how} in ${duration(tookMs)}${others}`,
				short: `moved ${how}`,
				since: Math.min(...moves.map(move => move.at)),
				lastAt: at,
				total: moves.length,
				about: {kind: 'client' as const, key},
			},
		];
	},
});
