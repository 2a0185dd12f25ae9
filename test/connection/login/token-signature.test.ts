import {encodeAccount, encodeOperator} from '@nats-io/jwt';
import {createAccount, createOperator} from '@nats-io/nkeys';
import {expect, test} from 'vitest';
import {isSignedByIssuer} from '../../../source/connection/login/token-signature.ts';

const operator = createOperator();
const good = await encodeAccount('APP', createAccount(), {}, {signer: operator});
const [header = '', payload = '', signature = ''] = good.split('.');
const part = (text: string): string => Buffer.from(text).toString('base64url');
const changed = part(Buffer.from(payload, 'base64url').toString().replace('"APP"', '"APQ"'));

/** A token of the first version: only its claims are signed. */
function firstVersion(signed: string): string {
	const head = part('{"typ":"jwt","alg":"ed25519"}');
	const claims = part(JSON.stringify({iss: operator.getPublicKey(), sub: 'A', type: 'account'}));
	const what = signed === 'claims' ? claims : `${head}.${claims}`;
	return `${head}.${claims}.${Buffer.from(operator.sign(new TextEncoder().encode(what))).toString('base64url')}`;
}

test.each([
	['of an account', good, true],
	['of an operator', await encodeOperator('o', operator), true],
	['of the first version', firstVersion('claims'), true],
	['of the first version, signed as a later one', firstVersion('all'), false],
	['with other claims', `${header}.${changed}.${signature}`, false],
	['with another header', `${part('{"typ":"JWT","alg":"ed25519-nkey","x":1}')}.${payload}.${signature}`, false],
	['with no signature', `${header}.${payload}.`, false],
	['with half of its signature', `${header}.${payload}.${signature.slice(0, 40)}`, false],
	['that names nobody', `${header}.${part('{"sub":"A"}')}.${signature}`, false],
	['that names no key', `${header}.${part('{"iss":"somebody"}')}.${signature}`, false],
	['that is none', 'hello', false],
	['that is empty', '', false],
])('a token %s', (_, token, expected) => {
	expect(isSignedByIssuer(token)).toBe(expected);
});
