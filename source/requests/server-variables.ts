import {text, fields} from '../wire/fields.ts';
import {answeredBy, defineRequest} from './define-request.ts';
import type {Request} from './request.ts';

/** Asks one server for what is configured there: the operators it trusts, and when it last read its configuration. */
export function serverVariables(serverId: string): Request {
	return {subject: `$SYS.REQ.SERVER.${serverId}.VARZ`, body: ''};
}

/** What a server says of itself before and after something is changed; nothing of it is kept. */
export const serverVariablesRequest = defineRequest({
	subject: '$SYS.REQ.SERVER.*.VARZ',
	answered: answeredBy((_model, server, answer) => {
		return text(fields(answer.body['data'])['server_id']) === server.id ? 'taken' : 'not understood';
	}),
});
