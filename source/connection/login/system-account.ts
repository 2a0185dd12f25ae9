// Whether the connection we have is one of the system account: only that one is sent events. Subscribing works for
// everybody and then nothing comes, so this must be asked.
import {type NatsConnection, NoRespondersError, RequestError} from 'nats';
import {CannotStart} from '../../errors/cannot-start.ts';
import {tame} from '../../format/tame.ts';
import {fields, rawText} from '../../wire/fields.ts';
import {atMost} from '../dial/patience.ts';
import {type ConnectionSettings, loginInWords} from '../settings/settings.ts';

/**
 * How sure it is that we are in the system account: `told` by the server, `answered` as only there, or `unknown`
 * because the server does not tell by itself and we may not ask.
 */
export type Certainty = 'told' | 'answered' | 'unknown';

const pingSubject = '$SYS.REQ.SERVER.PING';

/** What the server said of our account: from 2.12 on, in a second INFO that comes with the answer to the login. */
export function toldSystemAccount(connection: NatsConnection): boolean | undefined {
	const info = fields(connection.info);
	return info['connect_info'] === true ? info['acc_is_sys'] === true : undefined;
}

/**
 * Resolves when the connection is in the system account, as far as that can be known.
 * @throws CannotStart when it is in another account
 */
export async function requireSystemAccount(
	connection: NatsConnection,
	settings: ConnectionSettings,
	waitMs: number,
): Promise<Certainty> {
	// The second INFO may come just after the answer to our PING.
	if (toldSystemAccount(connection) === undefined) await atMost(waitMs, connection.flush()).catch(() => {});
	const told = toldSystemAccount(connection);
	if (told === true) return 'told';
	if (told === undefined) {
		const answer = await answersPing(connection, waitMs);
		if (answer !== 'nobody') return answer;
	}

	const {user, account} = await whoAmI(connection, waitMs);
	// Asked about a token, servers before 2.10.28 answer with the token itself.
	const named = (settings.creds || settings.jwt) && !settings.user && user !== '';
	const who = named ? `user ${JSON.stringify(user)}` : loginInWords(settings);
	const where = account === '' ? '' : ` (its account is ${JSON.stringify(account)})`;
	const asksNoLogin = fields(connection.info)['auth_required'] !== true;
	throw new CannotStart(
		'cannot read system events',
		`${who} is not in the system account${where}${asksNoLogin ? '; the server wants no login from anybody' : ''}`,
		asksNoLogin
			? 'give the server a system account with a user, then connect as that'
			: 'connect with a system-account user (--creds, --user)',
	);
}

/** For servers older than 2.12: a PING is answered in the system account, and nobody is there in any other. */
async function answersPing(connection: NatsConnection, waitMs: number): Promise<'answered' | 'unknown' | 'nobody'> {
	try {
		await connection.request(pingSubject, '', {timeout: waitMs});
		return 'answered';
	} catch (error) {
		const cause = error instanceof RequestError ? error.cause : error;
		if (cause instanceof NoRespondersError) return 'nobody';
		// Not allowed to ask, or no answer in time: neither proves anything, the events will tell.
		return 'unknown';
	}
}

async function whoAmI(connection: NatsConnection, waitMs: number): Promise<{user: string; account: string}> {
	const text = (value: unknown) => tame(rawText(value));
	const account = text(fields(connection.info)['remote_account']);
	try {
		const answer = await connection.request('$SYS.REQ.USER.INFO', '', {timeout: waitMs});
		const data = fields(fields(answer.json<unknown>())['data']);
		return {
			user: text(data['user_name']) || text(data['user']),
			account: text(data['account_name']) || text(data['account']) || account,
		};
	} catch {
		return {user: '', account};
	}
}
