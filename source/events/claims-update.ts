import {accountClaimsOf} from '../wire/claims.ts';
import {takePushedClaims} from '../wire/take-claims.ts';
import {defineEvent} from './define-event.ts';

/**
 * Somebody pushes an account's claims: the payload is the JWT itself, which is read and never kept.
 * `nats auth account push` sends a request instead; what `nsc push` sends is not heard, but learnt by asking for the
 * account.
 */
export const claimsUpdateEvent = defineEvent({
	subject: '$SYS.ACCOUNT.*.CLAIMS.UPDATE',
	apply(model, {at, text}) {
		const claims = accountClaimsOf(text);
		return claims === undefined ? 'not understood' : takePushedClaims(model, claims, at);
	},
});
