// The body of a heartbeat, told from its text by patterns, as storm-body.ts does with the bodies that come in storms: a
// large system sends hundreds of these a second, and JSON.parse takes three times as long. A pattern takes a body as
// nats-server 2.9 to 2.15 write it, to the last brace; all else is for JSON.parse, which gives the same. What nobody
// reads is left out here. No text that a pattern takes can hold a secret: it is too short, or a server's id.
import type {Fields} from './fields.ts';
import {ownText} from './own-text.ts';
import {moment, wholeNumber} from './storm-body.ts';

/** Shorter than any token or seed and without the `@` of an address; or the id of a server, which has it as its name. */
const harmlessText = '"(?:N[A-Z2-7]{55}|[^"\\\\@\\x00-\\x1f]{0,47})"';
const text = `"(N[A-Z2-7]{55}|[^"\\\\@\\x00-\\x1f]{0,47})"`;
const number = `(${wholeNumber})`;
const signed = `(-?${wholeNumber})`;
const unread = '-?(?:0|[1-9]\\d{0,19})';
const flag = '(?:true|false)';

function perhaps(name: string, value: string): string {
	return `(?:,"${name}":${value})?`;
}

function sticky(...parts: readonly string[]): RegExp {
	return new RegExp(parts.join(''), 'y');
}

const unreadTraffic = `\\{"msgs":${unread},"bytes":${unread}\\}`;
const traffic = `\\{"msgs":${number},"bytes":${number}\\}`;
const byKind = (each: string): string => `\\{"clients":${each},"routes":${each},"gateways":${each},"leafs":${each}\\}`;

const start = '"statsz":{';
const headPattern = sticky(
	`"statsz":\\{"start":"(${moment})","mem":${number},"cores":${number},"cpu":(${wholeNumber}(?:\\.\\d{1,15})?)`,
	`,"connections":${number},"total_connections":${number},"active_accounts":${number},"subscriptions":${number}`,
	`,"sent":${traffic}${perhaps('sent_to_clients', traffic)}`,
	`,"received":${traffic}${perhaps('received_from_clients', traffic)},"slow_consumers":${number}`,
	perhaps('slow_consumer_stats', byKind(number)),
	perhaps('stale_connections', number),
	perhaps('stale_connection_stats', byKind(unread)),
	perhaps('stalled_clients', number),
);
const routesStart = ',"routes":[';
const routePattern = sticky(
	`\\{"rid":${unread}${perhaps('name', text)},"sent":${unreadTraffic},"received":${unreadTraffic},"pending":${number}\\}([,\\]])`,
);
const gatewaysStart = ',"gateways":[';
const gatewayPattern = sticky(
	`\\{"gwid":${unread},"name":${text},"sent":${unreadTraffic},"received":${unreadTraffic},"inbound_connections":${number}\\}([,\\]])`,
);
const activeServersPattern = sticky(`(?:,"active_servers":${number})?`);
const jetStreamStart = ',"jetstream":{';
const jetStreamPattern = sticky(
	`,"jetstream":\\{"config":\\{"max_memory":${signed},"max_storage":${signed}${perhaps('store_dir', harmlessText)}`,
	`${perhaps('sync_interval', unread)}${perhaps('sync_always', flag)}${perhaps('domain', harmlessText)}`,
	`${perhaps('compress_ok', flag)}${perhaps('unique_tag', harmlessText)}${perhaps('strict', flag)}\\}`,
	`,"stats":\\{"memory":${number},"storage":${number},"reserved_memory":${number},"reserved_storage":${number}`,
	`,"accounts":${number},"ha_assets":${number}`,
	`,"api":\\{(?:"level":${unread},)?"total":${number},"errors":${number}${perhaps('inflight', number)}\\}\\}`,
	`(,"meta":\\{"name":${harmlessText}${perhaps('leader', text)}${perhaps('peer', harmlessText)})?`,
);
const replicasStart = ',"replicas":[';
const replicaPattern = sticky(
	`\\{"name":${text},"current":(true|false)(?:,"offline":(true|false))?,"active":${number}${perhaps('lag', number)}`,
	`${perhaps('peer', harmlessText)}${perhaps('pending', flag)}\\}([,\\]])`,
);
const metaEndPattern = sticky(
	`,"cluster_size":${number}${perhaps('quorum_needed', number)}${perhaps('rescue', '(true|false)')}${perhaps('pending', number)}`,
	`${perhaps('pending_requests', unread)}${perhaps('pending_infos', unread)}`,
	// Before the first snapshot it is null on 2.12.
	perhaps(
		'snapshot',
		`(?:null|\\{"pending_entries":${unread},"pending_size":${unread}${perhaps('last_time', `"${moment}"`)}${perhaps('last_duration', unread)}\\})`,
	),
	'\\}',
);
const limit = `"(?:max|default_max)_[a-z_]{1,30}":${unread}`;
const jetStreamEndPattern = sticky(`(?:,"limits":\\{(?:${limit}(?:,${limit})*)?\\})?\\}`);
const endPattern = sticky(`${perhaps('gomemlimit', number)}${perhaps('gomaxprocs', number)}\\}\\}$`);

function numberOf(found: string | undefined): number | undefined {
	return found === undefined ? undefined : Number(found);
}

function trafficOf(messages: string | undefined, bytes: string | undefined): Fields | undefined {
	return messages === undefined ? undefined : {msgs: Number(messages), bytes: Number(bytes)};
}

/** What is read of each element of an array, and where the array ends. */
type Elements = {readonly fields: readonly Fields[]; readonly end: number};

const none: Elements = {fields: [], end: 0};

/** The elements from `at` on, each told by the pattern, whose last group is what stands behind it: `,` or `]`. */
function elementsAt(
	message: string,
	at: number,
	pattern: RegExp,
	read: (found: RegExpExecArray) => Fields,
): Elements | undefined {
	const all: Fields[] = [];
	for (let from = at; ; ) {
		pattern.lastIndex = from;
		const found = pattern.exec(message);
		if (found === null) return undefined;
		all.push(read(found));
		from = pattern.lastIndex;
		if (found.at(-1) === ']') return {fields: all, end: from};
	}
}

/** The elements of the array that begins with `mark` at `at`; none where it is left out. */
function arrayAt(
	message: string,
	at: number,
	mark: string,
	pattern: RegExp,
	read: (found: RegExpExecArray) => Fields,
): Elements | undefined {
	if (!message.startsWith(mark, at)) return {...none, end: at};
	return elementsAt(message, at + mark.length, pattern, read);
}

function routeIn(found: RegExpExecArray): Fields {
	return {name: ownText(found[1] ?? ''), pending: numberOf(found[2])};
}

function gatewayIn(found: RegExpExecArray): Fields {
	return {name: ownText(found[1] ?? ''), inbound_connections: numberOf(found[2])};
}

function replicaIn(found: RegExpExecArray): Fields {
	return {
		name: ownText(found[1] ?? ''),
		current: found[2] === 'true',
		offline: found[3] === 'true',
		active: numberOf(found[4]),
		lag: numberOf(found[5]),
	};
}

type Part = {readonly fields: Fields; readonly end: number};

function jetStreamAt(message: string, at: number): Part | undefined {
	jetStreamPattern.lastIndex = at;
	const found = jetStreamPattern.exec(message);
	if (found === null) return undefined;
	let end = jetStreamPattern.lastIndex;
	let meta: Fields | undefined;
	if (found[12] !== undefined) {
		const replicas = arrayAt(message, end, replicasStart, replicaPattern, replicaIn);
		if (replicas === undefined) return undefined;
		metaEndPattern.lastIndex = replicas.end;
		const rest = metaEndPattern.exec(message);
		if (rest === null) return undefined;
		end = metaEndPattern.lastIndex;
		meta = {
			leader: ownText(found[13] ?? ''),
			cluster_size: numberOf(rest[1]),
			quorum_needed: numberOf(rest[2]),
			rescue: rest[3] === 'true',
			pending: numberOf(rest[4]),
			replicas: replicas.fields,
		};
	}
	jetStreamEndPattern.lastIndex = end;
	if (!jetStreamEndPattern.test(message)) return undefined;
	return {
		fields: {
			config: {max_memory: numberOf(found[1]), max_storage: numberOf(found[2])},
			stats: {
				memory: numberOf(found[3]),
				storage: numberOf(found[4]),
				reserved_memory: numberOf(found[5]),
				reserved_storage: numberOf(found[6]),
				accounts: numberOf(found[7]),
				ha_assets: numberOf(found[8]),
				api: {total: numberOf(found[9]), errors: numberOf(found[10]), inflight: numberOf(found[11])},
			},
			meta,
		},
		end: jetStreamEndPattern.lastIndex,
	};
}

function slowByKindOf(found: RegExpExecArray): Fields | undefined {
	const [clients, routes, gateways, leafs] = found.slice(18, 22);
	if (clients === undefined) return undefined;
	return {clients: Number(clients), routes: Number(routes), gateways: Number(gateways), leafs: Number(leafs)};
}

/** The fields of a heartbeat from `at` to the end of the message, when they are such a body to the letter. */
export function statsBody(message: string, at: number): Fields | undefined {
	if (!message.startsWith(start, at)) return undefined;
	headPattern.lastIndex = at;
	const head = headPattern.exec(message);
	if (head === null) return undefined;
	const routes = arrayAt(message, headPattern.lastIndex, routesStart, routePattern, routeIn);
	if (routes === undefined) return undefined;
	const gateways = arrayAt(message, routes.end, gatewaysStart, gatewayPattern, gatewayIn);
	if (gateways === undefined) return undefined;
	activeServersPattern.lastIndex = gateways.end;
	const active = activeServersPattern.exec(message);
	const from = activeServersPattern.lastIndex;
	const hasJetStream = message.startsWith(jetStreamStart, from);
	const jetStream = hasJetStream ? jetStreamAt(message, from) : undefined;
	if (hasJetStream && jetStream === undefined) return undefined;
	endPattern.lastIndex = jetStream?.end ?? from;
	const end = endPattern.exec(message);
	if (end === null) return undefined;
	return {
		statsz: {
			start: head[1],
			mem: numberOf(head[2]),
			cores: numberOf(head[3]),
			cpu: numberOf(head[4]),
			connections: numberOf(head[5]),
			total_connections: numberOf(head[6]),
			active_accounts: numberOf(head[7]),
			subscriptions: numberOf(head[8]),
			sent: trafficOf(head[9], head[10]),
			sent_to_clients: trafficOf(head[11], head[12]),
			received: trafficOf(head[13], head[14]),
			received_from_clients: trafficOf(head[15], head[16]),
			slow_consumers: numberOf(head[17]),
			slow_consumer_stats: slowByKindOf(head),
			stale_connections: numberOf(head[22]),
			stalled_clients: numberOf(head[23]),
			routes: routes.fields,
			gateways: gateways.fields,
			active_servers: numberOf(active?.[1]),
			jetstream: jetStream?.fields,
			gomemlimit: numberOf(end[1]),
			gomaxprocs: numberOf(end[2]),
		},
	};
}
