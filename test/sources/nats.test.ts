// The live source against real servers: what it delivers, and what it says about its own link when things go wrong.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import type {LinkReport, Message} from '../../source/message.ts';
import {type NatsSourceOptions, natsSource} from '../../source/sources/nats.ts';
import type {Source} from '../../source/sources/source.ts';
import {createOperatorMode, credentialsText} from '../connection/operator-mode.ts';
import {settingsOf} from '../connection/settings-of.ts';
import {accounts, connectAs, startCluster, startServer, stopServers} from '../helpers/nats-server.ts';
import {startCuttingProxy} from './cutting-proxy.ts';

const folder = mkdtempSync(join(tmpdir(), 'nats-source-'));
const sources: Source[] = [];

afterAll(async () => {
	await Promise.all(sources.map(source => source.stop()));
	await stopServers();
	rmSync(folder, {recursive: true, force: true});
});

const login = '--user sys --password pw';

/** A running source and what it delivered. `deliver` sees each message before it is kept. */
async function run(
	commandLine: string,
	options: NatsSourceOptions = {},
	deliver: (message: Message) => void = () => {},
) {
	const messages: Message[] = [];
	let wake = () => {};
	const source = natsSource(settingsOf(commandLine), {random: () => 0, ...options});
	sources.push(source);
	await source.start(message => {
		try {
			deliver(message);
		} finally {
			messages.push(message);
			wake();
		}
	});

	/** The first message from `since` on that passes; waits for it. */
	async function message(what: string, passes: (message: Message) => boolean, since = 0): Promise<Message> {
		const end = Date.now() + 8000;
		for (;;) {
			const found = messages.slice(since).find(passes);
			if (found) return found;
			const left = end - Date.now();
			if (left <= 0) throw new Error(`nothing like ${what} came, but:\n${messages.map(inShort).join('\n')}`);
			let timer: NodeJS.Timeout | undefined;
			await new Promise<void>(resolve => {
				wake = resolve;
				timer = setTimeout(resolve, left);
			});
			clearTimeout(timer);
		}
	}

	return {
		source,
		messages,
		message,
		subject: (subject: string, since = 0) => message(subject, each => each.subject === subject, since),
		/** Resolves when the server has taken in all subscriptions: an event before that is not for us. */
		async listening(): Promise<void> {
			const since = messages.length;
			source.ask({subject: '$SYS.REQ.USER.INFO', body: ''});
			await message('an answer', each => each.subject.endsWith('.$SYS.REQ.USER.INFO'), since + 1);
		},
		/** The first report about the link that has all these values. */
		async report(values: Partial<LinkReport>, since = 0): Promise<LinkReport> {
			const fits = (each: Message) =>
				Object.entries(values).every(([name, value]) => JSON.stringify(fieldOf(each, name)) === JSON.stringify(value));
			const found = await message(JSON.stringify(values), each => each.subject === '(link)' && fits(each), since);
			return JSON.parse(found.text);
		},
		reports: (): LinkReport[] => messages.filter(each => each.subject === '(link)').map(each => JSON.parse(each.text)),
	};
}

function fieldOf(message: Message, name: string): unknown {
	return JSON.parse(message.text)[name];
}

function inShort({subject, text}: Message): string {
	return `${subject} ${text.slice(0, 120)}`;
}

describe.concurrent('what is delivered', {timeout: 20_000}, () => {
	test('the link first, then events of other clients', async () => {
		const server = await startServer();
		const {messages, subject, source, listening} = await run(`-s ${server.url} ${login}`, {now: () => 1234});
		await listening();
		await connectAs(server, 'app', {name: 'é – ✓'});
		const event = await subject('$SYS.ACCOUNT.APP.CONNECT');
		expect(JSON.parse(event.text)).toMatchObject({client: {acc: 'APP', name: 'é – ✓'}, server: {name: 'solo'}});
		expect(event.at).toBe(1234);
		expect(messages[0]).toEqual({
			at: 1234,
			subject: '(link)',
			text: expect.stringMatching(
				/^\{"state":"up","address":"127\.0\.0\.1:\d+","serverId":"N[A-Z0-9]{55}","serverName":"solo","cid":\d+,"systemAccount":true\}$/,
			),
		});
		expect(source.label).toBe(`127.0.0.1:${server.port}`);
	});

	test('a question, then its answers under its own subject', async () => {
		const [server, ...others] = await startCluster(3);
		const {messages, message, source} = await run(`-s ${server?.url} ${login}`);
		source.ask({subject: '$SYS.REQ.SERVER.PING.IDZ', body: '{}'});
		source.ask({subject: '$SYS.REQ.SERVER.NOBODY.VARZ', body: ''});
		await message('three answers', () => answersTo('$SYS.REQ.SERVER.PING.IDZ').length === 3);
		const empty = await message(
			'a 503',
			each => each.subject.endsWith('.$SYS.REQ.SERVER.NOBODY.VARZ') && each.subject !== '$SYS.REQ.SERVER.NOBODY.VARZ',
		);
		expect(empty.text).toBe('');

		function answersTo(subject: string): Message[] {
			return messages.filter(each => each.subject.startsWith('_INBOX.') && each.subject.endsWith(`.${subject}`));
		}
		const answers = answersTo('$SYS.REQ.SERVER.PING.IDZ');
		const tokens = new Set(answers.map(answer => /^_INBOX\.([a-z0-9]+)\./.exec(answer.subject)?.[1]));
		expect(tokens.size).toBe(1);
		expect(new Set(answers.map(answer => JSON.parse(answer.text).name))).toEqual(
			new Set(['n1', ...others.map(other => other.name)]),
		);
		const subjects = messages.map(each => each.subject);
		const asked = subjects.indexOf('$SYS.REQ.SERVER.PING.IDZ');
		expect(asked).toBeGreaterThan(0);
		expect(asked).toBeLessThan(subjects.findIndex(subject => subject.endsWith('.$SYS.REQ.SERVER.PING.IDZ')));
		expect(messages[asked]?.text).toBe('{}');
	});

	test('a question with a blank in its subject is not sent', async () => {
		const server = await startServer();
		const {source, report, messages} = await run(`-s ${server.url} ${login}`);
		source.ask({subject: '$SYS.REQ.ACCOUNT.my app.INFO', body: ''});
		await report({state: 'note', text: 'cannot ask "$SYS.REQ.ACCOUNT.my app.INFO": a subject must not have blanks'});
		expect(messages.filter(each => each.subject.startsWith('$SYS.REQ'))).toEqual([]);
	});

	test('accounts whose names have blanks', async () => {
		const server = await startServer({
			accounts: accounts.replace('APP', '"my own 7 app" { users: [ { user: my, password: pw } ] }\nAPP'),
		});
		const {subject, reports, listening} = await run(`-s ${server.url} ${login}`);
		await listening();
		await connectAs(server, 'my');
		const event = await subject('$SYS.ACCOUNT.my own 7 app.CONNECT');
		expect(JSON.parse(event.text)).toMatchObject({client: {acc: 'my own 7 app'}});
		// And it still reads.
		await connectAs(server, 'app');
		await subject('$SYS.ACCOUNT.APP.CONNECT');
		expect(reports().map(report => report.state)).toEqual(['up']);
	});

	test('an error in what takes the messages does not end the reading', async () => {
		const server = await startServer();
		const {subject, report, listening} = await run(`-s ${server.url} ${login}`, {}, ({subject}) => {
			if (subject.endsWith('.CONNECT')) throw new TypeError('no such field');
		});
		await listening();
		for (let count = 0; count < 3; count += 1) await connectAs(server, 'app').then(client => client.close());
		await subject('$SYS.ACCOUNT.APP.DISCONNECT');
		await report({state: 'note', text: 'a message could not be taken in: TypeError: no such field'});
	});

	test('what the user may not have', async () => {
		const server = await startServer({
			accounts: `accounts { SYS { users: [ { user: sys, password: pw, permissions: {
				subscribe: { deny: ["$SYS.ACCOUNT.*.CONNECT"] }, publish: { deny: ["$SYS.REQ.SERVER.PING"] } } } ] } }
				system_account: SYS`,
		});
		const {source, report, messages, subject, listening} = await run(`-s ${server.url} ${login}`);
		source.ask({subject: '$SYS.REQ.SERVER.PING', body: ''});
		await report({state: 'refused', operation: 'subscribe', subject: '$SYS.ACCOUNT.*.CONNECT'});
		await report({state: 'refused', operation: 'publish', subject: '$SYS.REQ.SERVER.PING'});
		// When the server is there again it may be granted.
		server.configure({accounts});
		const since = messages.length;
		await server.restart();
		await report({state: 'up'}, since);
		await listening();
		await connectAs(server, 'app');
		await subject('$SYS.ACCOUNT.APP.CONNECT', since);
	});
});

describe.concurrent('when the link is lost', {timeout: 20_000}, () => {
	test('a server is killed and started again', async () => {
		const server = await startServer();
		const {source, message, messages, report, listening} = await run(`-s ${server.url} ${login}`);
		const before = await report({state: 'up'});
		await server.kill();
		await report({state: 'down', reason: 'connection closed by the server'});
		source.ask({subject: '$SYS.REQ.SERVER.PING', body: ''});
		expect(await report({state: 'trying', attempt: 1})).toEqual({
			state: 'trying',
			attempt: 1,
			address: `127.0.0.1:${server.port}`,
		});
		await report({state: 'trying', reason: 'nothing is listening there'});
		const lost = messages.length;
		await server.restart();
		const after = await report({state: 'up'}, lost);
		if (before.state !== 'up' || after.state !== 'up') throw new Error('these are reports of links that are up');
		expect(after.serverId).not.toBe(before.serverId);
		await listening();
		await connectAs(server, 'app');
		await message('an event of the new server', each => each.subject === '$SYS.ACCOUNT.APP.CONNECT', lost);
		// What was asked while the link was down was not.
		expect(messages.filter(each => each.subject === '$SYS.REQ.SERVER.PING')).toEqual([]);
		const states = messages.filter(each => each.subject === '(link)').map(each => fieldOf(each, 'state'));
		expect(states.join(' ')).toMatch(/^up down (?:trying )+up$/);
	});

	test('a server that says nothing any more', async () => {
		const server = await startServer();
		const {report, messages} = await run(`-s ${server.url} ${login} --timeout 500ms`, {silentMs: 600});
		server.signal('SIGSTOP');
		await report({state: 'down', reason: 'no sign of life for 0.6 s'});
		await report({state: 'trying'});
		server.signal('SIGCONT');
		await report({state: 'up'}, messages.length);
	});

	test('silence alone is no loss', async () => {
		const server = await startServer();
		const {report, reports} = await run(`-s ${server.url} ${login}`, {silentMs: 500});
		// Time for many silences; the server's own first heartbeats are seconds apart.
		const busy = await run(`-s ${server.url} ${login}`);
		for (let count = 0; count < 2; count += 1)
			await busy.message('a heartbeat', each => each.subject.endsWith('.STATSZ'), busy.messages.length);
		await report({state: 'up'});
		expect(reports().filter(({state}) => state === 'down')).toEqual([]);
	});

	test('the other server of the list takes over', async () => {
		const one = await startServer({name: 'one'});
		const other = await startServer({name: 'other'});
		const {report, source} = await run(`-s ${one.url},${other.url} ${login}`);
		expect(source.label).toBe(`127.0.0.1:${one.port} +1`);
		await report({state: 'up', serverName: 'one'});
		await one.kill();
		await report({state: 'up', serverName: 'other'});
	});

	test('a server in lame duck mode is left for another', async () => {
		const servers = await startCluster(2);
		const [first, second] = servers;
		const {report} = await run(`-s ${first?.url} ${login}`);
		await report({state: 'up', serverName: 'n1'});
		first?.signal('SIGUSR2');
		await report({state: 'note', text: 'n1 is going away, moving to another server'});
		await report({state: 'down', reason: 'the server is going away'});
		expect(await report({state: 'up', serverName: 'n2'})).toMatchObject({address: `127.0.0.1:${second?.port}`});
	});

	test('a login that is taken away', async () => {
		const server = await startServer();
		const {report} = await run(`-s ${server.url} ${login}`);
		server.configure({accounts: accounts.replace('user: sys', 'user: someone')});
		server.signal('SIGHUP');
		await report({state: 'down'});
		await report({
			state: 'trying',
			reason: 'the server refused user "sys": wrong secret, or the user was revoked or removed',
		});
	});

	test('credentials that expire and are renewed', async () => {
		const operatorMode = createOperatorMode();
		const server = await startServer({accounts: operatorMode.config});
		const file = join(folder, 'short.creds');
		const write = (name: string, lifeSeconds: number) => {
			const exp = Math.floor(Date.now() / 1000) + lifeSeconds;
			const {jwt, seed} = operatorMode.user('SYS', name, {exp});
			writeFileSync(file, credentialsText(jwt, seed));
		};
		write('before', 2);
		// Within the second in which they expire the old ones may still be good for a login.
		let whoAmI = () => {};
		const {report, message, source} = await run(`-s ${server.url} --creds ${file}`, {}, ({subject, text}) => {
			if (subject === '(link)' && JSON.parse(text).state === 'up') queueMicrotask(() => whoAmI());
		});
		whoAmI = () => source.ask({subject: '$SYS.REQ.USER.INFO', body: ''});
		// Half written: the old ones are used until it is whole.
		writeFileSync(file, 'nothing yet');
		await report({state: 'down', reason: 'the credentials have expired'});
		write('renewed', 3600);
		await message(
			'the name of the new user',
			({subject, text}) => subject.startsWith('_INBOX.') && text.includes('"renewed"'),
		);
	});
});

describe('what is written to the console', {timeout: 20_000}, () => {
	test('the console belongs to the source while it runs', async () => {
		const server = await startServer();
		const {source, report} = await run(`-s ${server.url} ${login}`);
		console.warn('odd:', 7, new RangeError('with a secret in it'), {secret: 1});
		await report({state: 'note', text: 'odd: 7 RangeError an object'});
		await source.stop();
	});

	test('bytes that the client library cannot read', async () => {
		const server = await startServer();
		const proxy = await startCuttingProxy(server.port);
		try {
			const {report, messages, subject, listening} = await run(`-s 127.0.0.1:${proxy.port} ${login}`);
			const since = messages.length;
			proxy.inject('MSG x y z 1 2 hunter2\r\n');
			await report({state: 'note', text: 'reader closed Error'});
			await report({state: 'down', reason: 'the client library stopped reading'});
			await report({state: 'up'}, since);
			await listening();
			await connectAs(server, 'app');
			await subject('$SYS.ACCOUNT.APP.CONNECT', since);
			expect(JSON.stringify(messages)).not.toContain('hunter2');
		} finally {
			await proxy.close();
		}
	});
});

describe('the end', {timeout: 20_000}, () => {
	test('nothing is delivered after stop, which is quick while a try is under way too', async () => {
		const server = await startServer();
		const {source, report, messages} = await run(`-s ${server.url} ${login}`);
		await server.kill();
		await report({state: 'trying'});
		await source.stop();
		const count = messages.length;
		await server.restart();
		source.ask({subject: '$SYS.REQ.SERVER.PING', body: ''});
		await source.stop();
		expect(messages.length).toBe(count);
		// The clients of the server are the test's own.
		const client = await connectAs(server, 'sys');
		const answer = await client.request('$SYS.REQ.SERVER.PING', '', {timeout: 2000});
		expect(answer.json()).toMatchObject({statsz: {connections: 1}});
	});

	test('a source that was stopped before it was connected does not start', async () => {
		const server = await startServer();
		const source = natsSource(settingsOf(`-s ${server.url} ${login}`));
		const starting = source.start(() => {
			throw new Error('nothing may be delivered');
		});
		await Promise.all([source.stop(), expect(starting).rejects.toThrow('it was stopped meanwhile')]);
	});
});
