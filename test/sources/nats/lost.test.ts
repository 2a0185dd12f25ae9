// What the live source says about its own link when things go wrong, each provoked on a real server.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {failuresOf} from '../../connection/catalogue.ts';
import {createOperatorMode, credentialsText} from '../../connection/operator-mode.ts';
import {accounts, connectAs, patientLogin, startCluster, startServer, stopServers} from '../../helpers/nats-server.ts';
import {startCuttingProxy} from './cutting-proxy.ts';
import {run, stopSources} from './running-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'lost-'));
const {provokes, leftOut} = failuresOf('lost');

afterAll(async () => {
	await stopSources();
	await stopServers();
	rmSync(folder, {recursive: true, force: true});
});

const login = '--user sys --password pw';

describe.concurrent('when the link is lost', () => {
	test(provokes('the server is killed', 'a question is asked while the link is down'), async () => {
		const server = await startServer();
		const {source, message, messages, report, reports, listening} = await run(`-s ${server.url} ${login}`);
		const before = await report({state: 'up'});
		await server.kill();
		await report({state: 'down', reason: 'connection closed by the server'});
		source.ask({subject: '$SYS.REQ.SERVER.PING', body: ''});
		expect(await report({state: 'trying', attempt: 1})).toEqual({
			state: 'trying',
			attempt: 1,
			address: `127.0.0.1:${server.port}`,
		});
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
		expect(
			reports()
				.map(({state}) => state)
				.join(' '),
		).toMatch(/^up down (?:trying )+up$/);
	});

	test(provokes('tries to reconnect fail'), async () => {
		const server = await startServer();
		const {report} = await run(`-s ${server.url} ${login}`);
		await server.kill();
		await report({state: 'trying', attempt: 3, reason: 'nothing is listening there'});
	});

	test(provokes('the server freezes'), async () => {
		const server = await startServer();
		const {report, messages} = await run(`-s ${server.url} ${login}`, {silentMs: 3000});
		server.signal('SIGSTOP');
		await report({state: 'down', reason: 'no sign of life for 3 s'});
		await report({state: 'trying'});
		server.signal('SIGCONT');
		await report({state: 'up'}, messages.length);
	});

	test('silence alone is no loss', async () => {
		const server = await startServer();
		const {report, reports} = await run(`-s ${server.url} ${login}`, {silentMs: 1500});
		// Time for many silences; the server's own first heartbeats are seconds apart.
		const busy = await run(`-s ${server.url} ${login}`);
		for (let count = 0; count < 2; count += 1) {
			await busy.message('a heartbeat', each => each.subject.endsWith('.STATSZ'), busy.messages.length);
		}
		await report({state: 'up'});
		expect(reports().filter(({state}) => state === 'down')).toEqual([]);
	});

	test(provokes('a server of the list takes over'), async () => {
		const one = await startServer({name: 'one'});
		const other = await startServer({name: 'other'});
		const {report, source} = await run(`-s ${one.url},${other.url} ${login}`);
		expect(source.label).toBe(`127.0.0.1:${one.port} +1`);
		await report({state: 'up', serverName: 'one'});
		await one.kill();
		await report({state: 'up', serverName: 'other'});
	});

	test(provokes('we are asked to move', 'the server goes away as a lame duck'), async () => {
		const [first, second] = await startCluster(2);
		if (!first || !second) throw new Error('there are two');
		const {report, source, messages} = await run(`-s ${first.url} ${login}`);
		const up = await report({state: 'up', serverName: 'n1'});
		if (up.state !== 'up') throw new Error('it is up');
		source.ask({subject: `$SYS.REQ.SERVER.${up.serverId}.LDM`, body: JSON.stringify({cid: up.cid})});
		await report({state: 'note', text: 'n1 is going away, moving to another server'});
		await report({state: 'down', reason: 'the server is going away'});
		expect(await report({state: 'up', serverName: 'n2'})).toMatchObject({address: `127.0.0.1:${second.port}`});
		const moved = messages.length;
		second.signal('SIGUSR2');
		await report({state: 'note', text: 'n2 is going away, moving to another server'}, moved);
		await report({state: 'up', serverName: 'n1'}, moved);
	});

	test(provokes('the login is changed by a reload'), async () => {
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

	test(provokes('the credentials expire', 'the credentials expire and are renewed'), async () => {
		const operatorMode = createOperatorMode();
		const server = await startServer({accounts: `${operatorMode.config}\n${patientLogin}`});
		const file = join(folder, 'short.creds');
		const write = (name: string, lifeSeconds: number) => {
			const exp = Math.floor(Date.now() / 1000) + lifeSeconds;
			const {jwt, seed} = operatorMode.user('SYS', name, {exp});
			writeFileSync(file, credentialsText(jwt, seed), {mode: 0o600});
		};
		write('before', 12);
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

	test(provokes('the server finds that we do not read its pings'), async () => {
		const server = await startServer({config: 'ping_interval: "300ms"\nping_max: 2'});
		const proxy = await startCuttingProxy(server.port);
		try {
			const {report, messages} = await run(`-s 127.0.0.1:${proxy.port} ${login}`);
			proxy.holdClients();
			await report({state: 'down', reason: 'this program was too busy and the server cut it off'});
			await report({state: 'up'}, messages.length);
		} finally {
			await proxy.close();
		}
	});

	test(provokes('the server finds us too slow'), async () => {
		const server = await startServer({config: 'max_pending: 1MB'});
		const proxy = await startCuttingProxy(server.port);
		try {
			const {report, listening, messages} = await run(`-s 127.0.0.1:${proxy.port} ${login}`);
			await listening();
			const busy = await connectAs(server, 'sys');
			proxy.holdServer();
			const since = messages.length;
			for (let count = 0; !server.log().includes('Slow Consumer'); count += 1) {
				if (count === 200) throw new Error('the server never found us slow');
				busy.publish('$SYS.ACCOUNT.BUSY.CONNECT', new Uint8Array(900_000));
				await busy.flush();
			}
			proxy.release();
			await report({state: 'down', reason: 'connection closed by the server'}, since);
			await report({state: 'up'}, since);
			await report({
				state: 'note',
				text: 'too many events for this terminal, the server cut us off (Slow Consumer (Pending Bytes)): narrow the view',
				lostBecause: 'Slow Consumer (Pending Bytes)',
			});
		} finally {
			await proxy.close();
		}
	});

	test(provokes('we are kicked'), async () => {
		const server = await startServer();
		const {report, source, messages} = await run(`-s ${server.url} ${login}`);
		const up = await report({state: 'up'});
		if (up.state !== 'up') throw new Error('it is up');
		const since = messages.length;
		source.ask({subject: `$SYS.REQ.SERVER.${up.serverId}.KICK`, body: JSON.stringify({cid: up.cid})});
		await report({state: 'down', reason: 'connection closed by the server'});
		await report({state: 'up'}, since);
		await report({
			state: 'note',
			text: 'the server ended our last connection: Kicked',
			lostBecause: 'Kicked',
		});
		// What was asked for that is delivered like any other request.
		expect(messages.filter(({subject}) => subject === `$SYS.REQ.SERVER.${up.serverId}.CONNZ`)).toEqual([
			expect.objectContaining({text: JSON.stringify({cid: up.cid, state: 1})}),
		]);
	});

	test(provokes('the user is revoked'), async () => {
		const operatorMode = createOperatorMode();
		const server = await startServer({accounts: `${operatorMode.resolverConfig}\n${patientLogin}`});
		const {jwt, seed, id} = operatorMode.user('SYS', 'sys');
		const file = join(folder, 'revoked.creds');
		writeFileSync(file, credentialsText(jwt, seed), {mode: 0o600});
		const {report, source} = await run(`-s ${server.url} --creds ${file}`);
		const account = operatorMode.accountToken('SYS', {revocations: {[id]: 2_000_000_000}});
		source.ask({subject: '$SYS.REQ.CLAIMS.UPDATE', body: account});
		await report({state: 'down', reason: 'the user was revoked'});
		await report({
			state: 'trying',
			reason: `the server refused the credentials in ${file}: wrong secret, or the user was revoked or removed`,
		});
	});

	test(provokes('the account expires'), async () => {
		const operatorMode = createOperatorMode({exp: Math.floor(Date.now() / 1000) + 15});
		const server = await startServer({accounts: `${operatorMode.config}\n${patientLogin}`});
		const {jwt, seed} = operatorMode.user('SYS', 'sys');
		const {report} = await run(`-s ${server.url} --jwt ${jwt} --seed ${seed}`);
		await report({state: 'down', reason: 'the account was deleted or has expired'});
	});
});

describe.concurrent('when the link lives', () => {
	test(provokes('there are too many subscriptions'), async () => {
		const operatorMode = createOperatorMode();
		const server = await startServer({accounts: `${operatorMode.config}\n${patientLogin}`});
		const {jwt, seed} = operatorMode.user('SYS', 'sys', {nats: {subs: 5}});
		const {report, reports} = await run(`-s ${server.url} --jwt ${jwt} --seed ${seed}`);
		await report({state: 'note', text: 'this user may have no more subscriptions: some events do not arrive'});
		expect(reports().filter(({state}) => state === 'down')).toEqual([]);
	});

	test(provokes('a subject is too long'), async () => {
		const server = await startServer();
		const {report, source, messages} = await run(`-s ${server.url} ${login}`);
		source.ask({subject: `$SYS.REQ.${'x'.repeat(5000)}`, body: ''});
		await report({state: 'down', reason: 'the server said "maximum control line exceeded"'});
		await report({state: 'up'}, messages.length);
	});

	test(provokes('a payload is too large'), async () => {
		const server = await startServer();
		const {report, source, listening} = await run(`-s ${server.url} ${login}`);
		source.ask({subject: '$SYS.REQ.CLAIMS.UPDATE', body: 'x'.repeat(2_000_000)});
		await report({
			state: 'note',
			text: "cannot ask $SYS.REQ.CLAIMS.UPDATE: InvalidArgumentError: 'payload' max_payload size exceeded",
		});
		await listening();
	});

	test(provokes('nobody is there to answer', 'no answer comes'), async () => {
		const server = await startServer();
		const {source, message, messages, listening} = await run(`-s ${server.url} ${login}`);
		const silent = await connectAs(server, 'sys');
		silent.subscribe('silent.service', {callback: () => {}});
		await silent.flush();
		source.ask({subject: 'silent.service', body: ''});
		source.ask({subject: 'nobody.there', body: ''});
		const answer = await message('a 503', ({subject}) => /^_INBOX\.[a-z0-9]+\.nobody\.there$/.test(subject));
		expect(answer.text).toBe('');
		await listening();
		expect(messages.filter(({subject}) => /^_INBOX.*silent/.test(subject))).toEqual([]);
	});
});

test('none of the catalogue was left out', () => {
	expect(leftOut()).toEqual([]);
});
