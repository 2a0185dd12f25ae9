// Whether the connection we have is one of the system account: only that one is sent events. Subscribing works for
// everybody and then nothing comes, so this must be asked.
import {type NatsConnection, NoRespondersError, PermissionViolationError, RequestError} from 'nats';
import {CannotStart} from '../cannot-start.ts';
import {tame} from '../format/tame.ts';
import {fieldsOf, textOf} from './fields.ts';
import {atMost} from './patience.ts';
import {type ConnectionSettings, loginInWords} from './settings.ts';

const pingSubject = '$SYS.REQ.SERVER.PING';

/** What the server said of our account: from 2.12 on, in a second INFO that comes with the answer to the login. */
export function toldSystemAccount(connection: NatsConnection): boolean | undefined {
	const info = fieldsOf(connection.info);
	return info['connect_info'] === true ? info['acc_is_sys'] === true : undefined;
}

/**
 * Resolves when the connection is in the system account; the answer is true when the server said so itself.
 * @throws CannotStart when it is in another account, or may not ask
 */
export async function requireSystemAccount(
	connection: NatsConnection,
	settings: ConnectionSettings,
	waitMs: number,
): Promise<boolean> {
	// The second INFO may come just after the answer to our PING.
	if (toldSystemAccount(connection) === undefined) await atMost(waitMs, connection.flush()).catch(() => {});
	const told = toldSystemAccount(connection);
	if (told === true) return true;
	if (told === undefined && (await answersPing(connection, settings, waitMs))) return false;

	const {user, account} = await whoAmI(connection, waitMs);
	// Asked about a token, servers before 2.10.28 answer with the token itself.
	const named = settings.creds && !settings.user && user !== '';
	const who = named ? `user ${JSON.stringify(user)}` : loginInWords(settings);
	const where = account === '' ? '' : ` (its account is ${JSON.stringify(account)})`;
	throw new CannotStart(
		'cannot read system events',
		`${who} is not in the system account${where}`,
		'connect with a system-account user (--creds, --user)',
	);
}

/** For servers older than 2.12: a PING is answered in the system account, and nobody is there in any other. */
async function answersPing(connection: NatsConnection, settings: ConnectionSettings, waitMs: number): Promise<boolean> {
	try {
		await connection.request(pingSubject, '', {timeout: waitMs});
		return true;
	} catch (error) {
		const cause = error instanceof RequestError ? error.cause : error;
		if (cause instanceof NoRespondersError) return false;
		if (cause instanceof PermissionViolationError) {
			const onInbox = cause.operation === 'subscription';
			throw new CannotStart(
				'cannot ask the servers',
				onInbox
					? `${loginInWords(settings)} may not receive answers`
					: `${loginInWords(settings)} may not publish to ${pingSubject}`,
				`grant it ${onInbox ? 'subscribe on _INBOX.>' : `publish on ${pingSubject}`}`,
			);
		}
		// No answer in time proves nothing; the events will tell.
		return true;
	}
}

async function whoAmI(connection: NatsConnection, waitMs: number): Promise<{user: string; account: string}> {
	const text = (value: unknown) => tame(textOf(value));
	const account = text(fieldsOf(connection.info)['remote_account']);
	try {
		const answer = await connection.request('$SYS.REQ.USER.INFO', '', {timeout: waitMs});
		const data = fieldsOf(fieldsOf(answer.json<unknown>())['data']);
		return {
			user: text(data['user_name']) || text(data['user']),
			account: text(data['account_name']) || text(data['account']) || account,
		};
	} catch {
		return {user: '', account};
	}
}
