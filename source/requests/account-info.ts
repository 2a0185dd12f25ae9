import {takeToldClaims} from '../model/claims-news.ts';
import {accountClaimsIn, type ClaimsFields} from '../wire/claims.ts';
import {fields} from '../wire/fields.ts';
import {defineRequest, type OpenedAnswer} from './define-request.ts';

/** The subject that asks all servers about one account. */
export function accountInfoSubject(account: string): string {
	return `$SYS.REQ.ACCOUNT.${account}.INFO`;
}

/** Accounts of a configuration file have no claims, and a server that has not loaded the account says so instead. */
type AccountInfo = {readonly claims: ClaimsFields | undefined};

function decode({envelope: {body}}: OpenedAnswer): AccountInfo | undefined {
	if (body['error'] !== undefined) return {claims: undefined};
	const data = fields(body['data']);
	if (typeof data['account_name'] !== 'string') return undefined;
	return {claims: accountClaimsIn(fields(data['decoded_jwt']))};
}

/** By which claims each server goes for one account. */
export const accountInfoRequest = defineRequest({
	subject: accountInfoSubject('*'),
	decode,
	apply(model, server, {claims}, {at}) {
		if (claims !== undefined) takeToldClaims(model, server, claims, at);
	},
});
