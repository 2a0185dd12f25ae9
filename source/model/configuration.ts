// The configuration that a server uses, as far as it was asked.
import {noteReload} from './late-connects.ts';
import type {Model} from './model.ts';
import type {Configuration, Server} from './server.ts';

/** What a reload announces is sent within this time of it. */
const sameReloadMs = 5000;
/** Takes what was suspected for a reload when the server has read its configuration just then; both times are by its clock. */
function reloadConfirmed(model: Model, server: Server, loadedAt: number | undefined): boolean {
	const {reloadSuspected} = server;
	if (reloadSuspected === undefined) return false;
	server.reloadSuspected = undefined;
	if (loadedAt === undefined || Math.abs(reloadSuspected.toldAt - loadedAt) > sameReloadMs) return false;
	noteReload(model, server, reloadSuspected.at);
	return true;
}

/** A server says when it has read its configuration, and gives a digest of it: another than before is a reload. */
export function configurationTold(model: Model, server: Server, {loadedAt, digest}: Configuration, at: number): void {
	const {configuration: before} = server;
	server.configuration = {loadedAt, digest, at};
	if (reloadConfirmed(model, server, loadedAt) || before === undefined) return;
	const isLater = loadedAt !== undefined && before.loadedAt !== undefined && loadedAt > before.loadedAt;
	const isOther = digest !== '' && before.digest !== '' && digest !== before.digest;
	if (isLater || isOther) noteReload(model, server, at);
}
