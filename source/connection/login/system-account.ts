// Whether our connection is in the system account. Only there events arrive: elsewhere subscribing succeeds, and then
// nothing comes.
import {CannotStart} from '../../errors/cannot-start.ts';
import {type Fields, fields, text} from '../../wire/fields.ts';
import {parsedJson} from '../../format/parsed-json.ts';
import {type ConnectionSettings, loginInWords} from '../settings/settings.ts';

/** What a connection is asked here. */
export type AskedConnection = {
	/** What the server said last of itself and of us, its INFO. */
	readonly info: () => Fields;
	/** Resolves after a round trip, or when that takes too long. */
	readonly roundTrip: () => Promise<unknown>;
	/** The first answer to a request: its text, empty when nobody is there; undefined when none came. Never rejects. */
	readonly answerTo: (subject: string, body: string) => Promise<string | undefined>;
};

/**
 * - `told`: the server says that we are in the system account;
 * - `answered`: it answers as only there;
 * - `unknown`: it does not tell by itself, and we may not ask, or it did not answer;
 * - `elsewhere`: we are in another account.
 */
export type Membership = 'told' | 'answered' | 'unknown' | 'elsewhere';

const pingSubject = '$SYS.REQ.SERVER.PING';
const whoAmISubject = '$SYS.REQ.USER.INFO';

/** What the server said of our account: from 2.12 on, in a second INFO that comes with the answer to the login. */
export function toldSystemAccount(info: Fields): boolean | undefined {
	return info['connect_info'] === true ? info['acc_is_sys'] === true : undefined;
}

/** Whether we are in the system account, as far as that can be known. Never rejects. */
export async function membershipOf({info, roundTrip, answerTo}: AskedConnection): Promise<Membership> {
	// The second INFO may come just after the answer to our PING.
	if (toldSystemAccount(info()) === undefined) await roundTrip();
	const told = toldSystemAccount(info());
	if (told !== undefined) return told ? 'told' : 'elsewhere';
	// For servers older than 2.12: this is answered in the system account, and nobody is there in any other.
	const answer = await answerTo(pingSubject, '');
	// Not allowed to ask, or no answer in time: neither proves anything, the events will tell.
	if (answer === undefined) return 'unknown';
	return answer === '' ? 'elsewhere' : 'answered';
}

/** Who we are and in which account; empty where the server does not tell. Never rejects. */
export async function whoAmI({info, answerTo}: AskedConnection): Promise<{user: string; account: string}> {
	const answer = fields(parsedJson((await answerTo(whoAmISubject, '')) ?? ''));
	const data = fields(answer['data']);
	return {
		user: text(data['user_name']) || text(data['user']),
		account: text(data['account_name']) || text(data['account']) || text(info()['remote_account']),
	};
}

/**
 * Resolves when the connection is in the system account, as far as that can be known.
 * @throws CannotStart when it is in another account
 */
export async function requireSystemAccount(
	connection: AskedConnection,
	settings: ConnectionSettings,
): Promise<Exclude<Membership, 'elsewhere'>> {
	const membership = await membershipOf(connection);
	if (membership !== 'elsewhere') return membership;
	const {user, account} = await whoAmI(connection);
	// Asked about a token, servers before 2.10.28 answer with the token itself.
	const named = (settings.creds || settings.jwt) && !settings.user && user !== '';
	const who = named ? `user ${JSON.stringify(user)}` : loginInWords(settings);
	const where = account === '' ? '' : ` (its account is ${JSON.stringify(account)})`;
	const asksNoLogin = connection.info()['auth_required'] !== true;
	throw new CannotStart(
		'cannot read system events',
		`${who} is not in the system account${where}${asksNoLogin ? '; the server wants no login from anybody' : ''}`,
		asksNoLogin
			? 'give the server a system account with a user, then connect as that'
			: 'connect with a system-account user (--creds, --user)',
	);
}
