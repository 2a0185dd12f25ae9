import {
	AuthorizationError,
	PermissionViolationError,
	ProtocolError,
	type Server,
	type Status,
	UserAuthenticationExpiredError,
} from 'nats';
import {expect, test} from 'vitest';
import {createLink} from '../../../source/connection/dial/link.ts';
import type {LinkReport} from '../../../source/wire/message.ts';
import {settingsOf} from '../settings-of.ts';

const up = {address: 'n1:4222', serverId: 'N1', serverName: 'n1', cid: 7, systemAccount: true};

function linkUnderTest(findOut: (address: string) => string | undefined = () => undefined, options = '') {
	const reports: LinkReport[] = [];
	const clock = {now: 1000};
	const link = createLink({
		settings: settingsOf(`-s n1,n2 --user sys --password pw ${options}`),
		report: report => reports.push(report),
		random: () => 0.5,
		findOut: async address => findOut(address),
		whyRefused: () => 'wrong secret',
		now: () => clock.now,
	});
	return {link, clock, taken: () => reports.splice(0)};
}

function server(listen: string): Server {
	const [hostname = '', port] = listen.split(':');
	return {
		hostname,
		port: Number(port),
		listen,
		src: listen,
		tlsName: '',
		reconnects: 0,
		lastConnect: 0,
		gossiped: false,
		didConnect: false,
	};
}

const stale: Status = {type: 'staleConnection'};
const gone: Status = {type: 'disconnect', server: 'n1:4222'};
const errorStatus = (error: Error): Status => ({type: 'error', error});

test.each<[reason: string, statuses: Status[]]>([
	['connection closed by the server', [gone]],
	['no sign of life for 15 s', [stale, gone]],
	['this program was too busy and the server cut it off', [errorStatus(new ProtocolError('Stale Connection')), gone]],
	[
		'the credentials have expired',
		[errorStatus(new UserAuthenticationExpiredError('User Authentication Expired')), stale, gone],
	],
	['the user was revoked', [errorStatus(new ProtocolError('User Authentication Revoked')), gone]],
	[
		'the account was deleted or has expired',
		[errorStatus(new AuthorizationError('Account Authentication Expired')), stale, gone],
	],
	[
		'the login of user "sys" is no longer valid',
		[errorStatus(new AuthorizationError('Authorization Violation')), stale, gone],
	],
	[
		'the server said "maximum control line exceeded"',
		[errorStatus(new ProtocolError('maximum control line exceeded')), gone],
	],
])('%s', (reason, statuses) => {
	const {link, taken} = linkUnderTest();
	link.up(up);
	for (const status of statuses) link.status(status);
	// The library tells of one loss twice when a try gets as far as the login.
	link.status(gone);
	expect(taken()).toEqual([
		{state: 'up', ...up},
		{state: 'down', reason},
	]);
	expect(link.isUp).toBe(false);
});

test('a reason is good for one loss', () => {
	const {link, taken} = linkUnderTest();
	link.up(up);
	link.expect('the server is going away');
	link.status(gone);
	link.up(up);
	link.status(gone);
	expect(taken().flatMap(report => (report.state === 'down' ? [report.reason] : []))).toEqual([
		'the server is going away',
		'connection closed by the server',
	]);
});

test('refusals of subjects, each once in a connection', () => {
	const {link, clock, taken} = linkUnderTest();
	link.up(up);
	taken();
	link.status(errorStatus(new PermissionViolationError('…', 'subscription', '$SYS.ACCOUNT.*.CONNECT')));
	link.status(errorStatus(new PermissionViolationError('…', 'publish', '$SYS.REQ.SERVER.PING')));
	link.status(errorStatus(new ProtocolError('maximum subscriptions exceeded')));
	expect(link.isUp).toBe(true);
	expect(taken()).toEqual([
		{state: 'refused', operation: 'subscribe', subject: '$SYS.ACCOUNT.*.CONNECT'},
		{state: 'refused', operation: 'publish', subject: '$SYS.REQ.SERVER.PING'},
		{state: 'note', text: 'this user may have no more subscriptions: some events do not arrive'},
	]);
	const ping = errorStatus(new PermissionViolationError('…', 'publish', '$SYS.REQ.SERVER.PING'));
	link.status(ping);
	expect(taken()).toEqual([]);
	// It may be granted meanwhile.
	expect(link.refusals.mayNotAsk('$SYS.REQ.SERVER.PING')).toBe(true);
	expect(link.refusals.mayNotAsk('$SYS.ACCOUNT.*.CONNECT')).toBe(false);
	clock.now += 60_000;
	expect(link.refusals.mayNotAsk('$SYS.REQ.SERVER.PING')).toBe(false);
	link.status(ping);
	expect(taken()).toEqual([]);
	expect(link.refusals.mayNotAsk('$SYS.REQ.SERVER.PING')).toBe(true);
	link.status(gone);
	link.up(up);
	expect(link.refusals.mayNotAsk('$SYS.REQ.SERVER.PING')).toBe(false);
	link.status(ping);
	expect(taken().at(-1)).toEqual({state: 'refused', operation: 'publish', subject: '$SYS.REQ.SERVER.PING'});
});

test.each([
	['', '_INBOX.>'],
	['--inbox-prefix _TOP.me', '_TOP.me.>'],
])('inboxes %s are refused by the name they can be granted under', (options, subject) => {
	const {link, taken} = linkUnderTest(() => undefined, options);
	link.up(up);
	taken();
	for (const name of ['abc', 'def']) {
		const inbox = `${subject.slice(0, -1)}${name}.*`;
		link.status(errorStatus(new PermissionViolationError('…', 'subscription', inbox)));
	}
	expect(taken()).toEqual([{state: 'refused', operation: 'subscribe', subject}]);
	expect(link.refusals.mayNotAsk('$SYS.REQ.SERVER.PING')).toBe(true);
});

test('a stream of refusals is not told to its end', () => {
	const {link, taken} = linkUnderTest();
	link.up(up);
	for (let count = 0; count < 1000; count += 1) {
		link.status(errorStatus(new PermissionViolationError('…', 'publish', `$SYS.REQ.SERVER.N${count}.IDZ`)));
	}
	expect(taken().length).toBeLessThan(300);
});

test('tries are counted, and the reason is looked for when two have failed', async () => {
	const asked: string[] = [];
	const {link, taken} = linkUnderTest(address => {
		asked.push(address);
		return 'nothing is listening there';
	});
	link.up(up);
	link.status(gone);
	taken();
	for (const address of ['n2:4222', 'n1:4222', 'n2:4222']) {
		link.hooks.choose([server(address)]);
		link.status({type: 'reconnecting'});
	}
	expect(asked).toEqual(['n2:4222']);
	await Promise.resolve();
	const tries = [
		{state: 'trying', attempt: 1, address: 'n2:4222'},
		{state: 'trying', attempt: 2, address: 'n1:4222'},
		{state: 'trying', attempt: 3, address: 'n2:4222'},
		{state: 'trying', attempt: 3, address: 'n2:4222', reason: 'nothing is listening there'},
	];
	expect(taken()).toEqual(tries);
	link.up(up);
	link.status(gone);
	link.status({type: 'reconnecting'});
	expect(taken().at(-1)).toEqual({state: 'trying', attempt: 1, address: 'n2:4222'});
});

test('refused logins are tried slowly', () => {
	const {link, clock, taken} = linkUnderTest();
	link.up(up);
	link.status(gone);
	const delays: number[] = [];
	for (let attempt = 0; attempt < 12; attempt += 1) {
		delays.push(link.hooks.delayMs());
		link.status({type: 'reconnecting'});
	}
	expect(delays).toEqual([...delays].sort((one, other) => one - other));
	expect(delays[0]).toBe(400);
	expect(delays.at(-1)).toBe(5150);
	link.status(errorStatus(new AuthorizationError('Authorization Violation')));
	expect(link.hooks.delayMs()).toBe(5150);
	link.status(errorStatus(new AuthorizationError('Authorization Violation')));
	expect(link.hooks.delayMs()).toBe(15_000);
	link.status({type: 'reconnecting'});
	expect(taken().at(-1)).toMatchObject({state: 'trying', reason: 'wrong secret'});
	// Nor are the others of a cluster tried one right after the other.
	expect(link.hooks.pauseMs()).toBe(0);
	clock.now += 4000;
	expect(link.hooks.pauseMs()).toBe(11_000);
	expect(link.hooks.pauseMs()).toBe(26_000);
	clock.now += 60_000;
	expect(link.hooks.pauseMs()).toBe(0);
	link.up(up);
	expect([link.hooks.delayMs(), link.hooks.pauseMs()]).toEqual([400, 0]);
});

test('a server to avoid is chosen only when there is no other', () => {
	const {link} = linkUnderTest();
	link.avoid('n1:4222');
	expect(link.hooks.choose([server('n1:4222'), server('n2:4222')])?.listen).toBe('n2:4222');
	expect(link.hooks.choose([server('n2:4222'), server('n1:4222')])?.listen).toBe('n2:4222');
	expect(link.hooks.choose([server('n1:4222')])?.listen).toBe('n1:4222');
	expect(link.hooks.choose([])).toBeUndefined();
	link.up(up);
	expect(link.hooks.choose([server('n1:4222'), server('n2:4222')])?.listen).toBe('n1:4222');
});
