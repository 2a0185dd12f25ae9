// One connection, as its server reports it.
import {bytesInWords, count, grouped, unknown} from '../format/number.ts';
import {shortKeys} from '../format/short-key.ts';
import {dateAndClock, duration, spanMs} from '../format/time.ts';
import {can} from '../model/capabilities.ts';
import type {Server} from '../model/server.ts';
import {listedUser} from '../wire/client-user.ts';
import {amountOrNothing, type Fields, fields, list, text, wholeOrNothing} from '../wire/fields.ts';
import {timeOf} from '../wire/time.ts';
import type {Confirmation, Part} from './command.ts';
import {confirmationBy} from './confirmation.ts';

type Flow = {readonly messages: number | undefined; readonly bytes: number | undefined};

export type LookedUpConnection = {
	readonly cid: number;
	readonly name: string;
	readonly user: string;
	readonly account: string;
	/** Address and port. */
	readonly peer: string;
	readonly library: string;
	/** `Client`, `Leafnode`. */
	readonly kind: string;
	/** `nats`, `websocket`, `mqtt`; empty for others. */
	readonly type: string;
	/** By the server's clock, and as it wrote it. */
	readonly startedAt: number | undefined;
	readonly start: string;
	/** By the server's clock, when it was asked. */
	readonly now: number | undefined;
	/** When and why it ended; undefined while it is open. */
	readonly ended: {readonly at: number | undefined; readonly reason: string} | undefined;
	readonly roundTrip: string;
	readonly idle: string;
	readonly subscriptions: number | undefined;
	readonly pendingBytes: number | undefined;
	/** What the client published, and what was delivered to it. */
	readonly sent: Flow;
	readonly received: Flow;
};

function flowOf(messages: unknown, bytes: unknown): Flow {
	return {messages: amountOrNothing(messages), bytes: amountOrNothing(bytes)};
}

function connectionOf(connection: Fields, now: unknown, server: Server): LookedUpConnection | undefined {
	const cid = wholeOrNothing(connection['cid']);
	if (cid === undefined) return undefined;
	const stop = connection['stop'];
	return {
		cid,
		name: text(connection['name']) || text(connection['mqtt_client']),
		user: listedUser(connection, server.version),
		account:
			(can(server.version, 'accountNames') && text(connection['name_tag'])) || text(connection['account']) || '$G',
		peer: `${text(connection['ip'])}:${wholeOrNothing(connection['port']) ?? unknown}`,
		library: `${text(connection['lang'])} ${text(connection['version'])}`.trim(),
		kind: text(connection['kind']) || 'Client',
		type: text(connection['type']),
		startedAt: timeOf(connection['start']),
		start: text(connection['start']),
		now: timeOf(now),
		ended: stop === undefined ? undefined : {at: timeOf(stop), reason: text(connection['reason'])},
		roundTrip: text(connection['rtt']),
		idle: text(connection['idle']),
		subscriptions: amountOrNothing(connection['subscriptions']),
		pendingBytes: amountOrNothing(connection['pending_bytes']),
		sent: flowOf(connection['in_msgs'], connection['in_bytes']),
		received: flowOf(connection['out_msgs'], connection['out_bytes']),
	};
}

/** The connection with this id in a server's answer, open or closed. */
export function connectionIn(data: Fields, cid: number, server: Server): LookedUpConnection | undefined {
	return list(data['connections'])
		.map(each => connectionOf(fields(each), data['now'], server))
		.find(each => each?.cid === cid);
}

/** `orders@APP`: the name that is shown for it. */
export function calledBy({name, user, peer, account}: LookedUpConnection): string {
	return shortKeys(`${name || user || peer}@${account}`);
}

/** What must be typed to confirm a command on it. */
export function connectionConfirmation({name, user, cid}: LookedUpConnection): Confirmation {
	const names = [
		{text: name, what: 'the client’s name'},
		{text: user, what: 'its user'},
	];
	return confirmationBy(names, {text: String(cid), what: 'the connection’s id'});
}

function traffic({messages, bytes}: Flow): string {
	return messages === undefined ? unknown : `${grouped(messages)} messages, ${bytesInWords(bytes)}`;
}

/** Its client, its server, its times and its traffic, as parts of the page. */
export function connectionParts(found: LookedUpConnection, server: Server, utc: boolean): readonly Part[] {
	const {startedAt, now} = found;
	const ageMs = spanMs(startedAt, now);
	return [
		{
			heading: 'Who',
			facts: [
				{name: 'client name', value: found.name || unknown},
				{name: 'user', value: found.user || unknown},
				{name: 'account', value: found.account},
				{name: 'from', value: found.peer},
				{name: 'library', value: found.library || unknown},
				{name: 'kind', value: [found.kind, found.type].filter(part => part !== '').join(', ')},
			],
		},
		{
			heading: 'Where',
			facts: [
				{name: 'server', value: server.cluster === '' ? server.name : `${server.name} (${server.cluster})`},
				{name: 'server id', value: server.id},
				{name: 'connection id', value: String(found.cid)},
			],
		},
		{
			heading: 'Lifetime and traffic',
			note: 'from the client’s side',
			facts: [
				{
					name: 'connected since',
					value:
						startedAt === undefined
							? unknown
							: `${dateAndClock(startedAt, utc)}${ageMs === undefined ? '' : `, ${duration(ageMs)}`}`,
				},
				{name: 'idle, round trip', value: `${found.idle || unknown}, ${found.roundTrip || unknown}`},
				{name: 'subscriptions', value: `${count(found.subscriptions)}, ${bytesInWords(found.pendingBytes)} pending`},
				{name: 'sent', value: traffic(found.sent)},
				{name: 'received', value: traffic(found.received)},
			],
		},
	];
}
