import {fields, text} from '../wire/fields.ts';
import {defineRequest, type OpenedAnswer} from './define-request.ts';

/** Who we are and in which account. Before 2.11.7 several servers may answer. */
export const whoAmISubject = '$SYS.REQ.USER.INFO';

type Identity = {readonly user: string; readonly account: string};

function decode({envelope: {body}}: OpenedAnswer): Identity | undefined {
	const data = fields(body['data']);
	if (typeof data['account'] !== 'string') return undefined;
	// JWT users and accounts are keys; the names stand beside them.
	return {
		user: text(data['user_name']) || text(data['user']),
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
