// Connections that are known to be open: each is in the map of its server, and counted in the model and at its client.
import type {LiveConnection} from './live-connection.ts';
import {limits, type Model} from './model.ts';
import type {Server} from './server.ts';

/** Whether one more connection can be kept; one that cannot is counted as forgotten. */
export function hasRoom(model: Model): boolean {
	if (model.connections < limits.connections) return true;
	model.forgotten.connections++;
	return false;
}

/** Keeps a connection that was not known, where there is room. */
export function keepOpen(model: Model, server: Server, connection: LiveConnection): void {
	server.connections.set(connection.cid, connection);
	model.connections++;
	connection.client.live++;
}

/** Lets go of a connection that has ended. */
export function letGo(model: Model, server: Server, {cid, client}: LiveConnection): void {
	server.connections.delete(cid);
	model.connections--;
	client.live--;
}
