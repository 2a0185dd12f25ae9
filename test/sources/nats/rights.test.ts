// What our user may do changes while the program runs: rights are taken and given back, and the user is moved into
// another account. Each is provoked by a reload of a real server's configuration.
import {afterAll, describe, expect, test} from 'vitest';
import {accounts, connectAs, startServer, stopServers} from '../../helpers/nats-server.ts';
import {run, stopSources} from './running-source.ts';

afterAll(async () => {
	await stopSources();
	await stopServers();
});

const login = '--user sys --password pw';
const withPermissions = (permissions: string) => `accounts {
	SYS { users: [ { user: sys, password: pw, permissions: { ${permissions} } } ] }
	APP { users: [ { user: app, password: pw } ] }
}
system_account: SYS`;
const moved = `accounts {
	SYS { users: [ { user: other, password: pw } ] }
	APP { users: [ { user: app, password: pw }, { user: sys, password: pw } ] }
}
system_account: SYS`;

describe.concurrent('rights', () => {
	test('a refused subscription is tried again, and told once when it is granted', async () => {
		const server = await startServer({accounts: withPermissions('subscribe: { deny: ["$SYS.ACCOUNT.*.CONNECT"] }')});
		const {report, reports, subject} = await run(`-s ${server.url} ${login}`, {tryAgainMs: 200});
		const about = {operation: 'subscribe', subject: '$SYS.ACCOUNT.*.CONNECT'} as const;
		await report({state: 'refused', ...about});
		// Refused again and again, which is told by the server's log only.
		while ((server.log().match(/Subscription Violation/g) ?? []).length < 4) await connectAs(server, 'app');
		expect(reports().filter(({state}) => state === 'refused')).toEqual([{state: 'refused', ...about}]);
		server.configure({accounts});
		server.signal('SIGHUP');
		await report({state: 'granted', ...about});
		await connectAs(server, 'app');
		await subject('$SYS.ACCOUNT.APP.CONNECT');
		expect(reports().filter(({state}) => state === 'granted')).toEqual([{state: 'granted', ...about}]);
	});

	test('a subscription taken by a reload is taken up when it is given back', async () => {
		const server = await startServer();
		const {report, messages, subject} = await run(`-s ${server.url} ${login}`, {tryAgainMs: 200});
		server.configure({accounts: withPermissions('subscribe: { deny: ["$SYS.ACCOUNT.*.CONNECT"] }')});
		server.signal('SIGHUP');
		const about = {operation: 'subscribe', subject: '$SYS.ACCOUNT.*.CONNECT'} as const;
		await report({state: 'refused', ...about});
		server.configure({accounts});
		server.signal('SIGHUP');
		await report({state: 'granted', ...about});
		const since = messages.length;
		await connectAs(server, 'app');
		await subject('$SYS.ACCOUNT.APP.CONNECT', since);
	});

	test('answers that could not be received are asked for again', async () => {
		const server = await startServer({accounts: withPermissions('subscribe: { deny: ["_INBOX.>"] }')});
		const {source, report, messages, listening} = await run(`-s ${server.url} ${login}`, {tryAgainMs: 200});
		await report({state: 'refused', operation: 'subscribe', subject: '_INBOX.>'});
		source.ask({subject: '$SYS.REQ.SERVER.PING', body: ''});
		expect(messages.filter(({subject}) => subject === '$SYS.REQ.SERVER.PING')).toEqual([]);
		server.configure({accounts});
		server.signal('SIGHUP');
		await report({state: 'granted', operation: 'subscribe', subject: '_INBOX.>'});
		await listening();
	});

	test('a refused request is sent again after a while, and told when it is granted', async () => {
		let later = 0;
		const server = await startServer({accounts: withPermissions('publish: { deny: ["$SYS.REQ.SERVER.PING"] }')});
		const {source, report, reports, message, messages, listening} = await run(`-s ${server.url} ${login}`, {
			now: () => Date.now() + later,
		});
		const ping = () => source.ask({subject: '$SYS.REQ.SERVER.PING', body: ''});
		ping();
		await report({state: 'refused', operation: 'publish', subject: '$SYS.REQ.SERVER.PING'});
		ping();
		expect(messages.filter(({subject}) => subject === '$SYS.REQ.SERVER.PING').length).toBe(1);
		server.configure({accounts});
		server.signal('SIGHUP');
		while (!reports().some(({state}) => state === 'granted')) {
			later += 61_000;
			ping();
			await listening();
		}
		await message('an answer', ({subject}) => subject.startsWith('_INBOX.') && subject.endsWith('.SERVER.PING'));
		await report({state: 'granted', operation: 'publish', subject: '$SYS.REQ.SERVER.PING'});
	});
});

describe.concurrent('the account', () => {
	test('our user is moved into another account and back', async () => {
		const server = await startServer();
		const {report, reports, message, messages, subject} = await run(`-s ${server.url} ${login}`);
		server.configure({accounts: moved});
		server.signal('SIGHUP');
		expect(await report({state: 'account'})).toEqual({state: 'account', systemAccount: false, account: 'APP'});
		// Nobody asks, and nothing is heard: then it is asked who we are.
		const since = messages.length;
		await message(
			'an answer about us',
			({subject, text}) => subject.endsWith('.$SYS.REQ.USER.INFO') && text.includes('"account":"APP"'),
			since,
		);
		server.configure({accounts});
		server.signal('SIGHUP');
		await report({state: 'account', systemAccount: true}, since);
		const back = messages.length;
		await connectAs(server, 'app');
		await subject('$SYS.ACCOUNT.APP.CONNECT', back);
		expect(reports().filter(({state}) => state === 'account').length).toBe(2);
	});

	test('a request of our own is delivered like any other, before its answer', async () => {
		const server = await startServer();
		const {messages, message, report} = await run(`-s ${server.url} ${login}`);
		const up = await report({state: 'up'});
		if (up.state !== 'up') throw new Error('it is up');
		const request = `$SYS.REQ.SERVER.${up.serverId}.ACCOUNTZ`;
		const answer = await message(
			'the answer',
			({subject}) => subject.startsWith('_INBOX.') && subject.endsWith(request),
		);
		const subjects = messages.map(({subject}) => subject);
		expect(subjects[0]).toBe('(link)');
		expect(subjects.indexOf(request)).toBeLessThan(messages.indexOf(answer));
		expect(subjects.filter(subject => subject === request).length).toBe(1);
	});
});
