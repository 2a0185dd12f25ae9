// Clients that left one server and came back on another: moved, not gone.
import {duration, spanMs} from '../format/time.ts';
import {joinedKey} from '../model/joined-key.ts';
import type {ConnectionEvent} from '../model/journal-entry.ts';
import {newest} from '../model/journal.ts';
import type {Model} from '../model/model.ts';
import {defineRule, type Finding} from './problem.ts';

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

const identityOf = ({account, user, name, host, language, version}: ConnectionEvent): string =>
	joinedKey([account, user, name, host, language, version]);

export const clientMovedRule = defineRule({
	id: 'client-moved',
	meaning: 'a client left one server and came back on another within ten seconds',
	endsUnsaid: true,
	find(model: Model) {
		const {journals, now} = model;
		/** By identity: the first connect after the disconnect that is looked for. */
		const came = new Map<string, ConnectionEvent>();
		const found = new Map<string, Finding>();
		for (let back = 0; back < mostEntries; back++) {
			const entry = newest(journals.connections, back);
			if (entry === undefined || now - entry.event.at > newsMs + longestMs) break;
			const {event, count: times} = entry;
			// Of a run of many nobody knows which one of them came back where.
			if (times > 1 || event.connectionKind !== 'Client' || event.name + event.user === '') continue;
			const key = identityOf(event);
			if (event.kind === 'connect') {
				came.set(key, event);
				continue;
			}
			const connect = came.get(key);
			came.delete(key);
			if (connect === undefined || connect.serverId === event.serverId || found.has(key)) continue;
			const tookMs = connect.at - event.at;
			if ((spanMs(event.startedAt, event.stoppedAt) ?? 0) < shortestLifeMs) continue;
			if (tookMs < 0 || tookMs > longestMs || now - connect.at > newsMs) continue;
			const moved = `moved ${event.serverName} → ${connect.serverName}`;
			found.set(key, {
				key,
				severity: 'note',
				who: connect.name || connect.user,
				topic: 'moved',
				text: `${moved} in ${duration(tookMs)}`,
				short: moved,
				since: connect.at,
				about: {kind: 'client', key},
			});
		}
		return found.size > mostClients ? [] : [...found.values()];
	},
});
