// A server that says what a test wants to hear, in the shapes of real ones.
import {answerPrefix, type Message} from '../../source/wire/message.ts';

/** A server id like real ones: 56 characters. */
export function idOf(name: string): string {
	const digits: Record<string, string> = {'0': 'OO', '1': 'II', '8': 'BB', '9': 'GG'};
	return `N${name.toUpperCase().replaceAll(/[^A-Z2-7]/g, character => digits[character] ?? 'YY')}`.padEnd(56, 'Z');
}

/** 2026-11-23T12:00:00Z. */
export const noon = Date.UTC(2026, 10, 23, 12);

export function timeText(at: number): string {
	return new Date(at).toISOString();
}

export type Fields = Record<string, unknown>;

export class MadeServer {
	readonly name: string;
	readonly id: string;
	/** More of its `server` block. */
	readonly more: Fields;
	startedAt = noon - 3_600_000;
	sequence = 100;
	/** Its clock compared to ours. */
	clockAheadMs = 0;

	constructor(name: string, more: Fields = {}, id = idOf(name)) {
		this.name = name;
		this.id = id;
		this.more = more;
	}

	block(at: number): Fields {
		this.sequence++;
		return {
			name: this.name,
			host: '0.0.0.0',
			id: this.id,
			cluster: 'east',
			ver: '2.15.2',
			jetstream: false,
			...this.more,
			seq: this.sequence,
			time: timeText(at + this.clockAheadMs),
		};
	}

	message(at: number, subject: string, body: Fields): Message {
		return {at, subject, text: JSON.stringify({server: this.block(at), ...body})};
	}

	typed(at: number, subject: string, type: string, body: Fields): Message {
		const head = {type, id: `EVENT${this.sequence}`.padEnd(22, '0'), timestamp: timeText(at + this.clockAheadMs)};
		return {at, subject, text: JSON.stringify({...head, server: this.block(at), ...body})};
	}

	#statsz(statsz: Fields): Fields {
		return {
			statsz: {
				start: timeText(this.startedAt + this.clockAheadMs),
				mem: 20_000_000,
				cores: 2,
				cpu: 1,
				connections: 0,
				total_connections: 0,
				active_accounts: 1,
				subscriptions: 50,
				sent: {msgs: 0, bytes: 0},
				received: {msgs: 0, bytes: 0},
				slow_consumers: 0,
				active_servers: 1,
				...statsz,
			},
		};
	}

	heartbeat(at: number, statsz: Fields = {}): Message {
		return this.message(at, `$SYS.SERVER.${this.id}.STATSZ`, this.#statsz(statsz));
	}

	answer(at: number, statsz: Fields = {}): Message {
		return this.message(at, `${answerPrefix}token.$SYS.REQ.SERVER.PING`, this.#statsz(statsz));
	}

	#client(at: number, client: Fields): Fields {
		return {
			start: timeText(at + this.clockAheadMs),
			host: '127.0.0.1',
			acc: 'APP',
			user: 'app',
			name: 'orders',
			lang: 'go',
			ver: '1.40.0',
			kind: 'Client',
			client_type: 'nats',
			...client,
		};
	}

	connect(at: number, id: number, client: Fields = {}): Message {
		const account = typeof client['acc'] === 'string' ? client['acc'] : 'APP';
		return this.typed(at, `$SYS.ACCOUNT.${account}.CONNECT`, 'io.nats.server.advisory.v1.client_connect', {
			client: this.#client(at, {id, ...client}),
		});
	}

	disconnect(at: number, id: number, client: Fields = {}, reason = 'Client Closed'): Message {
		const account = typeof client['acc'] === 'string' ? client['acc'] : 'APP';
		return this.typed(at, `$SYS.ACCOUNT.${account}.DISCONNECT`, 'io.nats.server.advisory.v1.client_disconnect', {
			client: this.#client(at, {id, stop: timeText(at + this.clockAheadMs), ...client}),
			sent: {msgs: 0, bytes: 0},
			received: {msgs: 0, bytes: 0},
			reason,
		});
	}

	authError(at: number, id: number, client: Fields = {}): Message {
		const subject = `$SYS.SERVER.${this.id}.CLIENT.AUTH.ERR`;
		return this.typed(at, subject, 'io.nats.server.advisory.v1.client_disconnect', {
			client: this.#client(at, {id, acc: '$G', stop: timeText(at + this.clockAheadMs), ...client}),
			sent: {msgs: 0, bytes: 0},
			received: {msgs: 0, bytes: 0},
			reason: 'Authentication Failure',
		});
	}

	share(at: number, account: string, share: Fields): Message {
		const subject = `$SYS.ACCOUNT.${account}.SERVER.CONNS`;
		return this.typed(at, subject, 'io.nats.server.advisory.v1.account_connections', {acc: account, ...share});
	}

	goodbye(at: number, word: 'SHUTDOWN' | 'LAMEDUCK'): Message {
		return {at, subject: `$SYS.SERVER.${this.id}.${word}`, text: JSON.stringify(this.block(at))};
	}
}

/** The report of a source on its own link. */
export function linkMessage(at: number, report: Fields): Message {
	return {at, subject: '(link)', text: JSON.stringify(report)};
}

/** What this program says of itself when it stood still. */
export function missed(from: number, to: number): Message {
	return {at: to, subject: '(clock)', text: JSON.stringify({state: 'missed', from, to})};
}

export function linkUp(at: number): Message {
	return linkMessage(at, {state: 'up', address: '127.0.0.1:4222', serverId: idOf('n1'), serverName: 'n1', cid: 7});
}

/** What the source delivers when it asks. */
export function ping(at: number): Message {
	return {at, subject: '$SYS.REQ.SERVER.PING', text: ''};
}
