// An account of a configuration file may have a dot in its name, and then its events have one word more than what a
// wildcard for one word matches. Such names have to be known to be listened to.
import {parsedJson} from '../../format/parsed-json.ts';
import {fields, list, rawText} from '../../wire/fields.ts';

/** More of them than this are not listened to. */
export const mostDottedAccounts = 50;

/** The subject that asks one server for the names of its accounts. */
export function accountNamesSubject(serverId: string): string {
	return `$SYS.REQ.SERVER.${serverId}.ACCOUNTZ`;
}

/** The names with dots in them in a server's answer, those that can be subscribed to. */
export function dottedAccountsIn(answer: string): readonly string[] {
	return list(fields(fields(parsedJson(answer))['data'])['accounts'])
		.map(rawText)
		.filter(isDotted);
}

function isDotted(name: string): boolean {
	return /^[^\s.*>]+(?:\.[^\s.*>]+)+$/.test(name);
}
