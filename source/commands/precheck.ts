// Why a command cannot be given, as far as that is known without asking a server.
import {lack} from '../model/capabilities.ts';
import {isOperatorAccount} from '../model/claims.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import type {CommandTarget} from './command-target.ts';

function whyNotServer(server: Server | undefined): string | undefined {
	if (server === undefined) return 'this server is no longer known';
	const {name, goodbye, version} = server;
	if (goodbye?.kind === 'stopped') return `${name} has stopped`;
	if (goodbye !== undefined) return `${name} drains (lame duck) and takes no requests`;
	if (server.silentSince !== undefined) return `${name} is silent`;
	const without = lack(version, 'actions');
	return without === undefined ? undefined : `on ${name}, which is ${version}, ${without}`;
}

/** The reason in one sentence; undefined when the command can be tried. */
export function precheck(model: Model, target: CommandTarget): string | undefined {
	const {link} = model;
	if (link.state !== 'up') return 'the link is down';
	switch (target.kind) {
		case 'push': {
			if (isOperatorAccount(target.account)) return undefined;
			const name = model.accounts.get(target.account)?.name ?? target.account;
			return `${name} is no operator’s account: it has no claims`;
		}
		case 'kick':
		case 'move': {
			const isOurs = target.serverId === link.serverId && target.cid === link.cid;
			return isOurs ? 'this is our own connection' : whyNotServer(model.servers.get(target.serverId));
		}
		case 'reload':
			return whyNotServer(model.servers.get(target.serverId));
	}
}
