// The configuration that a server uses, as far as it was asked.
import {noteReload} from './late-connects.ts';
import type {Model} from './model.ts';
import type {Configuration, Server} from './server.ts';

/** A server says when it has read its configuration, and gives a digest of it: another than before is a reload. */
export function configurationTold(model: Model, server: Server, {loadedAt, digest}: Configuration, at: number): void {
	const {configuration: before} = server;
	server.configuration = {loadedAt, digest};
	if (before === undefined) return;
	const isLater = loadedAt !== undefined && before.loadedAt !== undefined && loadedAt > before.loadedAt;
	const isOther = digest !== '' && before.digest !== '' && digest !== before.digest;
	if (isLater || isOther) noteReload(model, server, at);
}
