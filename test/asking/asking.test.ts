import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {askEverything, createAsking, dueAsks, firstAsks, pingEveryMs} from '../../source/asking/asking.ts';
import type {Model} from '../../source/model/model.ts';
import type {Wanted} from '../../source/views/define-view.ts';
import {idOf, linkMessage, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {replay} from '../helpers/replay.ts';

const ping = '$SYS.REQ.SERVER.PING';
const whoAmI = '$SYS.REQ.USER.INFO';

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
function asked(model: Model, visible: readonly Wanted[], seconds: number): Record<string, number[]> {
	const asking = createAsking();
	const times: Record<string, number[]> = {};
	for (let second = 0; second < seconds; second++) {
		for (const {subject} of dueAsks(asking, model, visible, noon + second * 1000)) {
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
		expect(pingEveryMs(servers)).toBe(everyMs);
	});

	test('never brings more than 25 answers a second, nor is slower than the heartbeats', () => {
		fc.assert(
			fc.property(fc.integer({min: 0, max: 1000}), servers => {
				const everyMs = pingEveryMs(servers);
				expect(everyMs === undefined).toBe(servers > 250);
				if (everyMs === undefined) return;
				expect((servers * 1000) / everyMs).toBeLessThanOrEqual(25);
				expect(everyMs).toBeGreaterThanOrEqual(2000);
				expect(everyMs).toBeLessThanOrEqual(10_000);
			}),
		);
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
		const [asking, model] = [createAsking(), systemOf(3)];
		const looks = [0, 990, 1985, 2975, 3970];
		expect(looks.map(ms => dueAsks(asking, model, [], noon + ms).length)).toEqual([1, 0, 1, 0, 1]);
	});
});

describe('what is asked', () => {
	test('first is PING and who we are, whatever the size', () => {
		const asking = createAsking();
		expect(firstAsks(asking, noon)).toEqual([
			{subject: whoAmI, body: ''},
			{subject: ping, body: ''},
		]);
		expect(dueAsks(asking, systemOf(3), [], noon + 1000)).toEqual([]);
		expect(dueAsks(asking, systemOf(3), [], noon + 2000)).toEqual([{subject: ping, body: ''}]);
	});

	test('is nothing while the link is not up', () => {
		const visible = [{subject: 'a', body: '', everyMs: 1000}];
		const model = replay([linkUp(noon), linkMessage(noon, {state: 'down', reason: 'cut'})]);
		expect(dueAsks(createAsking(), model, visible, noon)).toEqual([]);
		expect(dueAsks(createAsking(), replay([new MadeServer('n1').heartbeat(noon)]), visible, noon)).toEqual([]);
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

	test('is what is visible, with its body', () => {
		const visible = [{subject: 'details', body: '{"limit":50}', everyMs: 5000}];
		expect(dueAsks(createAsking(), systemOf(300), visible, noon)).toEqual([{subject: 'details', body: '{"limit":50}'}]);
	});

	test.each<[string, readonly Wanted[], readonly number[]]>([
		[
			'twice the same',
			[
				{subject: 'a', body: '', everyMs: 3000},
				{subject: 'a', body: '', everyMs: 3000},
			],
			[0, 3, 6, 9],
		],
		[
			'a stricter rhythm first',
			[
				{subject: 'a', body: '', everyMs: 2000},
				{subject: 'a', body: '', everyMs: 5000},
			],
			[0, 2, 4, 6, 8],
		],
		[
			'a stricter rhythm last',
			[
				{subject: 'a', body: '', everyMs: 5000},
				{subject: 'a', body: '', everyMs: 2000},
			],
			[0, 2, 4, 6, 8],
		],
	])('is asked once, %s', (_, visible, expected) => {
		expect(asked(systemOf(300), visible, 10)['a']).toEqual(expected);
	});

	test('is everything again, when it is wanted anew', () => {
		const [asking, model] = [createAsking(), systemOf(3)];
		const visible = [{subject: 'a', body: '', everyMs: 60_000}];
		expect(dueAsks(asking, model, visible, noon)).toHaveLength(2);
		expect(dueAsks(asking, model, visible, noon + 500)).toHaveLength(0);
		askEverything(asking);
		expect(dueAsks(asking, model, visible, noon + 500)).toHaveLength(2);
	});

	test('is remembered only as long as it is wanted', () => {
		const [asking, model] = [createAsking(), systemOf(3)];
		for (let index = 0; index < 1000; index++) {
			dueAsks(asking, model, [{subject: `page.${index}`, body: '', everyMs: 1000}], noon + index * 100);
			expect(asking.askedAt.size).toBeLessThan(40);
		}
	});
});
