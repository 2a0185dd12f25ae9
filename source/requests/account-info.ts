import {accountClaimsIn} from '../wire/claims.ts';
import {fields} from '../wire/fields.ts';
import {takeToldClaims} from '../wire/take-claims.ts';
import {answeredBy, defineRequest} from './define-request.ts';

/** The subject that asks all servers about one account. */
export function accountInfoSubject(account: string): string {
	return `$SYS.REQ.ACCOUNT.${account}.INFO`;
}

/** By which claims each server goes for one account; a server that has not loaded the account says so instead. */
export const accountInfoRequest = defineRequest({
	subject: accountInfoSubject('*'),
	answered: answeredBy((model, server, answer, at) => {
		if (answer.body['error'] !== undefined) return 'taken';
		const data = fields(answer.body['data']);
		if (typeof data['account_name'] !== 'string') return 'not understood';
		// Accounts of a configuration file have no claims.
		const claims = accountClaimsIn(fields(data['decoded_jwt']));
		if (claims !== undefined) takeToldClaims(model, server, claims, at);
		return 'taken';
	}),
});
