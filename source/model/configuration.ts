// The configuration that a server uses, as far as it was asked.
import {noteReload} from './late-connects.ts';
import type {Model} from './model.ts';
import type {Configuration, Server} from './server.ts';

/** What a reload announces is sent within this time of it. */
const sameReloadMs = 5000;
/** What is suspected for longer is not asked for any more. */
const suspicionLastsMs = 150_000;
/** A server is asked at most this often. */
const askAgainMs = 60_000;

/** Whether a server has to be asked when it read its configuration, as it may have read it again. */
export function isReloadInQuestion({now}: Model, {reloadSuspected, configuration, goodbye}: Server): boolean {
	if (reloadSuspected === undefined || goodbye !== undefined) return false;
	if (now - reloadSuspected.at > suspicionLastsMs) return false;
	return configuration === undefined || now - configuration.at >= askAgainMs;
}

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
