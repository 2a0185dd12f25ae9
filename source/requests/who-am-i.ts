import {ownUser} from '../wire/client-user.ts';
import {fields, text} from '../wire/fields.ts';
import {defineRequest, type OpenedAnswer} from './define-request.ts';

/**
 * Who we are and in which account. Where system accounts are bridged, and on servers before 2.11.7, several servers
 * answer, each with what we are there: who we are is what the server says that we are connected to.
 */
export const whoAmISubject = '$SYS.REQ.USER.INFO';

type Identity = {readonly user: string; readonly account: string};

function decode({envelope: {body, sender}}: OpenedAnswer): Identity | undefined {
	const data = fields(body['data']);
	if (typeof data['account'] !== 'string') return undefined;
	return {
		user: ownUser(data, sender?.version ?? ''),
		// JWT accounts are keys; the name stands beside them.
		account: text(data['account_name']) || text(data['account']),
	};
}

export const whoAmIRequest = defineRequest({
	subject: whoAmISubject,
	decode,
	apply({link}, server, {user, account}) {
		if (server.id !== link.serverId) return;
		link.user = user;
		link.account = account;
	},
});
