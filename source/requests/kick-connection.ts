import {connectionInWords, defineCommandRequest} from './define-command-request.ts';
import type {Request} from './request.ts';

/** Has a server close one connection; 2.10 and newer. Its client usually comes back at once. */
export function kickConnection(serverId: string, cid: number): Request {
	return {subject: `$SYS.REQ.SERVER.${serverId}.KICK`, body: JSON.stringify({cid})};
}

export const kickConnectionRequest = defineCommandRequest({
	subject: '$SYS.REQ.SERVER.*.KICK',
	asks: (body, server, model) => `kick ${connectionInWords(body, server, model)}`,
	done: 'kicked',
	notDone: 'not kicked',
});
