import {fields} from '../wire/fields.ts';
import {defineRequest} from './define-request.ts';

/** The names of one server's accounts, asked for by the live source: those with dots have to be listened to by name. */
export const accountNamesRequest = defineRequest({
	subject: '$SYS.REQ.SERVER.*.ACCOUNTZ',
	decode({envelope: {body}}) {
		const {accounts} = fields(body['data']);
		return Array.isArray(accounts) ? {count: accounts.length} : undefined;
	},
});
