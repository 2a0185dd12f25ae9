// The first line of a server, INFO, and its refusal, -ERR.
import {parsedJson} from '../../format/parsed-json.ts';
import {type Fields, fieldsOrNothing} from '../../wire/fields.ts';

/** Who a port is for when it is not for clients. */
export type Peers = 'cluster' | 'leafnode' | 'gateway';

/** The end of a line; a greeting is one line. */
export const lineEnd = /\r?\n/;

/** Whether a text may be the beginning of a greeting, or is one. */
export function mayGreet(text: string): boolean {
	return /^I(?:N(?:F(?:O(?:\s|$)|$)|$)|$)/i.test(text.slice(0, 5));
}

/** What the server says of itself; undefined when it is no greeting. */
export function infoIn(text: string): Fields | undefined {
	const json = /^INFO\s+(\{.*\})\s*\r?\n/i.exec(text)?.[1];
	return json === undefined ? undefined : fieldsOrNothing(parsedJson(json));
}

/** Who a port is for when it is not for clients, by the fields of its INFO. */
export function peersOf(info: Fields): Peers {
	if ('gateway' in info) return 'gateway';
	return 'lnoc' in info || 'route_pool_size' in info ? 'cluster' : 'leafnode';
}

/** The text of an -ERR, and who the port is for when it says that; undefined when there is no -ERR. */
export function refusalIn(text: string): {readonly said: string; readonly peers?: Peers} | undefined {
	const said = /(?:^|\n)-ERR\s+'?([^\r\n]*?)'?\s*(?:\r?\n|$)/.exec(text)?.[1];
	if (said === undefined) return undefined;
	const port = /attempted to connect to (route|leaf node|gateway) port/i.exec(said)?.[1];
	if (port === undefined) return {said};
	return {said, peers: port === 'route' ? 'cluster' : port === 'gateway' ? 'gateway' : 'leafnode'};
}
