// Rates, uptimes and lives while clocks are set: nothing negative, nothing wild, and a dash where no time can be vouched
// for.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {sumOf} from '../../source/model/account-sum.ts';
import {listedConnection} from '../../source/model/connection-list.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {clockOffsetMs, type Server, uptimeMs} from '../../source/model/server.ts';
import {snapshotOf} from '../../source/output/snapshot.ts';
import type {Message} from '../../source/wire/message.ts';
import {MadeServer, noon, ping, timeText} from '../events/made-server.ts';
import {replay, toldOf} from '../helpers/replay.ts';
import {Stage} from '../views/stage.ts';
import {invariantsOf} from './invariants.ts';

/** A hundred messages a second go out, by the true time. */
const perSecond = 100;
const secondMs = 1000;

/** One look every two seconds: how far the server's clock is ahead, and how late the message comes. */
type Sample = {readonly aheadMs: number; readonly lateMs?: number};

function samples(server: MadeServer, looks: readonly Sample[], kind: 'heartbeat' | 'share'): readonly Message[] {
	return looks.map(({aheadMs, lateMs = 0}, index) => {
		const sentAt = noon + index * 2 * secondMs;
		const messages = 1_000_000 + index * 2 * perSecond;
		server.clockAheadMs = aheadMs;
		const traffic = {msgs: messages, bytes: messages * 10};
		const counted = {sent: traffic, received: traffic};
		const message =
			kind === 'heartbeat'
				? server.heartbeat(sentAt, counted)
				: server.share(sentAt, 'APP', {conns: 1, leafnodes: 0, ...counted});
		return {...message, at: sentAt + lateMs};
	});
}

function only(model: Model): Server {
	const [server] = model.servers.values();
	if (server === undefined) throw new Error('no server');
	return server;
}

/** The rate after each message; undefined where there is none. */
function ratesAfter(looks: readonly Sample[], kind: 'heartbeat' | 'share'): readonly (number | undefined)[] {
	const server = new MadeServer('n1');
	const messages = samples(server, looks, kind);
	return messages.map((_, index) => {
		const model = replay(messages.slice(0, index + 1));
		expect(invariantsOf(model)).toEqual([]);
		if (kind === 'heartbeat') return only(model).rates?.messagesOut;
		const [account] = model.accounts.values();
		return account && sumOf(model, account).messagesOut;
	});
}

const steady = (aheadMs: number, many: number): Sample[] => Array.from({length: many}, () => ({aheadMs}));
const hour = 3_600_000;

describe.each(['heartbeat', 'share'] as const)('rates by %s', kind => {
	test.each<[string, readonly Sample[], readonly (number | undefined)[]]>([
		['of a clock that is wrong but steady', steady(hour, 4), [undefined, 100, 100, 100]],
		['of one set forward', [...steady(0, 2), ...steady(hour, 3)], [undefined, 100, undefined, 100, 100]],
		['of one set back', [...steady(0, 2), ...steady(-hour, 3)], [undefined, 100, undefined, 100, 100]],
		['of one set back by little', [...steady(0, 2), ...steady(-1900, 3)], [undefined, 100, undefined, 100, 100]],
		[
			'of one set back, and right again later',
			[...steady(0, 2), ...steady(-hour, 3), ...steady(0, 2)],
			[undefined, 100, undefined, 100, 100, undefined, 100],
		],
		[
			'set forward and back',
			[...steady(0, 2), {aheadMs: hour}, ...steady(0, 2)],
			[undefined, 100, undefined, undefined, 100],
		],
		[
			'of messages that waited, and come at once',
			[
				...steady(0, 2),
				{aheadMs: 0, lateMs: 6000},
				{aheadMs: 0, lateMs: 4000},
				{aheadMs: 0, lateMs: 2000},
				{aheadMs: 0},
			],
			[undefined, 100, undefined, 100, 100, 100],
		],
	])('%s', (_, looks, rates) => {
		expect(ratesAfter(looks, kind)).toEqual(rates);
	});

	test('are the true one or none, however clocks are set', () => {
		const step = fc.constantFrom(0, 0, 0, 0, -1, 1, -500, 500, -hour, hour, -5000, 5000, 24 * hour, -24 * hour);
		fc.assert(
			fc.property(fc.array(step, {minLength: 3, maxLength: 12}), steps => {
				const looks = steps.map((_, index) => ({
					aheadMs: steps.slice(0, index + 1).reduce((sum, by) => sum + by, 0),
				}));
				for (const rate of ratesAfter(looks, kind)) {
					if (rate === undefined) continue;
					// What is smaller than half of the time between two messages may as well have been the network.
					expect(rate).toBeGreaterThan(perSecond / 2);
					expect(rate).toBeLessThan(perSecond * 2);
				}
			}),
			{numRuns: 60},
		);
	});
});

/** What a server tells when it is asked: the answer with so many messages counted, and the rate that is made of it. */
const onDemand: readonly [
	verb: string,
	data: (messages: number) => object,
	rate: (model: Model) => number | undefined,
][] = [
	[
		'LEAFZ',
		messages => ({leafs: [{name: 'l1', account: 'APP', ip: '10.0.0.1', port: 7422, out_msgs: messages}]}),
		model => only(model).leafnodes?.leafnodes[0]?.rates?.messagesOut,
	],
	[
		'CONNZ',
		messages => ({total: 1, connections: [{cid: 5, out_msgs: messages}]}),
		model => listedConnection(model, only(model).id, 5)?.connection.rates?.messagesOut,
	],
	[
		'ROUTEZ',
		messages => ({num_routes: 1, routes: [{rid: 5, remote_name: 'n2', out_msgs: messages}]}),
		model => [...model.linkReports.values()][0]?.connections[0]?.rates?.messagesOut,
	],
	[
		'SUBSZ',
		messages => ({num_subscriptions: 7, num_matches: messages}),
		model => only(model).details?.subscriptions?.matchesPerSecond,
	],
];

describe.each(onDemand)('rates by %s', (verb, data, rateIn) => {
	test.each<[string, readonly Sample[], readonly (number | undefined)[]]>([
		['of one set forward', [...steady(0, 2), ...steady(9000, 3)], [undefined, 100, undefined, 100, 100]],
		['of one set back by little', [...steady(0, 2), ...steady(-1900, 3)], [undefined, 100, undefined, 100, 100]],
	])('%s', (_, looks, rates) => {
		const server = new MadeServer('n1');
		const subject = `$SYS.REQ.SERVER.PING.${verb}`;
		const model = createModel();
		const found = samples(server, looks, 'heartbeat').map((heartbeat, index) => {
			const {at} = heartbeat;
			server.clockAheadMs = looks[index]?.aheadMs ?? 0;
			const now = timeText(at + server.clockAheadMs);
			const answer = {data: {server_id: server.id, now, ...data(index * 2 * perSecond)}};
			const asked = {at, subject, text: '{"limit":1}', reply: `_INBOX.t${index}`};
			replay([heartbeat, asked, server.message(at, `${asked.reply}.${subject}`, answer)], {model});
			return rateIn(model);
		});
		expect(found).toEqual(rates);
	});
});

describe('times before a beginning', () => {
	const n1 = (startedAt: number, aheadMs = 0): Model => {
		const server = new MadeServer('n1');
		server.clockAheadMs = aheadMs;
		return replay([server.heartbeat(noon, {start: timeText(startedAt)})]);
	};

	test.each<[string, Model, number | undefined]>([
		['an hour ago', n1(noon - hour), hour],
		['in five minutes', n1(noon + 300_000), undefined],
		['in a moment', n1(noon + 1), undefined],
		['an hour ago by its clock, which is five minutes behind', n1(noon - hour, -300_000), hour - 300_000],
	])('a server that began %s', (_, model, uptime) => {
		expect(uptimeMs(only(model))).toBe(uptime);
		const {servers} = JSON.parse(JSON.stringify(snapshotOf({model, problems: toldOf(model)})));
		expect(servers[0].uptime_seconds).toBe(uptime === undefined ? null : uptime / 1000);
		const row =
			new Stage(300, 20, 'servers', {model})
				.text()
				.split('\n')
				.find(line => line.includes(' n1 ')) ?? '';
		expect(row).not.toMatch(/ 0 s|-|−/);
		expect(row.includes(' – ')).toBe(true);
	});

	test('a connection that ended before it began has lived for nobody knows how long', () => {
		const server = new MadeServer('n1');
		const times = {start: timeText(noon + 60_000), stop: timeText(noon)};
		const model = replay([server.connect(noon, 5, times), server.disconnect(noon + 1, 5, times)]);
		const {clients} = JSON.parse(JSON.stringify(snapshotOf({model, problems: toldOf(model)})));
		expect(clients[0].median_life_seconds).toBe(null);
		const lines = new Stage(200, 40, 'connects', {model}).text().split('\n');
		expect(lines.find(line => line.includes('Client Closed'))).toMatch(/n1 +– /);
	});

	test('a new process that says it begins in the future has restarted when it was first heard', () => {
		const old = new MadeServer('n1');
		const young = new MadeServer('n1', {}, 'N'.repeat(56));
		young.startedAt = noon + 20_000;
		const model = replay([old.heartbeat(noon), young.heartbeat(noon + 10_000)]);
		expect(only(model).restart).toMatchObject({at: noon + 10_000});
	});
});

test('how far a clock is ahead is measured anew when it was set', () => {
	const server = new MadeServer('n1');
	const messages: Message[] = [];
	for (let index = 0; index < 16; index++) {
		server.clockAheadMs = index < 10 ? 0 : hour;
		messages.push(ping(noon + index * 2000), server.answer(noon + index * 2000 + 2));
		// The first answer after that tells it.
		const offset = clockOffsetMs(only(replay(messages)));
		expect(Math.abs((offset ?? 0) - server.clockAheadMs)).toBeLessThan(10);
	}
});
