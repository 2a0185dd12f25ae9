import {ownUser} from '../wire/client-user.ts';
import {fields, text} from '../wire/fields.ts';
import {defineRequest, type OpenedAnswer} from './define-request.ts';

/** Who we are and in which account. Before 2.11.7 several servers may answer. */
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
	apply({link}, _server, {user, account}) {
		link.user = user;
		link.account = account;
	},
});
