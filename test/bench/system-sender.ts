// A process that speaks for a large system, by hand, so that it costs little: how many servers there are. Each of them
// sends its statistics every 10 s and the connections of its accounts every 30 s, one after the other as real ones do,
// and answers PING. Runs until it is ended; says `ready` on standard output when it has logged in.
import {connect} from 'node:net';
import process from 'node:process';

const [port = '', count = ''] = process.argv.slice(2);
const servers = Number(count);
const clusterSize = 3;
const accounts = ['APP', 'IOT', 'BILLING', 'SHOP', 'METRICS'];
const statisticsMs = 10_000;
const accountsMs = 30_000;
const stepMs = 50;
const began = Date.now() - 3_600_000;
const startedAt = new Date(began).toISOString();

// Base 32 as in real ids, so without the digits 0, 1, 8 and 9.
const letters = 'ABCDEFGHIJ';
const ids = Array.from({length: servers}, (_, index) => {
	const number = [...String(index).padStart(5, '0')].map(digit => letters[Number(digit)]).join('');
	return `N${number}${'S'.repeat(50)}`;
});
const nameOf = (index: number): string => `c${Math.floor(index / clusterSize)}-n${index % clusterSize}`;
const sequences = ids.map(() => 0);

function publish(subject: string, body: string): string {
	return `PUB ${subject} ${body.length}\r\n${body}\r\n`;
}

function block(index: number, now: string): string {
	const cluster = `c${Math.floor(index / clusterSize)}`;
	const sequence = (sequences[index] ?? 0) + 1;
	sequences[index] = sequence;
	return `"server":{"name":"${nameOf(index)}","host":"0.0.0.0","id":"${ids[index]}","cluster":"${cluster}","ver":"2.15.2","tags":["az:${index % 3}"],"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":true,"flags":7,"seq":${sequence},"time":"${now}"}`;
}

function traffic(index: number, perSecond: number): string {
	const messages = Math.floor(((Date.now() - began) / 1000) * perSecond * (1 + (index % 7)));
	return `{"msgs":${messages},"bytes":${messages * 217}}`;
}

/** Routes to the others of the cluster: three of a pool, and one of the system account. */
function routesOf(index: number): string {
	const first = index - (index % clusterSize);
	const routes: string[] = [];
	for (let peer = first; peer < Math.min(servers, first + clusterSize); peer++) {
		for (let pooled = 0; peer !== index && pooled < 4; pooled++) {
			const amount = traffic(peer, 20);
			routes.push(`{"rid":${pooled + 5},"name":"${nameOf(peer)}","sent":${amount},"received":${amount},"pending":0}`);
		}
	}
	return routes.join(',');
}

function statistics(index: number, now: string): string {
	const amount = traffic(index, 50);
	const jetStream = `{"config":{"max_memory":268435456,"max_storage":1073741824,"store_dir":"/data/jetstream","sync_interval":120000000000,"compress_ok":true,"strict":true},"stats":{"memory":0,"storage":${index * 1000},"reserved_memory":0,"reserved_storage":0,"accounts":5,"ha_assets":12,"api":{"level":4,"total":${index},"errors":0}},"meta":{"name":"c","leader":"c0-n0","peer":"S1Nunr6R","cluster_size":3,"quorum_needed":2,"pending":0,"pending_requests":0,"pending_infos":0,"snapshot":{"pending_entries":0,"pending_size":0,"last_time":"0001-01-01T00:00:00Z"}},"limits":{"default_max_consumers":-1}}`;
	return `{${block(index, now)},"statsz":{"start":"${startedAt}","mem":${16_000_000 + (Date.now() % 1000) * index},"cores":4,"cpu":${Date.now() % 40},"connections":${20 + (index % 30)},"total_connections":${1000 + index},"active_accounts":5,"subscriptions":${200 + index},"sent":${amount},"sent_to_clients":${amount},"received":${amount},"received_from_clients":${amount},"slow_consumers":0,"routes":[${routesOf(index)}],"active_servers":${servers},"jetstream":${jetStream},"gomaxprocs":4}}`;
}

let events = 0;
function connectionsOf(index: number, account: string, now: string): string {
	const amount = traffic(index, 10);
	const parts = `"msgs":1,"bytes":2,"gateways":{"msgs":0,"bytes":0},"routes":${amount},"leafs":{"msgs":0,"bytes":0}`;
	const id = `system${(++events).toString(36).padStart(16, '0')}`;
	return `{"type":"io.nats.server.advisory.v1.account_connections","id":"${id}","timestamp":"${now}",${block(index, now)},"acc":"${account}","name":"${account}","conns":${4 + (index % 5)},"leafnodes":0,"total_conns":${4 + (index % 5)},"num_subscriptions":${40 + (index % 50)},"sent":{${parts}},"received":{${parts}},"slow_consumers":0}`;
}

const socket = connect(Number(port), '127.0.0.1').setNoDelay(true).setEncoding('latin1');
let unread = '';
socket.on('data', (chunk: unknown) => {
	const lines = (unread + String(chunk)).split('\r\n');
	unread = lines.pop() ?? '';
	for (const line of lines) {
		if (line === 'PING') socket.write('PONG\r\n');
		else if (line === 'PONG') console.log('ready');
		const reply = /^MSG \$SYS\.REQ\.SERVER\.PING \S+ (\S+) \d+$/.exec(line)?.[1];
		if (reply === undefined) continue;
		const now = new Date().toISOString();
		socket.write(ids.map((_, index) => publish(reply, statistics(index, now))).join(''));
	}
});
socket.write(
	'CONNECT {"verbose":false,"user":"sys","pass":"pw","name":"system"}\r\nSUB $SYS.REQ.SERVER.PING 1\r\nPING\r\n',
);

/** How many of all of them are due since the last time. */
function dueOf(all: number, everyMs: number): () => readonly number[] {
	let done = 0;
	const since = performance.now();
	return () => {
		const due = Math.floor(((performance.now() - since) / everyMs) * all);
		const these = Array.from({length: due - done}, (_, step) => (done + step) % all);
		done = due;
		return these;
	};
}
const dueStatistics = dueOf(servers, statisticsMs);
const dueAccounts = dueOf(servers * accounts.length, accountsMs);
setInterval(() => {
	const now = new Date().toISOString();
	const batch = dueStatistics().map(index => publish(`$SYS.SERVER.${ids[index]}.STATSZ`, statistics(index, now)));
	for (const each of dueAccounts()) {
		const account = accounts[each % accounts.length] ?? '';
		const index = Math.floor(each / accounts.length);
		batch.push(publish(`$SYS.ACCOUNT.${account}.SERVER.CONNS`, connectionsOf(index, account, now)));
	}
	if (batch.length > 0) socket.write(batch.join(''));
}, stepMs);
