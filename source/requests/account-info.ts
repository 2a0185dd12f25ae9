import {detailsWith} from '../model/account-details.ts';
import {takeToldClaims} from '../model/claims-news.ts';
import {accountSettingsOf} from '../wire/account-details.ts';
import {accountClaimsIn} from '../wire/claims.ts';
import {fields, text} from '../wire/fields.ts';
import {defineRequest, type OpenedAnswer} from './define-request.ts';
import type {Request} from './request.ts';

/** The subject that asks all servers about one account. */
export function accountInfoSubject(account: string): string {
	return `$SYS.REQ.ACCOUNT.${account}.INFO`;
}

/** Asks the server of this name alone. Before 2.12 those whose names contain it answer too. */
export function accountInfoOn(account: string, server: string): Request {
	const body = JSON.stringify({server_name: server, exact_match: true});
	return {subject: accountInfoSubject(account), body, isCompressed: true};
}

function decode({envelope: {body}}: OpenedAnswer) {
	// A server that has not loaded the account says so.
	if (body['error'] !== undefined) return 'not loaded';
	const data = fields(body['data']);
	if (typeof data['account_name'] !== 'string') return undefined;
	return {
		id: text(data['account_name']),
		settings: accountSettingsOf(data),
		// Accounts of a configuration file have none.
		claims: accountClaimsIn(fields(data['decoded_jwt'])),
	};
}

/** How servers have one account set up, and by which claims each of them goes. */
export const accountInfoRequest = defineRequest({
	subject: accountInfoSubject('*'),
	decode,
	apply(model, server, told, {at}) {
		if (told === 'not loaded') return;
		const {id, settings, claims} = told;
		const account = model.accounts.get(id);
		if (account !== undefined) {
			account.details = detailsWith(account.details, {settings: {...settings, serverId: server.id, at}});
		}
		if (claims !== undefined) takeToldClaims(model, server, claims, at);
	},
});
