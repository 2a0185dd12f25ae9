// Messages of a busy system, without end: servers with their statistics, and clients that come and go, some of them
// refused, so many events a second. Ids, times and counts differ as those of real servers do, because what a message
// takes when it is packed depends on them. The same parameters give the same messages.
import {idOf, linkUp, noon, ping, timeText} from '../events/made-server.ts';
import {answerPrefix, type Message} from '../../source/wire/message.ts';

export type BusySystem = {readonly servers: number; readonly eventsPerSecond: number};

const heartbeatMs = 10_000;
const applications = 200;
/** So long a client stays. */
const stayMs = 10_000;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Numbers from 0 up to `below`, a linear congruential generator. */
function numbersFrom(seed: number): (below: number) => number {
	let state = seed;
	return below => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

/** Messages from `noon` on, by time. */
export function* busySystem({servers, eventsPerSecond}: BusySystem): Generator<Message> {
	const number = numbersFrom(7);
	const names = Array.from({length: servers}, (_, index) => `c${Math.floor(index / 3)}-n${index % 3}`);
	const sequences = names.map(() => 100);
	/** Nanoseconds, as servers tell times. */
	const nano = (at: number): string => `${timeText(at).slice(0, -1)}${String(number(1e6)).padStart(6, '0')}Z`;
	const text22 = (): string => Array.from({length: 22}, () => letters[number(letters.length)]).join('');
	const block = (index: number, at: number): string => {
		const sequence = (sequences[index] ?? 0) + 1;
		sequences[index] = sequence;
		const name = names[index] ?? '';
		return `"server":{"name":"${name}","host":"0.0.0.0","id":"${idOf(name)}","cluster":"c${Math.floor(index / 3)}","ver":"2.15.2","tags":["az:a${index % 3}"],"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":true,"flags":7,"seq":${sequence},"time":"${nano(at)}"}`;
	};
	const event = (index: number, at: number, type: string): string =>
		`{"type":"io.nats.server.advisory.v1.client_${type}","id":"${text22()}","timestamp":"${nano(at)}",${block(index, at)}`;
	const clientOf = (id: number, start: string, stop = ''): string => {
		const application = id % applications;
		const more = stop === '' ? '' : `,"rtt":${number(2e6)},"stop":"${stop}"`;
		return `"client":{"start":"${start}","host":"10.0.${application % 20}.${id % 250}","id":${id},"acc":"A${application % 20}","user":"user-${application}","name":"orders-service-${application}","lang":"go","ver":"1.47.0"${more},"kind":"Client","client_type":"nats"}`;
	};
	const amount = (): string => `{"msgs":${number(1e6)},"bytes":${number(1e9)}}`;
	const statistics = (index: number, at: number): string => {
		const first = index - (index % 3);
		const routes = [0, 1, 2]
			.filter(step => first + step !== index && first + step < servers)
			.map(
				step =>
					`{"rid":${step + 5},"name":"${names[first + step]}","sent":${amount()},"received":${amount()},"pending":0}`,
			);
		return `{${block(index, at)},"statsz":{"start":"${timeText(noon - 3_600_000)}","mem":${20_000_000 + number(1e6)},"cores":4,"cpu":${number(40)},"connections":${200 + number(20)},"total_connections":1000,"active_accounts":20,"subscriptions":${400 + number(50)},"sent":${amount()},"received":${amount()},"slow_consumers":0,"routes":[${routes.join(',')}],"active_servers":${servers}}}`;
	};

	const gone = (index: number, at: number, client: string, reason: string): string =>
		`${event(index, at, 'disconnect')},${client},"sent":${amount()},"received":${amount()},"reason":"${reason}"}`;

	yield linkUp(noon);
	yield ping(noon);
	for (const index of names.keys()) {
		yield {at: noon + 50, subject: `${answerPrefix}token.$SYS.REQ.SERVER.PING`, text: statistics(index, noon)};
	}
	const stay = Math.round((stayMs / 1000) * (eventsPerSecond / 2));
	let heartbeats = 0;
	for (let made = 0; ; made++) {
		const at = noon + 1000 + (made * 1000) / eventsPerSecond;
		for (; heartbeats < ((at - noon) / heartbeatMs) * servers; heartbeats++) {
			const index = heartbeats % servers;
			yield {at, subject: `$SYS.SERVER.${idOf(names[index] ?? '')}.STATSZ`, text: statistics(index, at)};
		}
		const isComing = made % 2 === 0;
		const id = (made >> 1) + (isComing ? 1 : 1 - stay);
		if (id < 1) continue;
		const isRefused = id % 50 === 0;
		const index = id % servers;
		const account = `A${id % 20}`;
		if (isComing && isRefused) {
			const subject = `$SYS.SERVER.${idOf(names[index] ?? '')}.CLIENT.AUTH.ERR`;
			yield {at, subject, text: gone(index, at, clientOf(id, nano(at), nano(at)), 'Authentication Failure')};
		} else if (isComing) {
			const text = `${event(index, at, 'connect')},${clientOf(id, nano(at))}}`;
			yield {at, subject: `$SYS.ACCOUNT.${account}.CONNECT`, text};
		} else if (!isRefused) {
			const text = gone(index, at, clientOf(id, nano(at - stayMs), nano(at)), 'Client Closed');
			yield {at, subject: `$SYS.ACCOUNT.${account}.DISCONNECT`, text};
		}
	}
}
