// Clients that left one server and came back on another: moved, not gone.
import {displayName} from '../format/display-name.ts';
import {count} from '../format/number.ts';
import {duration} from '../format/time.ts';
import type {Client} from '../model/client.ts';
import type {Model} from '../model/model.ts';
import {shownNameOf} from '../model/server-names.ts';
import {defineRule} from './problem.ts';

/** It is news for this long. */
const newsMs = 60_000;
/** Who comes back later than this may be another one of the same name. */
const longestMs = 10_000;
/** Where more clients than these move at a time, that is a storm, or how they always are. */
const mostClients = 5;

/** Who moved, and how. */
type Moved = Client & {readonly moved: NonNullable<Client['moved']>};

function movedLately(client: Client, now: number): client is Moved {
	const {moved, kind, name, user} = client;
	if (moved === undefined || now - moved.at > newsMs || kind !== 'Client' || name + user === '') return false;
	return (moved.afterMs ?? 0) <= longestMs;
}

/** Who moved within the last minute, the latest first. */
function movesIn({clients, now}: Model): readonly Moved[] {
	const found: Moved[] = [];
	for (const client of clients.values()) if (movedLately(client, now)) found.push(client);
	return found.sort((a, b) => b.moved.at - a.moved.at);
}

export const clientMovedRule = defineRule({
	id: 'client-moved',
	meaning: 'up to five clients left one server and came back on another within ten seconds',
	endsUnsaid: true,
	find(model) {
		const clients = movesIn(model);
		const [latest] = clients;
		if (latest === undefined || clients.length > mostClients) return [];
		const {key, moved} = latest;
		const how = `${shownNameOf(model, moved.from)} → ${shownNameOf(model, moved.to)}`;
		// Of a server that died nobody tells when its connections ended.
		const took = moved.afterMs === undefined ? '' : ` in ${duration(moved.afterMs)}`;
		const others = clients.length === 1 ? '' : `, ${count(clients.length - 1)} more moved`;
		return [
			{
				key: 'moved',
				severity: 'note' as const,
				who: displayName(latest),
				topic: 'moved',
				text: `moved ${how}${took}${others}`,
				short: `moved ${how}`,
				since: Math.min(...clients.map(client => client.moved.at)),
				lastAt: moved.at,
				total: clients.length,
				about: {kind: 'client' as const, key},
			},
		];
	},
});
