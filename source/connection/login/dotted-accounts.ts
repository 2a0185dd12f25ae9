// An account of a configuration file may have a dot in its name, and then its events have one word more than what a
// wildcard for one word matches. Such names have to be known to be listened to.
import type {NatsConnection} from 'nats';
import {fields, rawText} from '../../wire/fields.ts';

/** More of them than this are not listened to. */
export const mostDottedAccounts = 50;

/**
 * The names of our server's accounts that have dots in them, those that can be subscribed to. None when the server
 * does not answer; when it may not be asked, the client tells that as an error of its own.
 */
export async function dottedAccounts(connection: NatsConnection, waitMs: number): Promise<readonly string[]> {
	try {
		const subject = `$SYS.REQ.SERVER.${connection.info?.server_id ?? ''}.ACCOUNTZ`;
		const answer = await connection.request(subject, '', {timeout: waitMs});
		const names = fields(fields(answer.json<unknown>())['data'])['accounts'];
		return Array.isArray(names) ? names.map(rawText).filter(isDotted) : [];
	} catch {
		return [];
	}
}

function isDotted(name: string): boolean {
	return /^[^\s.*>]+(?:\.[^\s.*>]+)+$/.test(name);
}
