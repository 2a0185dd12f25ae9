import {detailsTold} from '../model/details-told.ts';
import {healthOf} from '../wire/health.ts';
import {defineRequest} from './define-request.ts';
import type {Request} from './request.ts';

/** Asks one server whether it is well; with JetStream it looks at each of its streams and consumers. About 420 bytes. */
export function serverHealth(serverId: string): Request {
	return {subject: `$SYS.REQ.SERVER.${serverId}.HEALTHZ`, body: ''};
}

export const serverHealthRequest = defineRequest({
	subject: '$SYS.REQ.SERVER.*.HEALTHZ',
	decode: ({envelope: {body}}) => healthOf(body['data']),
	apply(_model, server, health, {at}) {
		detailsTold(server, {health: {...health, at}});
	},
});
