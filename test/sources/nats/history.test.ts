// The past from a stream that captures the events of the system account, on a real cluster with three replicas: what is
// in the stream and what comes live is delivered once each, also when the stream's leader dies in between.
import {setTimeout as pause} from 'node:timers/promises';
import type {NatsConnection} from 'nats';
import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest';
import {permissionsFor} from '../../../source/connection/permissions/permissions.ts';
import {permissionsInConfiguration} from '../../../source/connection/permissions/permissions-text.ts';
import {CannotStart} from '../../../source/errors/cannot-start.ts';
import type {HistoryPlan, HistoryProgress} from '../../../source/sources/nats/history-plan.ts';
import type {Message} from '../../../source/wire/message.ts';
import {connectAs, type NatsServer, patientLogin, startCluster, stopServers} from '../../helpers/nats-server.ts';
import {type RunningSource, run, stopSources} from './running-source.ts';

afterAll(stopServers);
afterEach(stopSources);

const events = [
	'$SYS.SERVER.*.STATSZ',
	'$SYS.SERVER.*.SHUTDOWN',
	'$SYS.SERVER.*.LAMEDUCK',
	'$SYS.SERVER.*.CLIENT.AUTH.ERR',
	'$SYS.ACCOUNT.*.CONNECT',
	'$SYS.ACCOUNT.*.DISCONNECT',
	'$SYS.ACCOUNT.*.SERVER.CONNS',
];
const exported = events.map(subject => `{ stream: "${subject}", accounts: [OPS] }`).join(', ');
const imported = events.map(subject => `{ stream: { account: SYS, subject: "${subject}" } }`).join(', ');
const get = '$JS.API.DIRECT.GET.HISTORY';
const accounts = `accounts {
	SYS {
		users: [
			{ user: sys, password: pw }
			{ user: reader, password: pw, ${permissionsInConfiguration(permissionsFor('watch', {history: {stream: 'HISTORY'}}))} }
			{ user: watcher, password: pw, ${permissionsInConfiguration(permissionsFor('watch'))} }
		]
		exports: [ ${exported} ]
		imports: [ { service: { account: OPS, subject: "${get}" } } ]
	}
	OPS {
		jetstream: enabled
		users: [ { user: ops, password: pw } ]
		imports: [ ${imported} ]
		exports: [ { service: "${get}", response: stream, accounts: [SYS] } ]
	}
	APP { users: [ { user: app, password: pw } ] }
}
system_account: SYS
${patientLogin}
`;

type Answer = {readonly error?: {readonly description: string}; readonly cluster?: {readonly leader?: string}};

let servers: NatsServer[] = [];
let ops: NatsConnection;
let control: NatsConnection;
/** CONNECT events of APP, as an ordinary client of the system account hears them. */
const heard: string[] = [];
/** Clients of APP that have come. */
let made = 0;

/** Asks JetStream until it does it: a new cluster has no leader yet. */
async function asked(api: string, body: unknown = ''): Promise<Answer> {
	const end = Date.now() + 60_000;
	for (;;) {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		const answer: Answer | undefined = await ops
			.request(`$JS.API.${api}`, text, {timeout: 5000})
			.then(reply => reply.json<Answer>())
			.catch(() => undefined);
		if (answer !== undefined && answer.error === undefined && answer.cluster?.leader) return answer;
		if (Date.now() > end) throw new Error(`${api}: ${answer?.error?.description ?? 'nobody answers'}`);
		await pause(200);
	}
}

beforeAll(async () => {
	servers = await startCluster(3, {jetstream: true, accounts});
	const [first] = servers;
	if (first === undefined) throw new Error('no server');
	// n1 is never killed.
	ops = await connectAs(first, 'ops');
	control = await connectAs(first, 'sys');
	control.subscribe('$SYS.ACCOUNT.APP.CONNECT', {callback: (_error, message) => void heard.push(message.string())});
	await control.flush();
	const config = {name: 'HISTORY', subjects: events, num_replicas: 3, no_ack: true, allow_direct: true};
	await asked('STREAM.CREATE.HISTORY', {
		...config,
		retention: 'limits',
		storage: 'file',
		discard: 'old',
		max_age: 3_600_000_000_000,
	});
}, 90_000);

/** Clients that come and go, one after the other. */
async function comeAndGo(count: number): Promise<void> {
	const [first] = servers;
	if (first === undefined) throw new Error('no server');
	for (let client = 0; client < count; client++) {
		await (await connectAs(first, 'app')).close();
		made++;
	}
}

function connectsIn(messages: readonly Message[]): readonly string[] {
	return messages.filter(({subject}) => subject === '$SYS.ACCOUNT.APP.CONNECT').map(({text}) => text);
}

async function isDelivered({messages, message}: RunningSource): Promise<void> {
	await expect.poll(() => heard.length, {timeout: 30_000}).toBe(made);
	const last = heard.at(-1) ?? '';
	await message('the last event', ({text}) => text === last);
	expect(connectsIn(messages)).toEqual(heard);
}

function options(stream: string, plan: Omit<HistoryPlan, 'stream'> = {}) {
	return {history: {stream, ...plan}};
}

describe('history', () => {
	test('comes first, with the times of the stream, and live goes on where it ends', async () => {
		const before = Date.now();
		await comeAndGo(20);
		const began = Date.now();
		const source = run(`--server ${servers[0]?.url} --user sys --password pw`, options('HISTORY'));
		// While the stream is read others come too.
		const others = comeAndGo(60);
		const running = await source;
		await others;
		await comeAndGo(5);
		await isDelivered(running);
		const {messages} = running;
		const up = messages.findIndex(({text}) => text.includes('"state":"up"'));
		expect(messages[up]?.text).toContain('"continues":true');
		expect(connectsIn(messages.slice(0, up)).length).toBeGreaterThanOrEqual(20);
		const first = messages.find(({subject}) => subject === '$SYS.ACCOUNT.APP.CONNECT');
		expect(first?.at).toBeGreaterThanOrEqual(before);
		expect(first?.at).toBeLessThan(began);
		const times = messages.map(({at}) => at);
		expect(times).toEqual(times.toSorted((left, right) => left - right));
	});

	test('is read when its leader dies meanwhile', async () => {
		let leader = '';
		while (leader === '' || leader === 'n1') {
			leader = (await asked('STREAM.INFO.HISTORY')).cluster?.leader ?? '';
			if (leader === 'n1') await ops.request('$JS.API.STREAM.LEADER.STEPDOWN.HISTORY', '', {timeout: 5000});
		}
		const dying = servers.find(({name}) => name === leader);
		await comeAndGo(40);
		let killed: Promise<void> | undefined;
		const source = run(`--server ${servers[0]?.url} --user sys --password pw`, options('HISTORY'), () => {
			killed ??= dying?.kill();
		});
		const others = comeAndGo(80);
		const running = await source;
		await Promise.all([killed, others]);
		await comeAndGo(5);
		await isDelivered(running);
		expect((await asked('STREAM.INFO.HISTORY')).cluster?.leader).not.toBe(leader);
	});

	test('is read from a moment on, by a user with the permissions that are printed for it, and its progress is told', async () => {
		await comeAndGo(5);
		await expect.poll(() => heard.length, {timeout: 30_000}).toBe(made);
		const from = Date.now();
		const before = heard.length;
		await comeAndGo(15);
		const told: HistoryProgress[] = [];
		const plan = {from, told: (progress: HistoryProgress) => void told.push(progress)};
		const running = await run(`--server ${servers[0]?.url} --user reader --password pw`, options('HISTORY', plan));
		await expect.poll(() => heard.length, {timeout: 30_000}).toBe(made);
		const {messages, reports} = running;
		expect(connectsIn(messages)).toEqual(heard.slice(before));
		expect(
			Math.min(...messages.filter(({subject}) => subject.startsWith('$SYS.')).map(({at}) => at)),
		).toBeGreaterThanOrEqual(from);
		expect(reports().filter(({state}) => state === 'refused')).toEqual([]);
		expect(told[0]).toMatchObject({stream: 'HISTORY', messages: 1});
		for (const {messages: read, of, at} of told) {
			expect(of).toBeGreaterThanOrEqual(read);
			expect(at).toBeGreaterThanOrEqual(from);
		}
		expect(told[0]?.of).toBeGreaterThanOrEqual(15);
	});

	test('that has nothing since then is told to have nothing', async () => {
		const from = Date.now() + 3_600_000;
		const {report} = await run(`--server ${servers[0]?.url} --user sys --password pw`, options('HISTORY', {from}));
		const since = new Date(from).toISOString().replace(/\.\d+/, '');
		await report({state: 'note', text: `stream HISTORY of the history has nothing since ${since}`});
	});

	test('cannot be read by a user who may only watch', async () => {
		const failed = run(`--server ${servers[0]?.url} --user watcher --password pw --timeout 300ms`, options('HISTORY'));
		await expect(failed).rejects.toThrow(
			'cannot read the history from stream HISTORY: nobody answers in time; let the system account import the service $JS.API.DIRECT.GET.HISTORY from the account of the stream, which must allow direct get, and let the user publish to it',
		);
	});

	test('that nobody lets us read is told, with what is missing', async () => {
		const failed = run(`--server ${servers[0]?.url} --user sys --password pw`, options('OTHER'));
		await expect(failed).rejects.toThrow(CannotStart);
		await expect(failed).rejects.toThrow(
			'cannot read the history from stream OTHER: JetStream not enabled for account; let the system account import the service $JS.API.DIRECT.GET.OTHER',
		);
	});
});
