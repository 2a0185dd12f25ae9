// Whether a token was signed by the issuer that it names; whether anybody trusts that issuer is another matter.
import {nkeys} from 'nats';
import {rawText} from '../../wire/fields.ts';
import {claimsOf} from './token-facts.ts';

/** Ed25519, by the public nkey in `iss`. False for everything that is no such token. */
export function isSignedByIssuer(token: string): boolean {
	const [header = '', payload = '', signature = ''] = token.split('.');
	try {
		const issuer = nkeys.fromPublic(rawText(claimsOf(token)?.['iss']));
		// Tokens of the first version sign their claims without the header.
		const isFirst = rawText(claimsOf(`.${header}.`)?.['alg']) === 'ed25519';
		const signed = isFirst ? payload : `${header}.${payload}`;
		return issuer.verify(new TextEncoder().encode(signed), Buffer.from(signature, 'base64url'));
	} catch {
		return false;
	}
}
