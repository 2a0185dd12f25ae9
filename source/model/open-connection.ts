// Connections that are known to be open: each is in the map of its server, and counted in the model and at its client.
import {changingClient} from './changing-client.ts';
import type {ChangingClient} from './client.ts';
import {clientOfConnection, type LiveConnection} from './live-connection.ts';
import {limits, type Model} from './model.ts';
import type {Server} from './server.ts';

/** Whether one more connection can be kept; one that cannot is counted as forgotten. */
export function hasRoom(model: Model): boolean {
	if (model.connections < limits.connections) return true;
	model.forgotten.connections++;
	return false;
}

/** Keeps a connection that was not known, where there is room. */
export function keepOpen(
	model: Model,
	server: Server,
	client: ChangingClient,
	{cid, startedAt}: Pick<LiveConnection, 'cid' | 'startedAt'>,
): void {
	server.connections.set(cid, {cid, clientKey: client.key, clientNumber: client.number, startedAt});
	model.connections++;
	client.live++;
}

/** Lets go of a connection that has ended; gives its client, unless that had to give way. */
export function letGo(model: Model, server: Server, connection: LiveConnection): ChangingClient | undefined {
	server.connections.delete(connection.cid);
	model.connections--;
	const known = clientOfConnection(model, connection);
	if (known === undefined) return undefined;
	const client = changingClient(model, known);
	client.live--;
	return client;
}
