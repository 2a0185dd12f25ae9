// A token with new claims for an account: its contents, and reasons against it that are known without asking a server.
import {shortKeys} from '../format/short-key.ts';
import {secondInWords} from '../format/time.ts';
import type {AccountClaims} from '../model/claims.ts';
import {accountClaimsIn, claimsOfToken} from '../wire/claims.ts';
import {amountOrNothing, fields, text} from '../wire/fields.ts';
import type {CommandContext} from './command-context.ts';
import {tokenInFile} from './token-in-file.ts';

/** The token is a secret of its account: it is sent and never shown. */
export type NewClaims = {readonly token: string; readonly claims: AccountClaims};

const noDate = 'at no date there is';

/** Why claims are not valid now. */
export function whyNotNow(token: string, now: number, utc: boolean): readonly string[] {
	const claims = claimsOfToken(token) ?? {};
	const expires = amountOrNothing(claims['exp']) ?? 0;
	const begins = amountOrNothing(claims['nbf']) ?? 0;
	const reasons: string[] = [];
	if (expires !== 0 && expires * 1000 <= now) reasons.push(`it has expired: ${secondInWords(expires, utc, noDate)}`);
	if (begins * 1000 > now) reasons.push(`it is not yet valid: not before ${secondInWords(begins, utc, noDate)}`);
	return reasons;
}

/** The claims in a file for an account, or why they are not to be pushed. */
export function newClaimsFor(
	account: string,
	name: string,
	{fileText, isSigned, now, utc}: CommandContext,
): NewClaims | readonly string[] {
	const token = tokenInFile(fileText);
	const payload = token === undefined ? undefined : claimsOfToken(token);
	if (token === undefined || payload === undefined) return ['the file holds no JWT'];
	const claims = accountClaimsIn(payload);
	if (claims === undefined) {
		const type = text(fields(payload['nats'])['type']) || text(payload['type']);
		return [
			type === ''
				? 'it is no JWT of an account'
				: `it is the JWT of ${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}, not of an account`,
		];
	}
	const reasons: string[] = [];
	if (claims.account !== account) {
		const its =
			claims.name === claims.account ? shortKeys(claims.account) : `${claims.name} (${shortKeys(claims.account)})`;
		reasons.push(`it is for another account: ${its}, not ${name} (${shortKeys(account)})`);
	}
	reasons.push(...whyNotNow(token, now, utc));
	if (!isSigned(token)) reasons.push('its signature is not that of the issuer it names');
	return reasons.length > 0 ? reasons : {token, claims};
}
