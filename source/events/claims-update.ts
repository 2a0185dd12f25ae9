import {takePushedClaims} from '../model/claims-news.ts';
import {accountClaimsOf} from '../wire/claims.ts';
import {defineSenderlessEvent} from './define-event.ts';

/**
 * Somebody pushes an account's claims: the payload is the JWT itself, which is read and never kept.
 * `nats auth account push` sends a request instead; what `nsc push` sends is not heard, but learnt by asking for the
 * account.
 */
export const claimsUpdateEvent = defineSenderlessEvent({
	kind: 'claims update',
	subject: '$SYS.ACCOUNT.*.CLAIMS.UPDATE',
	decode: ({text}) => accountClaimsOf(text),
	apply: (model, claims, {at}) => takePushedClaims(model, claims, at),
});
