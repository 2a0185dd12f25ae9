// Keys and JWTs of an operator, its accounts and users, signed here, and the server configuration that knows them.
import {nkeys} from 'nats';
import {signatureOf} from '../helpers/signature-of.ts';

type Pair = ReturnType<typeof nkeys.createUser>;
type Claims = {readonly name: string; readonly subject: Pair; readonly signer: Pair; readonly nats: object};

const unlimited = {subs: -1, data: -1, payload: -1};
const accountLimits = {...unlimited, imports: -1, exports: -1, wildcards: true, conn: -1, leaf: -1};

function token({name, subject, signer, nats}: Claims, times: {exp?: number; nbf?: number} = {}): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const claims = {
		jti: `${name}-${subject.getPublicKey()}`,
		iat: 1_700_000_000,
		iss: signer.getPublicKey(),
		name,
		sub: subject.getPublicKey(),
		...times,
		nats: {...nats, version: 2},
	};
	const signed = `${part({typ: 'JWT', alg: 'ed25519-nkey'})}.${part(claims)}`;
	return `${signed}.${signatureOf(signed, signer)}`;
}

/** The text of a credentials file as `nsc` writes it. */
export function credentialsText(jwt: string, seed: string): string {
	return [
		'-----BEGIN NATS USER JWT-----',
		jwt,
		'------END NATS USER JWT------',
		'',
		'************************* IMPORTANT *************************',
		'NKEY Seed printed below can be used to sign and prove identity.',
		'',
		'-----BEGIN USER NKEY SEED-----',
		seed,
		'------END USER NKEY SEED------',
		'',
		'*************************************************************',
		'',
	].join('\n');
}

const seedOf = (pair: Pair) => new TextDecoder().decode(pair.getSeed());

export type UserOptions = {
	/** In seconds. */
	readonly exp?: number;
	readonly nbf?: number;
	/** Permissions and restrictions, as the fields of the JWT. */
	readonly nats?: object;
};

/** An operator with the accounts SYS (the system account) and APP. */
export function createOperatorMode(times: {readonly exp?: number} = {}) {
	const operator = nkeys.createOperator();
	const accounts = {SYS: nkeys.createAccount(), APP: nkeys.createAccount()};
	const ids = {SYS: accounts.SYS.getPublicKey(), APP: accounts.APP.getPublicKey()};
	/** An account's JWT with these fields besides the usual ones. */
	const accountToken = (name: keyof typeof accounts, nats: object = {}) =>
		token(
			{
				name,
				subject: accounts[name],
				signer: operator,
				nats: {type: 'account', limits: accountLimits, default_permissions: {pub: {}, sub: {}}, ...nats},
			},
			name === 'SYS' ? times : {},
		);
	const operatorToken = token({
		name: 'O',
		subject: operator,
		signer: operator,
		nats: {type: 'operator', system_account: ids.SYS},
	});
	const head = [`operator: ${operatorToken}`, `system_account: ${ids.SYS}`];
	const preload = (more: Partial<Record<keyof typeof accounts, object>> = {}) => [
		'resolver_preload: {',
		...(['SYS', 'APP'] as const).map(name => `\t${ids[name]}: ${accountToken(name, more[name])}`),
		'}',
	];
	return {
		ids,
		accountToken,
		/** Stands where a server's accounts are configured. */
		config: [...head, 'resolver: MEMORY', ...preload()].join('\n'),
		/** The same with more in the JWT of one account. */
		configWith: (name: keyof typeof accounts, nats: object) =>
			[...head, 'resolver: MEMORY', ...preload({[name]: nats})].join('\n'),
		/** The same with more in the JWTs of both. */
		configWithBoth: (more: Readonly<Record<keyof typeof accounts, object>>) =>
			[...head, 'resolver: MEMORY', ...preload(more)].join('\n'),
		/** The same for a server that takes accounts while it runs. */
		resolverConfig: [...head, 'resolver { type: full, dir: "$folder/jwt" }', ...preload()].join('\n'),
		/** A user's JWT and seed. */
		user(account: keyof typeof accounts, name: string, {nats = {}, ...times}: UserOptions = {}) {
			const user = nkeys.createUser();
			const claims = {type: 'user', pub: {}, sub: {}, ...unlimited, ...nats};
			const jwt = token({name, subject: user, signer: accounts[account], nats: claims}, times);
			return {jwt, seed: seedOf(user), id: user.getPublicKey()};
		},
	};
}
