// One look without a screen, at servers that answer, that do not, or of which some are missing.
import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest';
import {collectOnce} from '../helpers/collect-once.ts';
import {natsSource} from '../../source/sources/nats/nats-source.ts';
import type {Source} from '../../source/sources/source.ts';
import type {Request} from '../../source/requests/request.ts';
import type {Message} from '../../source/wire/message.ts';
import {settingsOf} from '../connection/settings-of.ts';
import {linkMessage, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {startSlowProxy} from '../sources/nats/slow-proxy.ts';
import {type NatsServer, patientLogin, startServer, stopServers} from '../helpers/nats-server.ts';

const ping = '$SYS.REQ.SERVER.PING';
const accounts = '$SYS.REQ.ACCOUNT.PING.STATZ';

type Made = {
	/** What arrives after a request, besides the request itself, and after how many milliseconds. */
	readonly answer: (request: Request, at: number) => readonly (readonly [afterMs: number, message: Message])[];
};

/** A source whose time goes by so many milliseconds a look; between two looks nobody waits, see `looking`. */
function sourceOf({answer}: Made, stepMs = 10): Source & {readonly asked: Request[]} {
	let now = noon;
	let deliver: (message: Message) => void = () => {};
	const due: Message[] = [];
	const asked: Request[] = [];
	return {
		label: 'made',
		asked,
		start(to) {
			deliver = to;
			deliver(linkUp(now));
			return Promise.resolve();
		},
		ask(request) {
			asked.push(request);
			deliver({at: now, subject: request.subject, text: request.body});
			due.push(...answer(request, now).map(([afterMs, message]) => ({...message, at: now + afterMs})));
		},
		now() {
			now += stepMs;
			for (const message of due.filter(({at}) => at <= now).toSorted((a, b) => a.at - b.at)) {
				due.splice(due.indexOf(message), 1);
				deliver(message);
			}
			return now;
		},
		stop: () => Promise.resolve(),
	};
}

const n1 = new MadeServer('n1');
const n2 = new MadeServer('n2');
const settings = {utc: true, columns: 120, rows: 50};
const accountsOf = (server: MadeServer, at: number): Message =>
	server.message(at, `_INBOX.t.${accounts}`, {data: {account_statz: [{acc: 'APP', conns: 3, sent: {}, received: {}}]}});

/** Looks, as often as it takes, without the pauses in between. */
async function looking<T>(collected: Promise<T>): Promise<T> {
	let isOver = false;
	const end = (): void => {
		isOver = true;
	};
	collected.then(end, end);
	while (!isOver) await vi.advanceTimersToNextTimerAsync();
	return collected;
}

function withoutPauses(): void {
	beforeEach(() => {
		vi.useFakeTimers({toFake: ['setInterval', 'clearInterval']});
		return () => void vi.useRealTimers();
	});
}

describe('what is collected', () => {
	withoutPauses();

	test('is whole when every server has answered everything that the view asks', async () => {
		const source = sourceOf({
			answer: ({subject}, at) => {
				if (subject === ping) return [n1, n2].map(server => [30, server.answer(at + 30, {active_servers: 2})]);
				if (subject !== accounts) return [];
				return [
					[40, accountsOf(n1, at + 40)],
					[600, accountsOf(n2, at + 600)],
				];
			},
		});
		const {model, isWaiting} = await looking(collectOnce(source, {...settings, view: 'accounts'}));
		expect([...(model.accounts.get('APP')?.shares.keys() ?? [])]).toEqual([n1.id]);
		expect([model.completeAt !== undefined, isWaiting()]).toEqual([true, false]);
		expect(source.asked.map(({subject}) => subject).toSorted()).toEqual([accounts, ping, '$SYS.REQ.USER.INFO']);
		// The second one was not waited for longer than a server that means to answer takes.
		expect(model.now - noon).toBeLessThan(600);
	});

	test('is not waited for longer than a server that is missing could take', async () => {
		const source = sourceOf({
			answer: ({subject}, at) => (subject === ping ? [[20, n1.answer(at + 20, {active_servers: 2})]] : []),
		});
		const {model} = await looking(collectOnce(source, {...settings, view: 'servers'}));
		expect(model.servers.size).toBe(1);
		expect(model.completeAt).toBeGreaterThanOrEqual(noon + 320);
		expect(model.now).toBeLessThan(noon + 500);
	});

	test('is waited for by our clock, and not by that of a demo that runs fast', async () => {
		const source = sourceOf(
			{answer: ({subject}, at) => (subject === ping ? [[9500, n1.answer(at + 9500, {active_servers: 1})]] : [])},
			600,
		);
		const {model} = await looking(collectOnce({...source, speed: 60}, {...settings, view: 'servers'}));
		expect(model.servers.size).toBe(1);
	});

	test('is what servers say by themselves, when PING is answered by none', async () => {
		const source = sourceOf({
			answer: ({subject}, at) => (subject === ping ? [[2500, n1.heartbeat(at + 2500)]] : []),
		});
		const {model} = await looking(collectOnce(source, {...settings, view: 'servers'}));
		expect([model.servers.size, model.completeAt]).toEqual([1, undefined]);
	});
});

describe('over a slow way', () => {
	withoutPauses();

	const late =
		(afterMs: number): Made['answer'] =>
		({subject}, at) => {
			if (subject === ping) return [[afterMs, n1.answer(at + afterMs)]];
			return subject === accounts ? [[afterMs, accountsOf(n1, at + afterMs)]] : [];
		};

	test.each([0, 1500, 2500, 5000, 15_000, 29_000])('of %i ms there and back, a time-out of 30 s gets all', async ms => {
		const source = sourceOf({answer: late(ms)}, 100);
		const {model, isWaiting} = await looking(collectOnce(source, {...settings, view: 'accounts', timeoutMs: 30_000}));
		expect([model.servers.size, [...model.accounts.keys()], isWaiting()]).toEqual([1, ['APP'], false]);
		expect(model.now - noon).toBeLessThan(ms + 1000);
	});

	test('no more than the time-out is waited, and never less than 5 s', async () => {
		for (const [timeoutMs, words] of [
			[30_000, 'within 30 s'],
			[1000, 'within 5 s'],
		] as const) {
			const failure = looking(
				collectOnce(sourceOf({answer: late(40_000)}, 100), {...settings, view: 'servers', timeoutMs}),
			);
			await expect(failure).rejects.toThrow(words);
		}
	});

	test('that is narrow, servers are waited for that answer one after the other', async () => {
		const source = sourceOf(
			{
				answer: ({subject}, at) =>
					subject === ping
						? [n1, n2].map((server, index) => {
								const afterMs = (index + 1) * 1200;
								return [afterMs, server.answer(at + afterMs, {active_servers: 2})] as const;
							})
						: [],
			},
			100,
		);
		const {model} = await looking(collectOnce(source, {...settings, view: 'servers', timeoutMs: 30_000}));
		expect(model.servers.size).toBe(2);
	});
});

describe('nothing at all is an error', () => {
	withoutPauses();

	test('which names our own link when that is down', async () => {
		const source = sourceOf({
			answer: ({subject}, at) =>
				subject === ping ? [[200, linkMessage(at + 200, {state: 'down', reason: 'the server is gone'})]] : [],
		});
		const failure = looking(collectOnce(source, {...settings, view: 'servers'}));
		await expect(failure).rejects.toThrow(/our link is down for [\d.]+ s: the server is gone/);
	});

	test.each<[string, Made['answer'], RegExp]>([
		[
			'when nobody listens to PING',
			({subject}, at) => (subject === ping ? [[5, {at, subject: `_INBOX.t.${ping}`, text: ''}]] : []),
			/^cannot tell anything of the servers: nobody answers \$SYS\.REQ\.SERVER\.PING: .*; connect with /,
		],
		[
			'when nobody answers',
			() => [],
			/^cannot tell anything of the servers: no server answered \$SYS\.REQ\.SERVER\.PING within 5 s; see /,
		],
		[
			'when we may not ask',
			({subject}, at) =>
				subject === ping ? [[5, linkMessage(at, {state: 'refused', operation: 'publish', subject: ping})]] : [],
			/this user may not publish to \$SYS\.REQ\.SERVER\.PING; allow it/,
		],
	])('%s', async (_, answer, words) => {
		const failure = looking(collectOnce(sourceOf({answer}), {...settings, view: 'servers'}));
		await expect(failure).rejects.toMatchObject({
			name: 'CannotStart',
			exitCode: 1,
			message: expect.stringMatching(words),
		});
	});
});

describe('a real server', () => {
	let server: NatsServer;

	beforeAll(async () => {
		server = await startServer({
			accounts: `accounts {
				SYS { users: [
					{user: sys, password: pw},
					{user: mute, password: pw, permissions: {publish: {deny: ["${ping}"]}, subscribe: {deny: ["$SYS.SERVER.>"]}}}
				] }
			}
			system_account: SYS
			${patientLogin}`,
		});
	});

	afterAll(stopServers);

	test('answers all at once', async () => {
		const source = natsSource(settingsOf(`-s ${server.url} --user sys --password pw`));
		const {model, isWaiting} = await collectOnce(source, {...settings, view: 'accounts'});
		await source.stop();
		expect([model.servers.size, [...model.accounts.keys()], isWaiting()]).toEqual([1, ['SYS'], false]);
	});

	test('2.5 s away in each direction answers all within a time-out of 60 s', async () => {
		const proxy = await startSlowProxy(server.port, {delayMs: 2500});
		const source = natsSource(settingsOf(`-s 127.0.0.1:${proxy.port} --user sys --password pw --timeout 60s`));
		const {model, isWaiting} = await collectOnce(source, {...settings, view: 'accounts', timeoutMs: 60_000});
		await source.stop();
		await proxy.close();
		expect([model.servers.size, [...model.accounts.keys()], isWaiting()]).toEqual([1, ['SYS'], false]);
	});

	test('that tells a user nothing makes an error', async () => {
		const source = natsSource(settingsOf(`-s ${server.url} --user mute --password pw`));
		const failure = collectOnce(source, {...settings, view: 'servers'});
		await expect(failure).rejects.toThrow(/this user may not publish to \$SYS\.REQ\.SERVER\.PING/);
		await source.stop();
	});
});
