import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {pingPoll} from '../../source/asking/base-polls.ts';
import {answersPerSecond, createPacer, dueRequests, paced, requestsAnew} from '../../source/asking/pacer.ts';
import type {Poll} from '../../source/asking/poll.ts';
import type {Model} from '../../source/model/model.ts';
import {idOf, linkMessage, linkUp, MadeServer, noon, timeText} from '../events/made-server.ts';
import {replay} from '../helpers/replay.ts';

const ping = '$SYS.REQ.SERVER.PING';
const whoAmI = '$SYS.REQ.USER.INFO';

function poll(subject: string, everyMs: number, scope: Poll['scope'] = 'one', body = ''): Poll {
	return {request: {subject, body}, everyMs, scope};
}

/** A system of so many servers, over a link that is up. */
function systemOf(count: number): Model {
	const model = replay([
		linkUp(noon),
		...Array.from({length: count}, (_, index) => new MadeServer(`s${index}`, {}, `N${index}`).heartbeat(noon)),
	]);
	model.link.account = 'SYS';
	return model;
}

/** When each subject is asked, in seconds, when one looks every second. */
function asked(model: Model, visible: readonly Poll[], seconds: number): Record<string, number[]> {
	const pacer = createPacer();
	const times: Record<string, number[]> = {};
	for (let second = 0; second < seconds; second++) {
		for (const {subject} of dueRequests(pacer, model, visible, noon + second * 1000).requests) {
			times[subject] = [...(times[subject] ?? []), second];
		}
	}
	return times;
}

describe('the rhythm of PING', () => {
	test.each<[number, number | undefined]>([
		[0, 2000],
		[1, 2000],
		[50, 2000],
		[51, 2040],
		[100, 4000],
		[250, 10_000],
		[251, undefined],
		[20_000, undefined],
	])('with %i servers is %s ms', (servers, everyMs) => {
		expect(paced([pingPoll], servers)[0]?.everyMs).toBe(everyMs);
	});

	test.each<[number, readonly number[] | undefined]>([
		[3, [0, 2, 4, 6, 8, 10]],
		[60, [0, 3, 6, 9]],
		[250, [0, 10]],
		[251, undefined],
	])('is kept: %i servers', (servers, expected) => {
		expect(asked(systemOf(servers), [], 12)[ping]).toEqual(expected);
	});

	test('is kept when one looks a little early', () => {
		const [pacer, model] = [createPacer(), systemOf(3)];
		const looks = [0, 990, 1985, 2975, 3970];
		expect(looks.map(ms => dueRequests(pacer, model, [], noon + ms).requests.length)).toEqual([1, 0, 1, 0, 1]);
	});

	test('gives way where it would be slower than heartbeats because of what else is asked', () => {
		const accounts = poll('accounts', 5000, 'all');
		expect(paced([pingPoll, accounts], 20).map(({everyMs}) => everyMs)).toEqual([2000, 5000]);
		// (50/2 + 50/5) answers a second are 1.4 times too many.
		expect(paced([pingPoll, accounts], 50).map(({everyMs}) => everyMs)).toEqual([2800, 7000]);
		expect(paced([pingPoll, accounts], 250).map(({request, everyMs}) => [request.subject, everyMs])).toEqual([
			['accounts', 10_000],
		]);
		expect(paced([pingPoll, accounts], 2000).map(({everyMs}) => everyMs)).toEqual([80_000]);
	});
});

describe('what is asked', () => {
	test('first is who we are and PING, whatever the size', () => {
		const [pacer, model] = [createPacer(), systemOf(300)];
		expect(requestsAnew(pacer, model, [], noon).requests).toEqual([
			{subject: whoAmI, body: ''},
			{subject: ping, body: ''},
		]);
		expect(dueRequests(pacer, model, [], noon + 1000).requests).toEqual([]);
		const small = createPacer();
		requestsAnew(small, systemOf(3), [], noon);
		expect(dueRequests(small, systemOf(3), [], noon + 2000).requests).toEqual([{subject: ping, body: ''}]);
	});

	test('is nothing while the link is not up', () => {
		const visible = [poll('a', 1000)];
		const down = replay([linkUp(noon), linkMessage(noon, {state: 'down', reason: 'cut'})]);
		const ended = replay([linkUp(noon), linkMessage(noon, {state: 'ended'})]);
		for (const model of [down, ended, replay([new MadeServer('n1').heartbeat(noon)])]) {
			expect(dueRequests(createPacer(), model, visible, noon).requests).toEqual([]);
			expect(requestsAnew(createPacer(), model, visible, noon).requests).toEqual([]);
		}
	});

	test('is who we are, until that is known', () => {
		const model = systemOf(1);
		model.link.account = '';
		expect(asked(model, [], 61)[whoAmI]).toEqual([0, 30, 60]);
		model.link.account = 'SYS';
		expect(asked(model, [], 61)[whoAmI]).toBeUndefined();
	});

	test('is whether a server in lame duck has ended, and of nobody else', () => {
		const [duck, stopped] = [new MadeServer('duck'), new MadeServer('stopped')] as const;
		const model = replay([
			linkUp(noon),
			duck.goodbye(noon, 'LAMEDUCK'),
			stopped.goodbye(noon, 'SHUTDOWN'),
			new MadeServer('lives').heartbeat(noon),
		]);
		model.link.account = 'SYS';
		expect(asked(model, [], 11)).toEqual({
			[ping]: [0, 2, 4, 6, 8, 10],
			[`$SYS.REQ.SERVER.${idOf('duck')}.IDZ`]: [0, 5, 10],
		});
	});

	test('is by its statistics of an old server in lame duck, which does not know IDZ', () => {
		const duck = new MadeServer('duck', {ver: '2.9.25'});
		const model = replay([linkUp(noon), duck.goodbye(noon, 'LAMEDUCK')]);
		model.link.account = 'SYS';
		expect(Object.keys(asked(model, [], 11))).toEqual([ping, `$SYS.REQ.SERVER.${duck.id}.STATSZ`]);
	});

	test('is when a server read its configuration, where its late CONNECTs may mean that it just did', () => {
		const servers = Array.from({length: 8}, (_, index) => new MadeServer(`s${index}`));
		const late = servers.map(server => server.connect(noon, 7, {start: timeText(noon - 60_000)}));
		const model = replay([linkUp(noon - 1000), ...servers.map(server => server.heartbeat(noon - 500)), ...late]);
		model.link.account = 'SYS';
		const variables = (): readonly (readonly number[])[] =>
			Object.entries(asked(model, [], 61)).flatMap(([subject, at]) => (subject.endsWith('.VARZ') ? [at] : []));
		// A few at a time, each of them once; again after a minute, as nobody has answered here.
		expect(variables()).toEqual(Array.from({length: 5}, () => [0, 60]));
		model.link.refused.set(`$SYS.REQ.SERVER.${idOf('s7')}.VARZ`, 'publish');
		expect(variables()).toEqual([]);
	});

	test('is what is visible, with its body; one subject with two bodies is two requests', () => {
		const bodies = ['{"offset":0}', '{"offset":50}', '{"offset":0}'];
		const visible = bodies.map(body => poll('details', 5000, 'one', body));
		const [pacer, model] = [createPacer(), systemOf(300)];
		const {requests, opened} = dueRequests(pacer, model, visible, noon);
		expect(requests).toEqual([
			{subject: 'details', body: '{"offset":0}'},
			{subject: 'details', body: '{"offset":50}'},
		]);
		expect(opened.map(({request}) => request)).toEqual(requests);
		const again = dueRequests(pacer, model, visible, noon + 5000);
		expect([again.requests, again.opened]).toEqual([requests, []]);
	});

	test.each<[string, readonly Poll[], readonly number[]]>([
		['twice the same', [poll('a', 3000), poll('a', 3000)], [0, 3, 6, 9]],
		['a shorter interval first', [poll('a', 2000), poll('a', 5000)], [0, 2, 4, 6, 8]],
		['a shorter interval last', [poll('a', 5000), poll('a', 2000)], [0, 2, 4, 6, 8]],
	])('is asked once, %s', (_, visible, expected) => {
		expect(asked(systemOf(300), visible, 10)['a']).toEqual(expected);
	});

	test('is everything again, when it is wanted anew', () => {
		const [pacer, model] = [createPacer(), systemOf(3)];
		const visible = [poll('a', 60_000)];
		expect(dueRequests(pacer, model, visible, noon).requests).toHaveLength(2);
		expect(dueRequests(pacer, model, visible, noon + 500).requests).toHaveLength(0);
		expect(requestsAnew(pacer, model, visible, noon + 500).requests).toHaveLength(3);
	});

	test('is remembered only as long as it is wanted', () => {
		const [pacer, model] = [createPacer(), systemOf(3)];
		for (let index = 0; index < 1000; index++) {
			dueRequests(pacer, model, [poll(`page.${index}`, 1000)], noon + index * 100);
			expect(pacer.sentAt.size).toBeLessThan(40);
		}
	});
});

describe('a view that is opened', () => {
	test('asks at once, and what it costs is paid back before anything is repeated', () => {
		const [pacer, model] = [createPacer(), systemOf(250)];
		const times: number[] = [];
		for (let second = 0; second <= 60; second++) {
			const visible = second < 5 ? [] : [poll('accounts', 5000, 'all')];
			const {requests} = dueRequests(pacer, model, visible, noon + second * 1000);
			if (requests.some(({subject}) => subject === 'accounts')) times.push(second);
		}
		expect(times[0]).toBe(5);
		expect(times.slice(1).every((time, index) => time - (times[index] ?? 0) >= 10)).toBe(true);
	});

	type Step = {readonly waitMs: number; readonly open: readonly number[]; readonly anew: boolean};

	const kinds: readonly Poll[] = [
		poll('a', 5000, 'all'),
		poll('b', 10_000, 'all'),
		poll('c', 1000, 'all'),
		poll('d', 1000),
		poll('e', 5000),
	];

	test('never brings all we cause above what is stated, but for what was saved and an opening burst', () => {
		const step: fc.Arbitrary<Step> = fc.record({
			waitMs: fc.integer({min: 1, max: 3000}),
			open: fc.subarray([...kinds.keys()]),
			anew: fc.boolean(),
		});
		const models = new Map([1, 3, 24, 50, 51, 250, 251, 700].map(servers => [servers, systemOf(servers)]));
		fc.assert(
			fc.property(
				fc.constantFrom(...models.keys()),
				fc.array(step, {minLength: 1, maxLength: 150}),
				(servers, steps) => {
					const model = models.get(servers);
					if (model === undefined) throw new Error('there is no such system');
					const pacer = createPacer();
					const scopes = new Map([pingPoll, ...kinds].map(({request, scope}) => [request.subject, scope]));
					const sent: {readonly at: number; readonly answers: number}[] = [];
					let now = noon;
					for (const {waitMs, open, anew} of steps) {
						now += waitMs;
						const visible = open.flatMap(index => kinds[index] ?? []);
						const {requests} = (anew ? requestsAnew : dueRequests)(pacer, model, visible, now);
						for (const {subject} of requests) {
							sent.push({at: now, answers: scopes.get(subject) === 'all' ? servers : 1});
						}
					}
					// Saved, owed at most when the last burst begins, and that request itself.
					const burst = 2 * answersPerSecond + 2 * servers + servers;
					for (const [first, {at: from}] of sent.entries()) {
						let sum = 0;
						let single = 0;
						for (const {at, answers} of sent.slice(first)) {
							if (answers === 1 && servers > 1) single++;
							sum += answers;
							expect(sum - single).toBeLessThanOrEqual(burst + ((at - from) * answersPerSecond) / 1000);
						}
					}
				},
			),
		);
	});
});
