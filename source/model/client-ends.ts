// How connections of a client end, as far as it tells of trouble: lives that are too short, and ends for being too slow.
import {type Client, shortLeafLifeMs, shortLifeMs} from './client.ts';
import type {Model} from './model.ts';
import {countInNew, runGapMs} from './run.ts';
import type {Server} from './server.ts';
import {count} from './tally.ts';

/** A connection of the client has opened. */
export function noteCameBack(client: Client): void {
	if (client.away === 0) return;
	client.away--;
	client.returns++;
}

/** A connection of the client has ended; `lifeMs` is undefined where the server did not say when it began. */
export function noteEnd(
	model: Model,
	server: Server,
	client: Client,
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
	// A leafnode that is kicked comes back at once: it flaps all the same.
	if (!isShort || reason === 'Server Shutdown' || (reason === 'Kicked' && !isLeaf)) return;
	if (client.shortLives === undefined || at - client.shortLives.lastAt > runGapMs) {
		client.returns = 0;
		client.away = 0;
	}
	client.away++;
	client.shortLives = countInNew(client.shortLives, at);
	if (!isLeaf) model.shortLives = countInNew(model.shortLives, at);
}
