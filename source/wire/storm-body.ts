// The bodies that come in storms, each told from its text by one pattern. What nats-server writes has its fields in one
// order and no blanks, so that a pattern reads it in a third of the time of JSON.parse. It takes only what it knows to
// the last brace: texts without escapes, whole numbers that a double can hold. All else is for JSON.parse, which
// gives the same; but what nobody reads (traffic over leafnodes) is left out here.
import type {Fields} from './fields.ts';
import {ownText} from './own-text.ts';

/** What JSON takes for the inside of a text, but for escapes. */
const plainText = '[^"\\\\\\x00-\\x1f]*';
/** What JSON takes for a whole number, and no longer than a double can tell. */
export const wholeNumber = '(?:0|[1-9]\\d{0,14})';

/** A time as servers write it. */
export const moment = '[0-9TZ:.+-]*';

const text = `"(${plainText})"`;
const time = `"(${moment})"`;
const number = `(${wholeNumber})`;

function perhaps(name: string, value: string): string {
	return `(?:,"${name}":${value})?`;
}

const part = `\\{"msgs":${wholeNumber},"bytes":${wholeNumber}\\}`;
const parts = perhaps('gateways', part) + perhaps('routes', part) + perhaps('leafs', part);
const traffic = `\\{"msgs":${number},"bytes":${number}${parts}\\}`;
const bothWays = `,"sent":${traffic},"received":${traffic}`;

// Of accounts the copies from server to server are told apart.
const readPart = `\\{"msgs":${number},"bytes":${number}\\}`;
const readParts = perhaps('gateways', readPart) + perhaps('routes', readPart) + perhaps('leafs', part);
const readTraffic = `\\{"msgs":${number},"bytes":${number}${readParts}\\}`;

const shareStart = '"acc":';
/** Both CONNS events. */
const sharePattern = new RegExp(
	[
		`"acc":${text}${perhaps('name', text)}`,
		`,"conns":${number},"leafnodes":${number},"total_conns":${number}${perhaps('num_subscriptions', number)}`,
		`,"sent":${readTraffic},"received":${readTraffic},"slow_consumers":${number}\\}$`,
	].join(''),
	'y',
);

const clientStart = '"client":{';
/** CONNECT; with traffic and reason DISCONNECT and AUTH.ERR. */
const clientPattern = new RegExp(
	[
		`"client":\\{"start":${time},"host":"([0-9a-f.:]*)","id":${number},"acc":${text}`,
		perhaps('user', text),
		perhaps('name', text),
		perhaps('lang', text),
		perhaps('ver', text),
		perhaps('rtt', number),
		perhaps('stop', time),
		perhaps('jwt', text),
		perhaps('issuer_key', text),
		perhaps('name_tag', text),
		perhaps('kind', '"([A-Za-z]{0,20})"'),
		perhaps('client_type', '"([a-z]{0,20})"'),
		perhaps('client_id', text),
		`\\}(?:${bothWays},"reason":${text})?\\}$`,
	].join(''),
	'y',
);

function textOf(found: string | undefined): string | undefined {
	return found === undefined ? undefined : ownText(found);
}

function numberOf(found: string | undefined): number | undefined {
	return found === undefined ? undefined : Number(found);
}

function trafficOf(messages: string | undefined, bytes: string | undefined): Fields | undefined {
	return messages === undefined ? undefined : {msgs: Number(messages), bytes: Number(bytes)};
}

/** Six groups from `from` on. */
function partedTrafficOf(found: RegExpExecArray, from: number): Fields {
	return {
		...trafficOf(found[from], found[from + 1]),
		gateways: trafficOf(found[from + 2], found[from + 3]),
		routes: trafficOf(found[from + 4], found[from + 5]),
	};
}

function shareBody(message: string, at: number): Fields | undefined {
	sharePattern.lastIndex = at;
	const found = sharePattern.exec(message);
	if (found === null) return undefined;
	return {
		acc: textOf(found[1]),
		name: textOf(found[2]),
		conns: numberOf(found[3]),
		leafnodes: numberOf(found[4]),
		total_conns: numberOf(found[5]),
		num_subscriptions: numberOf(found[6]),
		sent: partedTrafficOf(found, 7),
		received: partedTrafficOf(found, 13),
		slow_consumers: numberOf(found[19]),
	};
}

function clientBody(message: string, at: number): Fields | undefined {
	clientPattern.lastIndex = at;
	const found = clientPattern.exec(message);
	if (found === null) return undefined;
	return {
		client: {
			start: found[1],
			host: textOf(found[2]),
			id: numberOf(found[3]),
			acc: textOf(found[4]),
			user: textOf(found[5]),
			name: textOf(found[6]),
			lang: textOf(found[7]),
			ver: textOf(found[8]),
			rtt: numberOf(found[9]),
			stop: found[10],
			jwt: found[11],
			issuer_key: textOf(found[12]),
			name_tag: textOf(found[13]),
			kind: textOf(found[14]),
			client_type: textOf(found[15]),
			client_id: textOf(found[16]),
		},
		sent: trafficOf(found[17], found[18]),
		received: trafficOf(found[19], found[20]),
		reason: textOf(found[21]),
	};
}

/** The fields from `at` to the end of the message, when they are one of these bodies to the letter. */
export function stormBody(message: string, at: number): Fields | undefined {
	if (message.startsWith(clientStart, at)) return clientBody(message, at);
	if (message.startsWith(shareStart, at)) return shareBody(message, at);
	return undefined;
}
