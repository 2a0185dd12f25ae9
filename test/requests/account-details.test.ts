// INFO and JSZ about one account, of a real server as the account's page asks for them, and what is made of odd answers.
import fc from 'fast-check';
import {afterAll, describe, expect, test} from 'vitest';
import {ingest} from '../../source/core/ingest.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {accountInfoOn} from '../../source/requests/account-info.ts';
import {jetStreamOfAccount} from '../../source/requests/jetstream.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {connectAs, patientLogin, startServer, stopServers} from '../helpers/nats-server.ts';
import {startWatch, type Watch} from '../tutorial/watch.ts';

let watch: Watch | undefined;

afterAll(async () => {
	await watch?.stop();
	await stopServers();
});

const accounts = `accounts {
	SYS { users: [ { user: sys, password: pw } ] }
	APP {
		jetstream { max_mem: 1MB, max_file: 8MB }
		users: [ { user: app, password: pw } ]
		imports: [ { service: { account: OPS, subject: "help" } } ]
		mappings { "old.*": "new.$1" }
	}
	OPS { users: [ { user: ops, password: pw } ], exports: [ { service: "help" }, { stream: "news.>" } ] }
}
system_account: SYS
${patientLogin}`;

test('a real server tells how accounts are set up and what their JetStream uses, on their pages too', async () => {
	const config = 'jetstream { store_dir: "$folder/jetstream", max_mem: 16MB, max_file: 16MB }';
	const server = await startServer({name: 'n1', accounts, config});
	const watching = await startWatch(['-s', server.url, '--user', 'sys', '--password', 'pw']);
	watch = watching;
	const {model} = watching;
	const client = await connectAs(server, 'app');
	await connectAs(server, 'ops');
	const stream = {name: 'KEPT', subjects: ['kept'], storage: 'file', retention: 'limits', num_replicas: 1};
	const answer = await client.request('$JS.API.STREAM.CREATE.KEPT', JSON.stringify(stream), {timeout: 10_000});
	expect(answer.json()).not.toHaveProperty('error');
	await client.request('kept', 'x'.repeat(1000));
	watching.ask('$SYS.REQ.SERVER.PING');
	await watching.until('both accounts', () => model.accounts.size >= 3 && model.servers.size === 1);
	const [id = ''] = model.servers.keys();
	const before = watching.page({kind: 'account', id: 'APP'});
	expect(before.text).toContain('Settings  asks n1: 1 answer, about 0.7 KiB');
	for (const account of ['APP', 'OPS']) {
		const requests = [accountInfoOn(account, 'n1'), jetStreamOfAccount(id, account)];
		const asked = watching.page({kind: 'account', id: account}).polls.filter(({scope}) => scope === 'one');
		expect(asked.map(({request}) => request)).toEqual(requests);
		for (const {subject, body} of requests) watching.ask(subject, body);
	}
	const detailsOf = (account: string) =>
		watching.until(`the details of ${account}`, () => {
			const details = model.accounts.get(account)?.details;
			return details?.settings !== undefined && details.jetStream !== undefined && details;
		});
	const app = await detailsOf('APP');
	expect(app.settings).toMatchObject({
		serverId: id,
		hasJetStream: true,
		isComplete: true,
		isExpired: false,
		imports: 1,
		invalidImports: 0,
		exports: 0,
		mappings: 1,
		revocations: 0,
	});
	expect(app.jetStream).toMatchObject({
		memoryBytes: 0,
		memoryLimitBytes: 1_048_576,
		storageLimitBytes: 8_388_608,
		apiErrors: 0,
	});
	expect(app.jetStream).not.toHaveProperty('isOff');
	const ops = await detailsOf('OPS');
	expect(ops).toMatchObject({settings: {hasJetStream: false, imports: 0, exports: 2}, jetStream: {isOff: true}});
	const {text} = watching.page({kind: 'account', id: 'APP'});
	expect(text).toMatch(/\n Settings {2}told by n1 [\d.]+ s ago\n/);
	expect(text).toMatch(/\n imports +1\n exports +0\n mappings +1\n/);
	expect(text).toMatch(/\n store +1\.0 KiB with all replicas, 0 % of 8\.0 MiB\n/);
	expect(watching.page({kind: 'account', id: 'OPS'}).text).not.toContain('JetStream use');
});

const n1 = new MadeServer('n1', {jetstream: true});

function answered(subject: string, body: string, data: unknown): Model {
	const model = createModel();
	ingest(model, linkUp(noon));
	ingest(model, n1.heartbeat(noon));
	ingest(model, n1.share(noon + 1, 'APP', {name: 'APP', conns: 1}));
	ingest(model, {at: noon + 2, subject, text: body, reply: '_INBOX.t'});
	ingest(model, n1.message(noon + 3, `_INBOX.t.${subject}`, {data}));
	return model;
}

function detailsOf(model: Model) {
	return model.accounts.get('APP')?.details;
}

describe('what JetStream uses', () => {
	const {subject, body} = jetStreamOfAccount(n1.id, 'APP');
	const use = (detail: object) =>
		detailsOf(answered(subject, body, {server_id: n1.id, account_details: [{name: 'A', id: 'APP', ...detail}]}))
			?.jetStream;

	test.each<[unknown, unknown]>([
		[18_446_744_073_709_552_000, 'none'],
		[1024, 1024],
		// Limits by replicas are told nowhere.
		[0, 'not told'],
		['much', 'not told'],
	])('with %j reserved has a limit of %j', (reserved, expected) => {
		expect(use({reserved_storage: reserved})).toMatchObject({storageLimitBytes: expected});
	});

	test('is not told by an answer about other accounts', () => {
		const data = {server_id: n1.id, account_details: [{name: 'APP', id: 'OTHER', storage: 1}]};
		expect(detailsOf(answered(subject, body, data))?.jetStream).toMatchObject({isOff: true});
		const general = JSON.stringify({raft: true});
		expect(detailsOf(answered(subject, general, data))).toBeUndefined();
	});
});

test('answers of any shape never throw, and no number is made up', () => {
	const isSound = (value: unknown): boolean => typeof value !== 'number' || (value >= 0 && Number.isFinite(value));
	fc.assert(
		fc.property(fc.jsonValue(), part => {
			const info = Object.fromEntries(
				['imports', 'exports', 'mappings', 'revoked_user', 'update_time'].map(name => [name, part]),
			);
			const {subject, body} = accountInfoOn('APP', 'n1');
			const told = detailsOf(answered(subject, body, {account_name: 'APP', ...info}))?.settings;
			if (told === undefined) throw new Error('it was not taken');
			for (const value of Object.values(told)) expect(isSound(value)).toBe(true);
			const asked = jetStreamOfAccount(n1.id, 'APP');
			const data = {
				server_id: n1.id,
				account_details: [part, {id: 'APP', storage: part, reserved_memory: part, api: part}],
			};
			for (const value of Object.values(detailsOf(answered(asked.subject, asked.body, data))?.jetStream ?? {})) {
				expect(isSound(value)).toBe(true);
			}
		}),
	);
});
