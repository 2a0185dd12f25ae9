import {defineCommandRequest} from './define-command-request.ts';
import type {Request} from './request.ts';

/** Has a server read its configuration again, as the signal HUP does; 2.10 and newer. */
export function reloadServer(serverId: string): Request {
	return {subject: `$SYS.REQ.SERVER.${serverId}.RELOAD`, body: ''};
}

export const reloadServerRequest = defineCommandRequest({
	subject: '$SYS.REQ.SERVER.*.RELOAD',
	asks: () => 'reload its configuration',
	done: 'configuration reloaded',
	notDone: 'configuration not reloaded',
});
