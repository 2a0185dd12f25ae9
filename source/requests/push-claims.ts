import {shortKeys} from '../format/short-key.ts';
import type {Model} from '../model/model.ts';
import {note} from '../model/notices.ts';
import {accountClaimsOf} from '../wire/claims.ts';
import {fields, text} from '../wire/fields.ts';
import {senderOf} from '../wire/sender.ts';
import {takePushedClaims} from '../wire/take-claims.ts';
import {reasonIn} from './define-order.ts';
import {defineRequest} from './define-request.ts';
import type {Request} from './request.ts';

/**
 * Has all servers go by new claims of an account, which the token holds. Every server answers; 200 is no success when
 * it says "skipped". Sent without headers: a resolver that keeps accounts in files takes those for part of the token.
 */
export function pushClaims(account: string, token: string): Request {
	return {subject: `$SYS.REQ.ACCOUNT.${account}.CLAIMS.UPDATE`, body: token};
}

function nameOf(model: Model, subject: string): string {
	const id = subject.split('.')[3] ?? '';
	return model.accounts.get(id)?.name ?? shortKeys(id);
}

export const pushClaimsRequest = defineRequest({
	subject: '$SYS.REQ.ACCOUNT.*.CLAIMS.UPDATE',
	asked(model, at, subject, body) {
		note(model, 'asked', at, nameOf(model, subject), 'all servers to go by new claims');
		const claims = accountClaimsOf(body);
		if (claims !== undefined) takePushedClaims(model, claims, at);
	},
	answered(model, answer, at, subject) {
		const who = nameOf(model, subject);
		if (answer === undefined) {
			note(model, 'answered', at, who, 'claims: nobody takes any');
			return 'nobody there';
		}
		// A server that keeps accounts for others answers too, and is none of these.
		const isKnown = model.servers.has(text(answer.server['id']));
		const server = isKnown ? senderOf(model, answer, at) : 'nobody';
		if (server === 'twice') return 'twice';
		const name = server === 'nobody' ? text(answer.server['name']) : server.name;
		const reason = reasonIn(answer.body);
		const message = text(fields(answer.body['data'])['message']);
		if (reason === undefined && message === '') return 'not understood';
		// Many servers say the same; those that do something else are named.
		const isTaken = reason === undefined && !message.includes('skipped');
		const told = isTaken ? `claims: ${message}` : `claims, ${name}: ${reason ?? message}`;
		note(model, 'answered', at, who, told);
		return 'taken';
	},
});
