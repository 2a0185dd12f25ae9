// The answer to CONNZ: connections of one server, a page of them or one. Source: nats-server, Connz and ConnInfo. What may
// be secret, the JWT of a connection, is never read.
import {hidden} from '../format/tame.ts';
import {listedUser} from './client-user.ts';
import {type ConnectionTrafficFields, connectionTrafficOf} from './connection-traffic.ts';
import {
	amountOrNothing,
	amountUnlessLeftOut,
	type Fields,
	fields,
	fieldsOrNothing,
	list,
	text,
	wholeOrNothing,
} from './fields.ts';
import {goDurationMs} from './go-duration.ts';
import {timeOf} from './time.ts';

export type ConnectionListFields = {
	/** By the server's clock. */
	readonly serverTime: number | undefined;
	/** How many there are in all; with a filter for an account those of the account, whatever else is filtered. */
	readonly total: number | undefined;
	readonly listed: readonly ListedConnectionFields[];
};

type ListedConnectionFields = ConnectionTrafficFields & {
	readonly cid: number;
	/** `Client`, `Leafnode`. */
	readonly kind: string;
	/** `nats`, `websocket`, `mqtt`; empty for others. */
	readonly type: string;
	/** Of the client; an MQTT client has its client id instead. */
	readonly name: string;
	/** `[hidden]` where it may be a token. */
	readonly user: string;
	readonly account: string;
	readonly accountName: string;
	readonly host: string;
	readonly port: number | undefined;
	readonly language: string;
	readonly version: string;
	/** These times are by the server's clock. */
	readonly startedAt: number | undefined;
	readonly activeAt: number | undefined;
	/** Undefined while it is open. */
	readonly stoppedAt: number | undefined;
	readonly reason: string;
	readonly roundTripMs: number | undefined;
	readonly pendingBytes: number | undefined;
	readonly subscriptions: number | undefined;
	/** How often its publishing was held up for slow readers; undefined on servers before 2.12. */
	readonly stalls: number | undefined;
	/** `1.3 TLS_AES_128_GCM_SHA256`; empty without TLS. */
	readonly tls: string;
	/** Subjects of the certificates that it has shown. */
	readonly certificates: readonly string[];
	readonly tags: readonly string[];
	/** Its subjects, where they were asked for: each once, with how many subscriptions it has. */
	readonly subjects: ReadonlyMap<string, number> | undefined;
};

/** A page has at most 256; one that was asked for by others is cut. */
const mostListed = 1024;
const mostSubjects = 1000;
const mostTexts = 8;

function textsOf(value: unknown): readonly string[] {
	return list(value)
		.slice(0, mostTexts)
		.map(each => text(each))
		.filter(each => each !== '');
}

/** The first of its subjects. Texts of strangers may become the same when they are tamed: their numbers add up. */
function subjectsOf(value: unknown): ReadonlyMap<string, number> | undefined {
	if (!Array.isArray(value)) return undefined;
	const subjects = new Map<string, number>();
	for (const each of list(value)) {
		const subject = text(each);
		const known = subjects.get(subject);
		if (known !== undefined) subjects.set(subject, known + 1);
		else if (subjects.size < mostSubjects) subjects.set(subject, 1);
	}
	return subjects;
}

function certificatesOf(value: unknown): readonly string[] {
	return textsOf(list(value).map(each => fields(each)['subject']));
}

function connectionOf(connection: Fields, version: string, tellAccountNames: boolean, tellStalls: boolean) {
	const cid = wholeOrNothing(connection['cid']);
	if (cid === undefined) return undefined;
	// Left out for the default account.
	const account = text(connection['account']) || '$G';
	const found: ListedConnectionFields = {
		cid,
		kind: text(connection['kind']) || 'Client',
		type: text(connection['type']),
		name: text(connection['name']) || text(connection['mqtt_client']),
		user: listedUser(connection, version, hidden),
		account,
		accountName: (tellAccountNames && text(connection['name_tag'])) || account,
		host: text(connection['ip']),
		port: wholeOrNothing(connection['port']),
		language: text(connection['lang']),
		version: text(connection['version']),
		startedAt: timeOf(connection['start']),
		activeAt: timeOf(connection['last_activity']),
		stoppedAt: timeOf(connection['stop']),
		reason: text(connection['reason']),
		roundTripMs: goDurationMs(connection['rtt']),
		pendingBytes: amountOrNothing(connection['pending_bytes']),
		subscriptions: amountOrNothing(connection['subscriptions']),
		...connectionTrafficOf(connection),
		stalls: tellStalls ? amountUnlessLeftOut(connection['stalls']) : undefined,
		tls: `${text(connection['tls_version'])} ${text(connection['tls_cipher_suite'])}`.trim(),
		certificates: certificatesOf(connection['tls_peer_certs']),
		tags: textsOf(connection['tags']),
		subjects: subjectsOf(connection['subscriptions_list']),
	};
	return found;
}

/**
 * Undefined when it is no such answer. `version` is the server's; one that does not have the account lists `null`.
 * `name_tag` is the account's name on servers that `tellAccountNames`, and the user's name before.
 */
export function connectionListOf(
	data: unknown,
	version: string,
	tellAccountNames: boolean,
	tellStalls: boolean,
): ConnectionListFields | undefined {
	const body = fieldsOrNothing(data);
	if (body === undefined || !(Array.isArray(body['connections']) || body['connections'] === null)) return undefined;
	const listed = list(body['connections'])
		.slice(0, mostListed)
		.map(each => connectionOf(fields(each), version, tellAccountNames, tellStalls))
		.filter(each => each !== undefined);
	return {serverTime: timeOf(body['now']), total: amountOrNothing(body['total']), listed};
}
