// The table of capabilities against a real server: the server has exactly the capabilities that the table gives its
// version. Two that take long are tested with the other versions.
import {connect as connectSocket, type Socket} from 'node:net';
import type {NatsConnection} from 'nats';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {sumOf} from '../../source/model/account-sum.ts';
import {type Capability, can, capabilities, lacking} from '../../source/model/capabilities.ts';
import type {Server} from '../../source/model/server.ts';
import {accountStatsOfAll} from '../../source/requests/account-stats.ts';
import {jetStreamOf} from '../../source/requests/jetstream.ts';
import {serverStatsSubject} from '../../source/requests/server-stats.ts';
import {whoAmISubject} from '../../source/requests/who-am-i.ts';
import {connectAs, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import {startWatch, type Watch} from './watch.ts';

type Long = 'lameDuckEvent' | 'frequentHeartbeats' | 'leafnodeAccounts';
type Probe = () => Promise<boolean>;

// Besides SYS there is only `$G`, whose clients need no login.
const accounts = 'accounts { SYS { users: [ { user: sys, password: pw } ] } }\nsystem_account: SYS';
const config = `ping_interval: "500ms"
ping_max: 2
max_payload: 131072
max_pending: 262144
jetstream { store_dir: "$folder/jetstream", max_mem: 16MB, max_file: 16MB }`;

let server: NatsServer;
let watch: Watch;
let system: NatsConnection;
const sockets: Socket[] = [];

beforeAll(async () => {
	server = await startServer({accounts, config});
	watch = await startWatch(['-s', server.url, '--user', 'sys', '--password', 'pw']);
	await watch.settle();
	system = await connectAs(server, 'sys');
	await statistics();
});

afterAll(async () => {
	for (const socket of sockets) socket.destroy();
	await watch.stop();
	await stopServers();
});

function known(): Server {
	const [found] = watch.model.servers.values();
	if (found === undefined) throw new Error('the server is not known');
	return found;
}

/** The server's answer to a request for its statistics, once the model has it. */
async function statistics(): Promise<Record<string, unknown>> {
	const id = system.info?.server_id ?? '';
	const since = watch.messages.length;
	watch.ask(serverStatsSubject(id));
	const subject = `.${serverStatsSubject(id)}`;
	const answer = await watch.until('its statistics', () =>
		watch.messages.slice(since).find(message => message.subject.endsWith(subject) && message.text !== ''),
	);
	return JSON.parse(answer.text).statsz;
}

/** A socket that has sent `bytes`, and reads nothing. */
async function openSocket(bytes: string): Promise<Socket> {
	const socket = connectSocket(server.port, '127.0.0.1');
	sockets.push(socket);
	socket.on('error', () => {});
	socket.pause();
	await new Promise<void>(resolve => socket.once('connect', resolve));
	await new Promise<void>(resolve => socket.write(bytes, () => resolve()));
	return socket;
}

async function came(subject: string, since = 0): Promise<boolean> {
	await watch.settle();
	return watch.messages.slice(since).some(message => message.subject === subject);
}

async function answers(subject: string, body = ''): Promise<boolean> {
	return system.request(subject, body, {timeout: 2000}).then(
		() => true,
		() => false,
	);
}

const login = 'CONNECT {"verbose":false,"pedantic":false,"name":"raw"}\r\n';

const probes: Record<Exclude<Capability, Long>, Probe> = {
	async accountTraffic() {
		watch.ask(accountStatsOfAll.subject);
		const account = await watch.until('the share of SYS', () => watch.model.accounts.get('SYS'));
		const share = await watch.until('its connections', () => {
			watch.ask(accountStatsOfAll.subject);
			return [...account.shares.values()].find(({connections = 0}) => connections > 0);
		});
		return share.sent !== undefined && share.slowConsumers !== undefined;
	},
	async accountCopies() {
		watch.ask(accountStatsOfAll.subject);
		const account = await watch.until('the share of SYS', () => watch.model.accounts.get('SYS'));
		const share = await watch.until('its traffic', () => {
			watch.ask(accountStatsOfAll.subject);
			return [...account.shares.values()].find(({sent}) => (sent?.messages ?? 0) > 0);
		});
		return share.copies !== undefined;
	},
	async accountSubscriptions() {
		watch.ask(accountStatsOfAll.subject);
		const account = await watch.until('the share of SYS', () => watch.model.accounts.get('SYS'));
		return sumOf(watch.model, account).subscriptions !== undefined;
	},
	identity: () => answers(`$SYS.REQ.SERVER.${known().id}.IDZ`),
	async whoAmI() {
		watch.ask(whoAmISubject);
		await watch.settle();
		return watch.model.link.account === 'SYS';
	},
	async actions() {
		// Nobody has this connection id.
		const kinds = ['KICK', 'LDM'].map(verb => answers(`$SYS.REQ.SERVER.${known().id}.${verb}`, '{"cid":4294967295}'));
		const [kick, lameDuck] = await Promise.all(kinds);
		expect(kick).toBe(lameDuck);
		return kick === true;
	},
	async quietDefaultAccount() {
		const client = await connectAs(server, undefined);
		await client.close();
		return !(await came('$SYS.ACCOUNT.$G.SERVER.CONNS'));
	},
	async tenantAuthErrors() {
		const tenant = await connectAs(server, undefined);
		let told = 0;
		tenant.subscribe('$SYS.ACCOUNT.CLIENT.AUTH.ERR', {callback: () => void told++});
		await tenant.flush();
		await connectAs(server, 'nobody', {name: 'told-to-the-tenant'}).catch(() => {});
		await watch.until('the refusal', () => refusedAs('told-to-the-tenant'));
		await tenant.flush();
		await tenant.close();
		return told > 0;
	},
	async processLimits() {
		return (await statistics())['gomaxprocs'] !== undefined;
	},
	async hiddenTokens() {
		const token = 'our-secret-token';
		await connectAs(server, undefined, {token, name: 'with-a-token'}).catch(() => {});
		const {user} = await watch.until('the refusal', () => refusedAs('with-a-token'));
		expect([token, '[REDACTED]']).toContain(user);
		return user !== token;
	},
	async accountNames() {
		const since = watch.messages.length;
		const client = await connectAs(server, 'sys');
		const message = await watch.until('its connect', () =>
			watch.messages.slice(since).find(({subject}) => subject === '$SYS.ACCOUNT.SYS.CONNECT'),
		);
		await client.close();
		return JSON.parse(message.text).client.name_tag === 'SYS';
	},
	async slowConsumersByKind() {
		await openSocket(`${login}SUB flood 1\r\n`);
		const publisher = await connectAs(server, undefined);
		const payload = 'x'.repeat(65_536);
		const told = await watch.until('a slow consumer', async () => {
			for (let count = 0; count < 32; count++) publisher.publish('flood', payload);
			await publisher.flush();
			const stats = await statistics();
			return Number(stats['slow_consumers']) > 0 && stats;
		});
		await publisher.close();
		return told['slow_consumer_stats'] !== undefined;
	},
	async defaultAccount() {
		const client = await connectAs(server, undefined, {name: 'without-an-account'});
		await client.close();
		return came('$SYS.ACCOUNT.$G.CONNECT');
	},
	async unfinishedLogins() {
		const accepted = Number((await statistics())['total_connections']);
		const socket = await openSocket('');
		socket.destroy();
		await watch.until('the accepted socket', async () => Number((await statistics())['total_connections']) > accepted);
		await watch.settle();
		return watch.model.tallies.unfinished.total > 0;
	},
	async staleConnections() {
		// It never answers a PING.
		const since = watch.messages.length;
		const count = Number((await statistics())['connections']);
		await openSocket(login);
		await watch.until('one more connection', async () => Number((await statistics())['connections']) > count);
		await watch.until('one less', async () => Number((await statistics())['connections']) <= count);
		expect(watch.messages.length).toBeGreaterThan(since);
		return (await statistics())['stale_connections'] !== undefined;
	},
	async clientTraffic() {
		return (await statistics())['sent_to_clients'] !== undefined;
	},
	async jetStreamLeaders() {
		const client = await connectAs(server, undefined);
		const stream = {name: 'KEPT', subjects: ['kept'], storage: 'memory', retention: 'limits', num_replicas: 1};
		await client.request('$JS.API.STREAM.CREATE.KEPT', JSON.stringify(stream), {timeout: 5000});
		await client.close();
		const {subject, body} = jetStreamOf(known().id);
		const counts = await watch.until('the stream', () => {
			watch.ask(subject, body);
			const told = known().jetStreamReport?.counts;
			return told !== undefined && told !== 'off' && told.streams === 1 && told;
		});
		return counts.streamsLed === 1;
	},
};

function refusedAs(name: string) {
	return [...watch.model.refused.values()].find(refused => refused.name === name);
}

test.for(Object.entries(probes))('%s', async ([name, probe]) => {
	const capability = Object.keys(capabilities).find((each): each is Capability => each === name);
	if (capability === undefined) throw new Error(`${name} is no capability`);
	expect(await probe()).toBe(can(known().version, capability));
});

test('the server’s page says what it cannot tell, and so does the help', () => {
	const {id, version} = known();
	const lacks = lacking(version);
	const {text} = watch.page({kind: 'server', id});
	for (const sentence of lacks) expect(text).toContain(` · ${sentence}`);
	expect(text.includes('What this server cannot tell')).toBe(lacks.length > 0);
	const help = watch.help();
	for (const sentence of lacks) expect(help).toContain(` · ${sentence}`);
	expect(help.includes(`What ${version} cannot tell`)).toBe(lacks.length > 0);
});
