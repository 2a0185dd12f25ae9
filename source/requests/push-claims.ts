import {shortKeys} from '../format/short-key.ts';
import {takePushedClaims} from '../model/claims-news.ts';
import type {Model} from '../model/model.ts';
import {note} from '../model/notices.ts';
import {registerSender} from '../model/register-sender.ts';
import {accountClaimsOf} from '../wire/claims.ts';
import {fields, text} from '../wire/fields.ts';
import {reasonIn} from './define-command-request.ts';
import {defineSenderlessRequest, type OpenedAnswer} from './define-request.ts';
import {idAsked, type Request} from './request.ts';

/**
 * Has all servers use new claims of an account, which the token holds. Every server answers; 200 is no success when
 * it says "skipped". Sent without headers: a resolver that keeps accounts in files takes those for part of the token.
 */
export function pushClaims(account: string, token: string): Request {
	return {subject: `$SYS.REQ.ACCOUNT.${account}.CLAIMS.UPDATE`, body: token};
}

function nameOf(model: Model, subject: string): string {
	const id = idAsked(subject);
	return model.accounts.get(id)?.name ?? shortKeys(id);
}

type PushAnswer = {
	/** Of whoever answers. */
	readonly name: string;
	readonly message: string;
	/** Why the claims were not taken; undefined when they may have been. */
	readonly reason: string | undefined;
};

function decode({envelope: {body, sender}}: OpenedAnswer): PushAnswer | undefined {
	const reason = reasonIn(body);
	const message = text(fields(body['data'])['message']);
	return reason === undefined && message === '' ? undefined : {name: sender?.name ?? '', message, reason};
}

/** A server that keeps accounts for others answers too, and is none of these. */
export const pushClaimsRequest = defineSenderlessRequest({
	subject: '$SYS.REQ.ACCOUNT.*.CLAIMS.UPDATE',
	sent(model, {subject, body}, at) {
		note(model, 'asked', at, nameOf(model, subject), 'all servers to use new claims');
		const claims = accountClaimsOf(body);
		if (claims !== undefined) takePushedClaims(model, claims, at);
	},
	decode,
	apply(model, {name, message, reason}, {at, request: {subject}, envelope}) {
		const isKnown = model.servers.has(envelope.sender?.id ?? '');
		if (isKnown && registerSender(model, envelope, at) === 'twice') return 'twice';
		// Many servers say the same; those that do something else are named.
		const isTaken = reason === undefined && !message.includes('skipped');
		const told = isTaken ? `claims: ${message}` : `claims, ${name}: ${reason ?? message}`;
		note(model, 'answered', at, nameOf(model, subject), told);
		return undefined;
	},
	nobodyThere(model, {subject}, at) {
		note(model, 'answered', at, nameOf(model, subject), 'claims: nobody takes any');
	},
});
