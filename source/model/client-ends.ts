// How connections of a client end, as far as it tells of trouble: lives that are too short, and ends for being too slow.
import {changingClient} from './changing-client.ts';
import {type ChangingClient, type Client, shortLeafLifeMs, shortLifeMs} from './client.ts';
import {clientOfConnection} from './live-connection.ts';
import type {Model} from './model.ts';
import {countInNew, runGapMs} from './run.ts';
import type {Server} from './server.ts';
import {count} from './tally.ts';

/** Who comes later than this has not moved, but was away. A server in lame duck lets its clients go within two minutes. */
const longestMoveMs = 150_000;

/** Messages of what follows on each other may come out of step by so much. */
const outOfStepMs = 1000;

/** Whether a life began before the one before it had ended: then they were of two leafnodes that have the same name. */
function isOfAnother({shortLives}: Client, lifeMs: number, at: number): boolean {
	return shortLives !== undefined && at - lifeMs < shortLives.lastAt - outOfStepMs;
}

/** A connection of the client has opened. */
export function noteCame(client: ChangingClient, serverId: string, at: number): void {
	const {lastLeft} = client;
	if (lastLeft !== undefined) {
		const afterMs = at - lastLeft.at;
		if (lastLeft.serverId !== serverId && afterMs >= 0 && afterMs <= longestMoveMs) {
			client.moved = {at, from: lastLeft.serverId, to: serverId, afterMs};
		}
		client.lastLeft = undefined;
	}
	client.lastCame = {at, serverId};
	if (client.away === 0) return;
	client.away--;
	client.returns++;
}

/** A server is not heard any more: clients of it that have come to another one since then have moved. */
export function noteLost(model: Model, server: Server): void {
	for (const connection of server.connections.values()) {
		const client = clientOfConnection(model, connection);
		if (client === undefined) continue;
		const {lastCame, moved} = client;
		if (lastCame === undefined || lastCame.serverId === server.id || lastCame.at < server.lastSeenAt) continue;
		if (moved !== undefined && moved.at >= lastCame.at) continue;
		const to = lastCame.serverId;
		changingClient(model, client).moved = {at: lastCame.at, from: server.id, to, afterMs: undefined};
	}
}

/** A connection of the client has ended; `lifeMs` is undefined where the server did not say when it began. */
export function noteEnd(
	model: Model,
	server: Server,
	client: ChangingClient,
	lifeMs: number | undefined,
	reason: string,
	at: number,
): void {
	if (reason.startsWith('Slow Consumer')) {
		client.slowEnds = countInNew(client.slowEnds, at);
		count(server.slowSeen, at);
	}
	const isLeaf = client.kind === 'Leafnode';
	const isShort = lifeMs !== undefined && lifeMs < (isLeaf ? shortLeafLifeMs : shortLifeMs);
	// Who closes its connection itself goes away; who loses it comes back elsewhere.
	if (client.live <= 0 && !isShort && reason !== 'Client Closed') client.lastLeft = {at, serverId: server.id};
	// A leafnode that is kicked comes back at once: it flaps all the same.
	if (!isShort || reason === 'Server Shutdown' || (reason === 'Kicked' && !isLeaf)) return;
	if (isLeaf && isOfAnother(client, lifeMs, at)) return;
	if (client.shortLives === undefined || at - client.shortLives.lastAt > runGapMs) {
		client.returns = 0;
		client.away = 0;
	}
	client.away++;
	client.shortLives = countInNew(client.shortLives, at);
	if (!isLeaf) model.shortLives = countInNew(model.shortLives, at);
}
