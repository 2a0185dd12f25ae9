// What is concluded of changes over minutes: growth, traffic that is not as usual, uneven load, pending routes.
import {describe, expect, test} from 'vitest';
import type {Model} from '../../source/model/model.ts';
import {type Fields, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {replay, sentencesOf, toldOf} from '../helpers/replay.ts';

function said(model: Model, ...rules: readonly string[]): readonly string[] {
	return sentencesOf(toldOf(model).filter(({rule, overAt}) => rules.includes(rule) && overAt === undefined));
}

/** A server that says every five seconds what the function gives for the second. */
function saying(seconds: number, statszAt: (second: number) => Fields, server = new MadeServer('n1')): Model {
	const model = replay([linkUp(noon)]);
	for (let second = 0; second <= seconds; second += 5) {
		replay([server.heartbeat(noon + second * 1000, statszAt(second))], {model});
	}
	return model;
}

const mebibyte = 1_048_576;

describe('subscriptions', () => {
	test.each<[string, number, (second: number) => number, readonly string[]]>([
		[
			'that leak',
			150,
			second => 500 + second * 100,
			['warn subscriptions-growing: n1 subscriptions +5,936/min for 2m 20s, 15.5k now'],
		],
		['that leak for less than a minute', 50, second => 500 + second * 100, []],
		['that grow by a deploy', 150, second => (second < 60 ? 500 : 1500), []],
		['of many that grow a little', 150, second => 500_000 + second * 100, []],
	])('%s', (_, seconds, subscriptionsAt, expected) => {
		const model = saying(seconds, second => ({subscriptions: subscriptionsAt(second)}));
		expect(said(model, 'subscriptions-growing')).toEqual(expected);
	});

	test('that leak are told once, from when they are told until they stop, however old the server is', () => {
		for (let age = 40; age <= 110; age += 7) {
			const young = new MadeServer('y');
			young.startedAt = noon - age * 1000;
			const told: boolean[] = [];
			const model = replay([linkUp(noon)]);
			const afterTick = (): void => void told.push(said(model, 'subscriptions-growing').length > 0);
			for (let second = 0; second <= 150; second += 2) {
				replay([young.heartbeat(noon + second * 1000, {subscriptions: 50 + second * 100})], {model, afterTick});
			}
			const first = told.indexOf(true);
			expect(first).toBeGreaterThan(45);
			expect(told.slice(first)).not.toContain(false);
		}
	});

	test('of a server that has just begun are no leak', () => {
		const young = new MadeServer('y');
		young.startedAt = noon;
		expect(
			said(
				saying(100, second => ({subscriptions: 500 + second * 100}), young),
				'subscriptions-growing',
			),
		).toEqual([]);
	});
});

describe('memory', () => {
	test.each<[string, (second: number) => Fields, readonly string[]]>([
		[
			'that grows, of its limit',
			second => ({mem: (100 + second) * mebibyte, gomemlimit: 1000 * mebibyte}),
			['warn memory-growing: n1 memory +59.7 MiB/min for 4m 30s, 400 MiB now, 40 % of GOMEMLIMIT'],
		],
		['that goes up and down', second => ({mem: (100 + (second % 60)) * mebibyte}), []],
	])('%s', (_, statszAt, expected) => {
		expect(said(saying(300, statszAt), 'memory-growing')).toEqual(expected);
	});
});

describe('traffic', () => {
	/** Messages a second before and after two minutes. */
	function traffic(before: number, after: number): Model {
		return saying(150, second => {
			const messages = second <= 120 ? before * second : before * 120 + after * (second - 120);
			return {sent: {msgs: messages, bytes: 0}, received: {msgs: 0, bytes: 0}};
		});
	}

	test.each<[number, number, readonly string[]]>([
		[40, 5000, ['note traffic-change: n1 5,000/s messages, usually 40/s']],
		[5000, 100, ['note traffic-change: n1 100/s messages, usually 5,000/s']],
		[2000, 5000, []],
		[4, 400, []],
	])('of %i and then %i a second', (before, after, expected) => {
		expect(said(traffic(before, after), 'traffic-change')).toEqual(expected);
	});

	test('of an account is told of the account', () => {
		const server = new MadeServer('n1');
		const model = replay([linkUp(noon)]);
		for (let second = 0; second <= 150; second += 10) {
			const at = noon + second * 1000;
			const messages = second <= 120 ? 40 * second : 4800 + 5000 * (second - 120);
			const share = {
				conns: 1,
				leafnodes: 0,
				total_conns: 1,
				num_subscriptions: 1,
				sent: {msgs: messages, bytes: 0},
				received: {msgs: 0, bytes: 0},
				slow_consumers: 0,
			};
			replay([server.heartbeat(at), server.share(at, 'APP', share)], {model});
		}
		expect(said(model, 'traffic-change')).toEqual(['note traffic-change: account APP 5,000/s messages, usually 40/s']);
	});
});

describe('a cluster', () => {
	test.each<[readonly number[], readonly string[]]>([
		[[400, 100, 100], ['note uneven-load: a has 400 of 600 connections of cluster east, 3 servers']],
		[[240, 180, 180], []],
		[[40, 1, 1], []],
	])('with connections %j', (connections, expected) => {
		const servers = ['a', 'b', 'c'].map(name => new MadeServer(name));
		const model = replay([linkUp(noon)]);
		for (let at = noon; at <= noon + 70_000; at += 5000) {
			replay(
				servers.map((server, index) => server.heartbeat(at, {connections: connections[index]})),
				{model},
			);
		}
		expect(said(model, 'uneven-load')).toEqual(expected);
	});

	test('with JetStream off on one server, and with errors of its API', () => {
		const servers = ['a', 'b', 'c'].map(name => new MadeServer(name));
		const model = replay([linkUp(noon)]);
		for (let at = noon; at <= noon + 30_000; at += 5000) {
			const api = {total: (at - noon) / 10, errors: (at - noon) / 50};
			const jetstream = {config: {}, stats: {memory: 0, storage: 0, api}};
			replay(
				servers.map(server => server.heartbeat(at, server.name === 'c' ? {} : {jetstream})),
				{model},
			);
		}
		expect(said(model, 'jetstream-off')).toEqual([
			'note jetstream-off: c JetStream off, on at 2 others of cluster east',
		]);
		expect(said(model, 'jetstream-api-errors')).toEqual([
			'warn jetstream-api-errors: a JetStream API errors 20/s of 100/s',
			'warn jetstream-api-errors: b JetStream API errors 20/s of 100/s',
		]);
	});
});

test('a route whose other end does not keep up', () => {
	const route = {rid: 1, name: 'n2', sent: {msgs: 1, bytes: 1}, received: {msgs: 1, bytes: 1}, pending: 12 * mebibyte};
	expect(
		said(
			saying(20, () => ({routes: [route]})),
			'route-pending',
		),
	).toEqual(['warn route-pending: n1 route to n2 has 12.0 MiB pending: it does not keep up']);
	expect(
		said(
			saying(20, () => ({routes: [{...route, pending: 2000}]})),
			'route-pending',
		),
	).toEqual([]);
});
