// The traps of the client library and of servers, each with the test that shows that it is avoided.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {mostGossiped} from '../../../source/connection/dial/bounded-gossip.ts';
import {connectPlan} from '../../../source/connection/dial/connect-plan.ts';
import {firstConnect} from '../../../source/connection/dial/first-connect.ts';
import {thisMachine} from '../../../source/connection/files/machine.ts';
import {
	connectAs,
	freePorts,
	type NatsServer,
	startCluster,
	startServer,
	stopServers,
} from '../../helpers/nats-server.ts';
import {run, stopSources} from '../../sources/nats/running-source.ts';
import {startCuttingProxy} from '../../sources/nats/cutting-proxy.ts';
import {createOperatorMode, credentialsText} from '../operator-mode.ts';
import {settingsOf} from '../settings-of.ts';
import {greetingPort} from '../diagnosis/strange-ports.ts';

const login = '--user sys --password pw';
const folder = mkdtempSync(join(tmpdir(), 'traps-'));
const operatorMode = createOperatorMode();
let plain: NatsServer;
let operator: NatsServer;
let dead = 0;

beforeAll(async () => {
	[plain, operator] = await Promise.all([
		startServer({
			accounts: `accounts {
				SYS { users: [ { user: sys, password: pw } ] }
				APP { users: [ { user: app, password: pw } ] }
				"my own app" { users: [ { user: blank, password: pw } ] }
				"my.own.app" { users: [ { user: dotted, password: pw } ] }
			}
			system_account: SYS`,
			config: 'http: "127.0.0.1:-1"',
		}),
		startServer({accounts: operatorMode.config}),
	]);
	[dead = 0] = await freePorts(1);
});

afterAll(async () => {
	await stopSources();
	await stopServers();
	rmSync(folder, {recursive: true});
});

/** A connection of the client library as the plan makes it. */
async function connected(commandLine: string) {
	const settings = settingsOf(commandLine);
	const hooks = {choose: () => undefined, delayMs: () => 1000, pauseMs: () => 0};
	return await firstConnect(await connectPlan(settings, thisMachine({})), settings, {
		hooks,
		now: Date.now,
		random: () => 0,
		signal: new AbortController().signal,
	});
}

describe('traps', () => {
	test('1. an exception in a callback ends the reading for good', async () => {
		const {listening, subject, report} = await run(`-s ${plain.url} ${login}`, {}, message => {
			if (message.subject.endsWith('.CONNECT')) throw new RangeError('too much');
		});
		await listening();
		await (await connectAs(plain, 'app')).close();
		await subject('$SYS.ACCOUNT.APP.DISCONNECT');
		await report({state: 'note', text: 'a message could not be taken in: RangeError: too much'});
	});

	test('2. by default a dead link is noticed after minutes, and two refused logins are the end', async () => {
		const connection = await connected(`-s ${plain.url} ${login}`);
		try {
			expect(Reflect.get(connection, 'options')).toMatchObject({
				pingInterval: 5000,
				maxPingOut: 2,
				maxReconnectAttempts: -1,
				ignoreAuthErrorAbort: true,
			});
		} finally {
			await connection.close();
		}
	});

	test('3. waiting for the first connection tells nothing and cannot be ended', async () => {
		await expect(run(`-s 127.0.0.1:${dead} ${login}`)).rejects.toThrow('nothing is listening there');
	});

	test('4. a time-out is said of nearly everything', async () => {
		await expect(run(`-s 127.0.0.1:${plain.ports.monitoring} ${login} --timeout 200ms`)).rejects.toThrow(
			'it is the monitoring port',
		);
	});

	test('5. logins and tls:// in addresses are ignored', async () => {
		const {report} = await run(`-s nats://sys:pw@127.0.0.1:${plain.port}`);
		await report({state: 'up'});
		// A server without TLS, which is not to see anything.
		const port = await greetingPort('INFO {"server_id":"N","version":"2.15.2","proto":1,"max_payload":1000}\r\n');
		try {
			await expect(run(`-s tls://sys:hunter2@${port.address} --timeout 300ms`)).rejects.toThrow(
				'it does not offer TLS, so nothing was sent',
			);
			expect(port.received()).toBe('');
		} finally {
			await port.close();
		}
	});

	test('6. credentials with the line ends of Windows are refused, and read only once', async () => {
		const file = join(folder, 'sys.creds');
		const write = (name: string) => {
			const {jwt, seed} = operatorMode.user('SYS', name);
			writeFileSync(file, credentialsText(jwt, seed).trim().replaceAll('\n', '\r\n'), {mode: 0o600});
		};
		write('before');
		const {source, report, message, messages} = await run(`-s ${operator.url} --creds ${file}`);
		write('after');
		await operator.restart();
		await report({state: 'up'}, messages.findIndex(({text}) => text.includes('"up"')) + 1);
		source.ask({subject: '$SYS.REQ.USER.INFO', body: ''});
		await message('the new name', ({subject, text}) => subject.startsWith('_INBOX.') && text.includes('"after"'));
	});

	test('7. subscribing to events works in every account and brings nothing', async () => {
		await expect(run(`-s ${plain.url} --user app --password pw`)).rejects.toThrow(
			'user "app" is not in the system account (its account is "APP")',
		);
	});

	test('8. servers that did not answer at first are forgotten', async () => {
		const connection = await connected(`-s 127.0.0.1:${dead},${plain.url} ${login}`);
		try {
			const known = connection.getServers().map(server => server.listen);
			expect(known.sort()).toEqual([`127.0.0.1:${dead}`, `127.0.0.1:${plain.port}`].sort());
		} finally {
			await connection.close();
		}
	});

	test('8b. servers that tell of each other are tried round and round, when none lets us in', async () => {
		const [first] = await startCluster(2);
		if (first === undefined) throw new Error('there is no server');
		const watch = await run(`-s ${first.url} ${login}`);
		await watch.listening();
		const refused = () => watch.messages.filter(({subject}) => subject.endsWith('.CLIENT.AUTH.ERR')).length;
		await expect(connected(`-s ${first.url} --user sys --password wrong`)).rejects.toMatchObject({
			what: `cannot log in to 127.0.0.1:${first.port}`,
			because: 'the server refused user "sys": wrong secret, or the user was revoked or removed',
		});
		// Once by the library and once by the probe that finds the reason.
		await watch.message('two refusals', () => refused() === 2);
		await watch.listening();
		await watch.listening();
		expect(refused()).toBe(2);
	});

	test('9. a blank in the name of an account deafens the client, a dot hides it from the wildcard', async () => {
		const {source, message, subject, listening} = await run(`-s ${plain.url} ${login}`);
		await listening();
		await connectAs(plain, 'blank');
		await subject('$SYS.ACCOUNT.my own app.CONNECT');
		// Its accounts are asked of the server just after the beginning; an answer to a later question comes later.
		source.ask({subject: `$SYS.REQ.SERVER.${(await connectAs(plain, 'sys')).info?.server_id}.ACCOUNTZ`, body: ''});
		await message('an answer', each => each.subject.startsWith('_INBOX.') && each.subject.endsWith('.ACCOUNTZ'));
		await listening();
		await listening();
		await connectAs(plain, 'dotted');
		expect(JSON.parse((await subject('$SYS.ACCOUNT.my.own.app.CONNECT')).text)).toMatchObject({
			client: {acc: 'my.own.app'},
		});
		await connectAs(plain, 'app');
		await subject('$SYS.ACCOUNT.APP.CONNECT');
	});

	test('11. all addresses that a server tells of are taken, however many and whatever they are', async () => {
		const proxy = await startCuttingProxy(plain.port);
		const connection = await connected(`-s 127.0.0.1:${proxy.port} ${login}`);
		try {
			const urls = Array.from({length: 100_000}, (_, index) => `10.0.${index >> 8}.${index & 255}:4222`);
			const odd = [7, null, '::::', 'nats://a b', 'n1:99999999'];
			proxy.inject(`INFO ${JSON.stringify({...connection.info, connect_urls: [...odd, ...urls]})}\r\n`);
			await connection.flush();
			await connection.flush();
			const known = connection.getServers().map(({listen}) => listen);
			expect(known).toContain('10.0.0.0:4222');
			expect(known.length).toBe(mostGossiped + 1);
		} finally {
			await connection.close();
			await proxy.close();
		}
	});

	test('10. the client writes to the console, in the middle of the screen', async () => {
		const proxy = await startCuttingProxy(plain.port);
		try {
			const {report, messages} = await run(`-s 127.0.0.1:${proxy.port} ${login}`);
			proxy.inject('MSG what is this hunter2\r\n');
			await report({state: 'note', text: 'reader closed Error'});
			await report({state: 'down', reason: 'the client library stopped reading'});
			expect(JSON.stringify(messages)).not.toContain('hunter2');
		} finally {
			await proxy.close();
		}
	});
});
