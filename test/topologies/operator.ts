// An operator with its accounts and their users, made with the libraries that NATS publishes for that. The keys exist in
// this process only.
import {encodeAccount, encodeOperator, encodeUser, fmtCreds, type OperatorLimits} from '@nats-io/jwt';
import {createAccount, createOperator, createUser} from '@nats-io/nkeys';

const text = new TextDecoder();

const unlimited: OperatorLimits = {
	conn: -1,
	leaf: -1,
	subs: -1,
	data: -1,
	payload: -1,
	imports: -1,
	exports: -1,
	wildcards: true,
};

type OperatorAccount = {
	readonly name: string;
	/** The public key, `A…`. */
	readonly id: string;
	/** The account's JWT, signed by the operator; limits that are not given are unlimited. */
	token(limits?: OperatorLimits): Promise<string>;
	/** The same, signed by an operator that the servers do not trust. */
	forgedToken(limits: OperatorLimits): Promise<string>;
	/** A user's credentials, as the text of a creds file. */
	creds(user: string): Promise<string>;
};

export type OperatorMode = {
	/** The operator's public key, `O…`. */
	readonly id: string;
	/** The operator's JWT; it names `SYS` as the system account. */
	readonly token: string;
	account(name: string): OperatorAccount;
	/** An account that another operator signed. */
	readonly stranger: OperatorAccount;
};

/** An operator with these accounts, of which `SYS` must be one. */
export async function createOperatorMode(names: readonly string[]): Promise<OperatorMode> {
	const operator = createOperator();
	const accounts = new Map(names.map(name => [name, accountOf(name, operator)]));

	function account(name: string): OperatorAccount {
		const found = accounts.get(name);
		if (found === undefined) throw new Error(`the operator has no account ${name}`);
		return found;
	}

	return {
		id: operator.getPublicKey(),
		token: await encodeOperator('tests', operator, {system_account: account('SYS').id}),
		account,
		stranger: accountOf('STRANGER', createOperator()),
	};
}

function accountOf(name: string, signer: ReturnType<typeof createOperator>): OperatorAccount {
	const keys = createAccount();
	const sign = (limits: OperatorLimits, by: typeof signer): Promise<string> =>
		encodeAccount(name, keys, {limits: {...unlimited, ...limits}}, {signer: by});
	return {
		name,
		id: keys.getPublicKey(),
		token: (limits = {}) => sign(limits, signer),
		forgedToken: limits => sign(limits, createOperator()),
		async creds(user) {
			const userKeys = createUser();
			return text.decode(fmtCreds(await encodeUser(user, userKeys, keys), userKeys));
		},
	};
}
