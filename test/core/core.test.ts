// What comes out of the core when something goes in: what is asked and when it is drawn.
import {describe, expect, test} from 'vitest';
import {type Core, createCore} from '../../source/core/core.ts';
import type {Message} from '../../source/wire/message.ts';
import {linkMessage, linkUp, MadeServer, noon} from '../events/made-server.ts';

const ping = '$SYS.REQ.SERVER.PING';
const accounts = '$SYS.REQ.ACCOUNT.PING.STATZ';
const whoAmI = '$SYS.REQ.USER.INFO';
const servers = ['n1', 'n2', 'n3'].map(name => new MadeServer(name));

function subjectsOf({requests}: ReturnType<Core['hear']>): readonly string[] {
	return requests.map(({subject}) => subject);
}

function sent(at: number, subject: string): Message {
	return {at, subject, text: ''};
}

/** A core on a link that is up, whose PING every server has answered. */
function watching(view = 'overview'): Core {
	const core = createCore({view, utc: true, label: 'test'});
	core.draw(120, 40);
	core.hear(linkUp(noon));
	core.hear(sent(noon, ping));
	for (const server of servers) core.hear(server.answer(noon + 10, {active_servers: servers.length}));
	core.draw(120, 40);
	return core;
}

const operatorAccount = `ACME${'A'.repeat(52)}`;

function share(server: MadeServer, at: number, account = 'APP'): Message {
	return server.message(at, `_INBOX.t.${accounts}`, {
		data: {account_statz: [{acc: account, conns: 3, sent: {}, received: {}}]},
	});
}

describe('what is asked', () => {
	test('is who we are, PING and what the view needs, as soon as the link is up, and again when it is back', () => {
		const core = createCore({view: 'accounts', utc: true, label: 'test'});
		core.draw(120, 40);
		expect(subjectsOf(core.hear(linkUp(noon)))).toEqual([whoAmI, ping, accounts]);
		expect(subjectsOf(core.hear(linkMessage(noon + 500, {state: 'down', reason: 'cut'})))).toEqual([]);
		expect(subjectsOf(core.pass(noon + 9000))).toEqual([]);
		expect(subjectsOf(core.hear(linkUp(noon + 9300)))).toEqual([whoAmI, ping, accounts]);
	});

	test('is what a view needs the moment it is opened, and no more when it is left', () => {
		const core = watching();
		core.pass(noon + 2700);
		expect(subjectsOf(core.press('5', noon + 2800))).toEqual([accounts]);
		expect(subjectsOf(core.press('1', noon + 2900))).toEqual([]);
		const later = [...Array(20).keys()].flatMap(second => subjectsOf(core.pass(noon + 3000 + second * 1000)));
		expect(later).toContain(ping);
		expect(later).not.toContain(accounts);
	});

	test('is what a page needs the moment it is opened', () => {
		const core = watching('servers');
		expect(subjectsOf(core.press('enter', noon + 300))).toEqual(
			['STATSZ', 'HEALTHZ', 'SUBSZ', 'VARZ'].map(verb => `$SYS.REQ.SERVER.${servers[0]?.id}.${verb}`),
		);
	});

	test('is nothing twice, however often it is opened', () => {
		const core = watching();
		const keys = ['5', '1', '5', '2', '5'];
		expect(keys.flatMap(key => subjectsOf(core.press(key, noon + 300)))).toEqual([accounts]);
	});
});

describe('what somebody waits for', () => {
	test('is drawn with its first answers, and at once with the last one', () => {
		const core = watching();
		for (const {subject, body} of core.press('5', noon + 300).requests) {
			core.hear({...sent(noon + 300, subject), text: body});
		}
		expect(core.isWaiting()).toBe(true);
		const news = servers.map((server, index) => core.hear(share(server, noon + 310 + index)).news);
		expect(news).toEqual(['event', 'event', 'turn']);
		expect(core.isWaiting()).toBe(false);
		const rows = core.draw(120, 40).screen.lines.map(({spans}) => spans.map(({text}) => text).join(''));
		expect(rows.find(row => row.includes(' APP') || row.startsWith('»APP'))).toMatch(/APP +9 /);
		// What comes again every five seconds waits for the second.
		expect(core.hear(share(servers[0] ?? new MadeServer('n1'), noon + 5310)).news).toBe('time');
	});

	test('is not waited for longer than a server that means to answer takes', () => {
		const core = watching();
		for (const {subject, body} of core.press('5', noon + 300).requests) {
			core.hear({...sent(noon + 300, subject), text: body});
		}
		core.hear(share(servers[0] ?? new MadeServer('n1'), noon + 310));
		expect([core.pass(noon + 600).news, core.isWaiting()]).toEqual(['none', true]);
		expect([core.pass(noon + 615).news, core.isWaiting()]).toEqual(['turn', false]);
	});

	test('is nothing that we may not ask', () => {
		const core = watching();
		core.press('5', noon + 300);
		core.hear(linkMessage(noon + 310, {state: 'refused', operation: 'publish', subject: accounts}));
		core.pass(noon + 320);
		expect(core.isWaiting()).toBe(false);
	});
});

describe('a file', () => {
	const target = {name: 'acme.jwt', read: {text: 'no token'}} as const;

	test('is asked for as an effect, and what it holds is an input', () => {
		const core = createCore({view: 'accounts', utc: true, label: 'test', commands: {isSigned: () => true}});
		core.draw(120, 40);
		core.hear(linkUp(noon));
		for (const server of servers) core.hear(share(server, noon + 10, operatorAccount));
		core.draw(120, 40);
		for (const key of ['P', ...target.name]) core.press(key, noon + 100);
		const {effects, requests} = core.press('enter', noon + 200);
		expect([effects, requests]).toEqual([[{kind: 'read file', path: target.name}], []]);
		expect(core.look().command).toBeUndefined();
		core.fileRead('another.jwt', target.read, noon + 300);
		expect(core.look().command).toBeUndefined();
		core.fileRead(target.name, target.read, noon + 300);
		expect(core.look().command?.stage).toBe('refused');
	});

	test('that comes when the person has left is nothing any more', () => {
		const core = createCore({view: 'accounts', utc: true, label: 'test', commands: {isSigned: () => true}});
		core.draw(120, 40);
		core.hear(linkUp(noon));
		for (const server of servers) core.hear(share(server, noon + 10, operatorAccount));
		core.draw(120, 40);
		for (const key of ['P', ...target.name, 'enter', 'escape']) core.press(key, noon + 100);
		expect(core.fileRead(target.name, target.read, noon + 300)).toEqual({requests: [], effects: [], news: 'none'});
		expect(core.look().command).toBeUndefined();
	});
});
