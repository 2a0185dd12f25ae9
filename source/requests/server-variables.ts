import {fields, text} from '../wire/fields.ts';
import {defineRequest} from './define-request.ts';
import type {Request} from './request.ts';

/** Asks one server for what is configured there: the operators it trusts, and when it last read its configuration. */
export function serverVariables(serverId: string): Request {
	return {subject: `$SYS.REQ.SERVER.${serverId}.VARZ`, body: ''};
}

/** What a server says of itself before and after something is changed; nothing of it is kept. */
export const serverVariablesRequest = defineRequest({
	subject: '$SYS.REQ.SERVER.*.VARZ',
	decode({envelope: {body, sender}}) {
		const id = text(fields(body['data'])['server_id']);
		return id !== '' && id === sender?.id ? {id} : undefined;
	},
});
