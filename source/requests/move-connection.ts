import {connectionInWords, defineCommandRequest} from './define-command-request.ts';
import type {Request} from './request.ts';

/** Has a server tell one client that it should go to another server (lame duck for a client); 2.10 and newer. */
export function moveConnection(serverId: string, cid: number): Request {
	return {subject: `$SYS.REQ.SERVER.${serverId}.LDM`, body: JSON.stringify({cid})};
}

export const moveConnectionRequest = defineCommandRequest({
	subject: '$SYS.REQ.SERVER.*.LDM',
	asks: (body, server, model) => `tell ${connectionInWords(body, server, model)} to move`,
	done: 'told the client to move',
	notDone: 'the client was not told to move',
});
