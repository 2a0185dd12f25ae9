// Connections that were there before this program are told by no event: those that a server lists are known from then on.
import {spanMs} from '../format/time.ts';
import type {ListedConnection} from './connection-list.ts';
import {clientOf, rememberServer} from './count-connect.ts';
import {isOwn} from './link.ts';
import type {Model} from './model.ts';
import {hasRoom, keepOpen} from './open-connection.ts';
import {isRecentCid} from './recent-cids.ts';
import type {Server} from './server.ts';

/**
 * Of a younger one the CONNECT may still be under way, which would then be taken for an announcement of a connection
 * that is known already.
 */
const youngMs = 20_000;

/** What a server listed, at `serverTime` by its clock, as open. */
export function adoptConnections(
	model: Model,
	server: Server,
	listed: readonly Omit<ListedConnection, 'rates'>[],
	serverTime: number | undefined,
	at: number,
): void {
	for (const connection of listed) {
		const {cid, startedAt, stoppedAt} = connection;
		const isOld = (spanMs(startedAt, serverTime) ?? 0) > youngMs;
		if (stoppedAt !== undefined || !isOld || server.connections.has(cid)) continue;
		// It may have ended while the list was under way.
		if (isRecentCid(server.endedCids, cid) || isOwn(model.link, server.id, cid)) continue;
		if (!hasRoom(model)) continue;
		const {kind: connectionKind, ...identity} = connection;
		const client = clientOf(model, {...identity, connectionKind, at});
		rememberServer(client.servers, server);
		keepOpen(model, server, client, {cid, startedAt});
	}
}
