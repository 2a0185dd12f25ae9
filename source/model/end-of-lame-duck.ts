import type {Model} from './model.ts';
import {noteServer} from './notices.ts';

/** Nobody listens any more to what only this server listened to: when it was draining, it has ended. */
export function endOfLameDuck(model: Model, serverId: string, at: number): void {
	const server = model.servers.get(serverId);
	if (server?.goodbye?.kind !== 'lame duck') return;
	server.goodbye = {kind: 'stopped', at, leavesAt: server.goodbye.leavesAt};
	noteServer(model, 'stopped', at, server, 'stopped after lame-duck mode');
}
