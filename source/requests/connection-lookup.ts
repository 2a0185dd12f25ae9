import {fields} from '../wire/fields.ts';
import {defineRequest, type OpenedAnswer} from './define-request.ts';
import type {Request} from './request.ts';

/**
 * Asks one server for one connection, with who it is; also when it is closed, so that its end can be told. Open
 * leafnodes are found since 2.15.
 */
export function connectionLookup(serverId: string, cid: number): Request {
	return {subject: `$SYS.REQ.SERVER.${serverId}.CONNZ`, body: JSON.stringify({cid, auth: true, state: 2})};
}

function decode({envelope: {body}}: OpenedAnswer): {readonly isFailed: boolean} | undefined {
	if (body['error'] !== undefined) return {isFailed: true};
	return Array.isArray(fields(body['data'])['connections']) ? {isFailed: false} : undefined;
}

/** One connection, looked up before and after something is done to it; nothing of it is kept. */
export const connectionLookupRequest = defineRequest({subject: '$SYS.REQ.SERVER.*.CONNZ', decode});
