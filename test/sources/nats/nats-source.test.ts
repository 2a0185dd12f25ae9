// The live source against real servers: what it delivers, and what it says about its own link when things go wrong.
import {once} from 'node:events';
import {connect as connectTcp} from 'node:net';
import {afterAll, describe, expect, test} from 'vitest';
import type {Message} from '../../../source/wire/message.ts';
import {natsSource} from '../../../source/sources/nats/nats-source.ts';
import {settingsOf} from '../../connection/settings-of.ts';
import {type StrangePort, silentPort} from '../../connection/diagnosis/strange-ports.ts';
import {accounts, connectAs, startCluster, startServer, stopServers} from '../../helpers/nats-server.ts';
import {startCuttingProxy} from './cutting-proxy.ts';
import {run, stopSources} from './running-source.ts';

afterAll(async () => {
	await stopSources();
	await stopServers();
});

const login = '--user sys --password pw';
const portOf = ({address}: StrangePort): number => Number(address.split(':')[1]);

describe.concurrent('what is delivered', () => {
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
		expect(messages.filter(each => each.subject.startsWith('$SYS.REQ.ACCOUNT'))).toEqual([]);
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

describe('what is written to the console', () => {
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

describe('the end', () => {
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
		const answer = await client.request('$SYS.REQ.SERVER.PING', '', {timeout: 5000});
		expect(answer.json()).toMatchObject({statsz: {connections: 1}});
	});

	test('a start that is stopped goes on nowhere: not to the next server, and not to finding out why', async () => {
		const [first, second] = await Promise.all([silentPort(), silentPort()]);
		try {
			const settings = settingsOf(`-s ${first.address},${second.address} ${login} --timeout 300ms`);
			const source = natsSource(settings, {random: () => 0});
			const refused = expect(source.start(() => {})).rejects.toThrow('it was stopped meanwhile');
			await first.untilAccepted(1);
			await source.stop();
			await refused;
			// The library gives its one connection up; what would be next comes before our own.
			await first.untilEmpty();
			const ours = [connectTcp(portOf(first), '127.0.0.1'), connectTcp(portOf(second), '127.0.0.1')];
			await Promise.all(ours.map(socket => once(socket, 'connect')));
			await Promise.all([first.untilAccepted(2), second.untilAccepted(1)]);
			expect([first.accepted(), second.accepted()]).toEqual([2, 1]);
			for (const socket of ours) socket.destroy();
		} finally {
			await Promise.all([first.close(), second.close()]);
		}
	});

	test('what is still being found out about a server is ended at once', async () => {
		const port = await silentPort();
		try {
			const source = natsSource(settingsOf(`-s ${port.address} ${login} --timeout 300ms`));
			const refused = expect(source.start(() => {})).rejects.toThrow('it was stopped meanwhile');
			// The second one is the probe’s.
			await port.untilAccepted(2);
			await source.stop();
			await refused;
			await port.untilEmpty();
			expect(port.accepted()).toBe(2);
		} finally {
			await port.close();
		}
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
