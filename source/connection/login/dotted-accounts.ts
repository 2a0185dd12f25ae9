// An account of a configuration file may have a dot in its name. The subjects of its events then have one token more
// than our wildcards match, so such accounts are subscribed to by name.
import {parsedJson} from '../../format/parsed-json.ts';
import {fields, list, rawText} from '../../wire/fields.ts';

/** At most this many are subscribed to. */
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
