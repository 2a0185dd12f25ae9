import {accountOf} from '../model/accounts.ts';
import {note} from '../model/notables.ts';
import {accountClaimsOf} from '../wire/claims.ts';
import {defineEvent} from './define-event.ts';

/** Somebody pushes an account's claims: the payload is the JWT itself, which is read and never kept. */
export const claimsUpdateEvent = defineEvent({
	subject: '$SYS.ACCOUNT.*.CLAIMS.UPDATE',
	apply(model, {at, text}) {
		const claims = accountClaimsOf(text);
		if (claims === undefined) return 'not understood';
		accountOf(model, claims.account, at).name = claims.name;
		const limit = claims.connectionLimit === undefined ? 'no connection limit' : `at most ${claims.connectionLimit} connections`;
		note(model, 'claims', at, claims.name, `account claims pushed, issued by ${claims.issuer.slice(0, 12)}…, ${limit}`);
		return 'taken';
	},
});
