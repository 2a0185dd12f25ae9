import {text, fields} from '../wire/fields.ts';
import {senderOf} from '../wire/sender.ts';
import {defineRequest, type Question} from './define-request.ts';

/** Asks one server for what is configured there: the operators it trusts, and when it last read its configuration. */
export function serverVariables(serverId: string): Question {
	return {subject: `$SYS.REQ.SERVER.${serverId}.VARZ`, body: ''};
}

/** What a server says of itself before and after something is changed; nothing of it is kept. */
export const serverVariablesRequest = defineRequest({
	subject: '$SYS.REQ.SERVER.*.VARZ',
	answered(model, answer, at) {
		if (answer === undefined) return 'nobody there';
		const server = senderOf(model, answer, at);
		if (server === 'twice') return 'twice';
		if (server === 'nobody') return 'not understood';
		return text(fields(answer.body['data'])['server_id']) === server.id ? 'taken' : 'not understood';
	},
});
