// The operators that a server trusts to sign accounts, as its variables report them.
import {shortKeys} from '../format/short-key.ts';
import {type Fields, fields, list, text} from '../wire/fields.ts';

type Operator = {
	readonly id: string;
	readonly name: string;
	readonly signingKeys: readonly string[];
	/** Accounts must be signed by a signing key, not by the operator's own key. */
	readonly isStrict: boolean;
};

/** The operators that a server trusts, in the `data` of its variables. */
export function operatorsIn(data: Fields): readonly Operator[] {
	return list(data['trusted_operators_claim']).flatMap(each => {
		const claims = fields(each);
		const nats = fields(claims['nats']);
		const id = text(claims['sub']);
		if (id === '') return [];
		const signingKeys = list(nats['signing_keys']).map(text);
		return [{id, name: text(claims['name']) || id, signingKeys, isStrict: nats['strict_signing_key_usage'] === true}];
	});
}

/** The operator that an issuer belongs to, in words ("the operator tests"), or why the issuer may not sign. */
export function issuerAmong(
	issuer: string,
	operators: readonly Operator[],
): {readonly role: string} | {readonly why: string} {
	for (const {id, name, signingKeys, isStrict} of operators) {
		const called = shortKeys(name);
		if (signingKeys.includes(issuer)) return {role: `a signing key of the operator ${called}`};
		if (id !== issuer) continue;
		if (!isStrict) return {role: `the operator ${called}`};
		return {why: `it is signed by the operator ${called} itself, which wants a signing key to be used`};
	}
	const trusted = operators.map(({name, id}) => `${shortKeys(name)} ${shortKeys(id)}`).join(', ');
	const signer = shortKeys(issuer) || 'nobody';
	return {why: `it is signed by ${signer}, who is neither the operator nor one of its signing keys (${trusted})`};
}
