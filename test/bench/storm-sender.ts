// A process that speaks for servers in a storm, by hand, so that sending costs little: what, how many a second, how many
// in all, of how many. Started by storm.ts; says on standard output how long it took.
import {connect} from 'node:net';
import process from 'node:process';

const [kind = '', port = '', perSecond = '', total = '', among = ''] = process.argv.slice(2);

const storming = `NSTORM${'A'.repeat(50)}`;
let sequence = 0;

function publish(subject: string, body: string): string {
	return `PUB ${subject} ${body.length}\r\n${body}\r\n`;
}

function serverPart(id: string, name: string, now: string): string {
	return `"server":{"name":"${name}","host":"10.0.0.1","id":"${id}","cluster":"storm","ver":"2.15.2","tags":["az:a"],"jetstream":true,"flags":7,"seq":${++sequence},"time":"${now}"}`;
}

/** One client after the other leaves and comes back. */
function clientEvents(clients: number): (now: string) => string[] {
	const connections = new Map<number, number>();
	let turn = 0;
	let nextConnection = 1000;
	const event = (kindOfEvent: string, client: number, connection: number, now: string, more: string, rest: string) => {
		const part = `"client":{"start":"${now}","host":"10.1.${client >> 8}.${client & 255}","id":${connection},"acc":"APP","user":"user-${client % 50}","name":"client-${client}","lang":"go","ver":"1.47.0"${more},"kind":"Client","client_type":"nats"}`;
		const type = `io.nats.server.advisory.v1.client_${kindOfEvent.toLowerCase()}`;
		const id = `storm${sequence.toString(36).padStart(17, '0')}`;
		const body = `{"type":"${type}","id":"${id}","timestamp":"${now}",${serverPart(storming, 'storm-1', now)},${part}${rest}}`;
		return publish(`$SYS.ACCOUNT.APP.${kindOfEvent}`, body);
	};
	return now => {
		const client = turn++ % clients;
		const before = connections.get(client);
		const connection = nextConnection++;
		connections.set(client, connection);
		const came = event('CONNECT', client, connection, now, '', '');
		if (before === undefined) return [came];
		const traffic = '"sent":{"msgs":12,"bytes":3456},"received":{"msgs":7,"bytes":890}';
		const gone = `,"rtt":123456,"stop":"${now}"`;
		return [event('DISCONNECT', client, before, now, gone, `,${traffic},"reason":"Client Closed"`), came];
	};
}

/** Each time another server tells its statistics for the first and last time. */
function serverEvents(): (now: string) => string[] {
	let turn = 0;
	return now => {
		turn++;
		const id = `N${turn.toString(36).toUpperCase().padStart(55, 'S')}`;
		const statistics = `"statsz":{"start":"${now}","mem":16117760,"cores":2,"cpu":1,"connections":1,"total_connections":1,"active_accounts":1,"subscriptions":81,"sent":{"msgs":0,"bytes":0},"received":{"msgs":0,"bytes":0},"slow_consumers":0,"active_servers":1}`;
		return [publish(`$SYS.SERVER.${id}.STATSZ`, `{${serverPart(id, `server-${turn}`, now)},${statistics}}`)];
	};
}

/** One message of `bytes`. */
function hugeEvent(bytes: number): (now: string) => string[] {
	return now => {
		const head = `{${serverPart(storming, 'storm-1', now)},"statsz":{"start":"${now}","mem":1,"tags":["`;
		const tail = '"]}}';
		return [publish(`$SYS.SERVER.${storming}.STATSZ`, head + 'x'.repeat(bytes - head.length - tail.length) + tail)];
	};
}

const sources: Readonly<Record<string, () => (now: string) => string[]>> = {
	clients: () => clientEvents(Number(among)),
	servers: serverEvents,
	huge: () => hugeEvent(Number(among)),
};
const next = sources[kind]?.();
if (next === undefined) throw new Error(`nobody knows how to send "${kind}"`);

const socket = connect(Number(port), '127.0.0.1').setNoDelay(true).setEncoding('latin1');
socket.on('data', (text: unknown) => {
	if (socket.writable && String(text).includes('PING')) socket.write('PONG\r\n');
});
socket.write('CONNECT {"verbose":false,"user":"sys","pass":"pw","name":"storm"}\r\n');
let isFree = true;
socket.on('drain', () => {
	isFree = true;
});
let sent = 0;
const began = performance.now();
const timer = setInterval(() => {
	// What a slow machine could not send in time is sent later: all of it comes.
	const due = Math.min(Number(total), ((performance.now() - began) / 1000) * Number(perSecond), sent + 5000);
	const now = new Date().toISOString();
	const batch: string[] = [];
	while (isFree && sent < due) {
		const events = next(now);
		sent += events.length;
		batch.push(...events);
	}
	if (batch.length > 0) isFree = socket.write(batch.join(''));
	if (sent < Number(total)) return;
	clearInterval(timer);
	socket.end('PING\r\n', () => console.log(((performance.now() - began) / 1000).toFixed(1)));
}, 5);
