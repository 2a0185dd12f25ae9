// What is concluded of who leaves and who comes: deploys, leafnodes that stay away, clients of a server that was lost.
import {describe, expect, test} from 'vitest';
import type {Model} from '../../source/model/model.ts';
import type {Message} from '../../source/wire/message.ts';
import {linkUp, MadeServer, noon, timeText} from '../events/made-server.ts';
import {passTo, replay, replayed, sentencesOf, toldOf} from '../helpers/replay.ts';

const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')];

function said(model: Model, rule: string): readonly string[] {
	return sentencesOf(toldOf(model).filter(problem => problem.rule === rule && problem.overAt === undefined));
}

describe('a deploy', () => {
	type App = {readonly name: string; readonly ver?: string};

	/** Each of so many clients leaves as the one and comes as the other. */
	function updated(from: App, to: App, many: number): Model {
		const messages = Array.from({length: many}, (_, index): readonly Message[] => {
			const at = noon + 20_000 + index * 1000;
			return [n1.disconnect(at, 100 + index, {...from}), n1.connect(at + 200, 200 + index, {...to})];
		}).flat();
		const came = Array.from({length: many}, (_, index) => n1.connect(noon + index, 100 + index, {...from}));
		return replay([linkUp(noon), ...came, ...messages]);
	}

	test.each<[App, App, number, readonly string[]]>([
		[
			{name: 'checkout-1.37.0'},
			{name: 'checkout-1.38.0'},
			20,
			['note deploy: checkout deploy 1.37.0 → 1.38.0, 20 clients in 19 s'],
		],
		[
			{name: 'orders', ver: '1.41.0'},
			{name: 'orders', ver: '1.42.0'},
			3,
			['note deploy: orders deploy go 1.41.0 → go 1.42.0, 3 clients in 2.0 s'],
		],
		[{name: 'orders'}, {name: 'orders'}, 20, []],
		[{name: 'checkout-1.37.0'}, {name: 'billing-1.38.0'}, 20, []],
		[{name: 'checkout-1.37.0'}, {name: 'checkout-1.38.0'}, 1, []],
	])('from %j to %j of %i', (from, to, many, expected) => {
		expect(said(updated(from, to, many), 'deploy')).toEqual(expected);
	});

	test('is none where both versions stay', () => {
		const both = Array.from({length: 10}, (_, index) =>
			n1.connect(noon + index, 100 + index, {name: index < 5 ? 'app-1.0' : 'app-1.1'}),
		);
		expect(said(replay([linkUp(noon), ...both]), 'deploy')).toEqual([]);
	});
});

describe('a leafnode', () => {
	const leaf = {kind: 'Leafnode', name: 'edge-7', user: undefined, lang: undefined};
	const lived = {start: timeText(noon - 600_000)};

	test('that was lost and stays away is told until it comes back', () => {
		const model = replay([linkUp(noon), n1.heartbeat(noon), n1.disconnect(noon + 1000, 100, {...leaf, ...lived})]);
		passTo(model, noon + 3000);
		expect(said(model, 'leafnode-down')).toEqual([]);
		replay([n1.heartbeat(noon + 10_000)], {model});
		passTo(model, noon + 13_000);
		expect(said(model, 'leafnode-down')).toEqual([
			'warn leafnode-down: edge-7 leafnode down for 12 s, account APP, was on n1: Client Closed',
		]);
		replay([n1.connect(noon + 14_000, 101, leaf)], {model});
		passTo(model, noon + 15_000);
		expect(said(model, 'leafnode-down')).toEqual([]);
	});

	test('that comes back elsewhere is not down', () => {
		const model = replay([
			linkUp(noon),
			n1.disconnect(noon + 1000, 100, {...leaf, ...lived}),
			n2.connect(noon + 2000, 9, leaf),
			n1.heartbeat(noon + 9000),
		]);
		passTo(model, noon + 10_000);
		expect(said(model, 'leafnode-down')).toEqual([]);
	});
});

test('clients of a server that was stopped stand with those who came to others', () => {
	const model = replay([
		linkUp(noon),
		n1.heartbeat(noon, {connections: 3}),
		n2.heartbeat(noon, {connections: 9}),
		n2.goodbye(noon + 1000, 'SHUTDOWN'),
		...Array.from({length: 8}, (_, index) => n1.connect(noon + 1100 + index * 100, 100 + index, {name: `c${index}`})),
		// Our own, as linkUp() tells it.
		n1.connect(noon + 2000, 7, {name: 'nats-top-sys'}),
		n1.heartbeat(noon + 5000, {connections: 11}),
	]);
	passTo(model, noon + 6000);
	expect(said(model, 'lost-clients')).toEqual([
		'note lost-clients: clients of n2 shut down, had 9 connections → 8 connects on n1 in 0.8 s',
	]);
});

test('a client that comes and goes by itself is none of a server that was lost', () => {
	const looping = Array.from({length: 40}, (_, index) => {
		const at = noon - 4000 + index * 300;
		const client = {name: 'looping', start: timeText(at)};
		return [n1.connect(at, 500 + index, client), n1.disconnect(at + 100, 500 + index, client)];
	}).flat();
	const others = [
		linkUp(noon - 5000),
		n1.heartbeat(noon - 5000, {connections: 3}),
		n2.heartbeat(noon - 5000, {connections: 9}),
		n2.goodbye(noon + 1000, 'SHUTDOWN'),
		...Array.from({length: 8}, (_, index) => n1.connect(noon + 1100 + index * 100, 100 + index, {name: `c${index}`})),
	];
	const model = replay([...others, ...looping].toSorted((one, other) => one.at - other.at));
	passTo(model, noon + 9000);
	expect(said(model, 'lost-clients')).toEqual([
		'note lost-clients: clients of n2 shut down, had 9 connections → 8 connects on n1 in 0.8 s',
	]);
});

test('clients of a server that drained before it stopped were gone when it did', () => {
	const model = replay([
		linkUp(noon),
		n1.heartbeat(noon, {connections: 3}),
		n2.heartbeat(noon, {connections: 4}),
		n2.goodbye(noon + 1000, 'LAMEDUCK'),
		...Array.from({length: 4}, (_, index) => n1.connect(noon + 5000 + index * 100, 100 + index, {name: `c${index}`})),
		n2.goodbye(noon + 60_000, 'SHUTDOWN'),
		n1.heartbeat(noon + 61_000, {connections: 7}),
	]);
	passTo(model, noon + 62_000);
	expect(said(model, 'lost-clients')).toEqual([
		'note lost-clients: clients of n2 drained, then shut down, had 4 connections → 4 connects on n1 in 4.3 s',
	]);
});

test('an account near the limit of its claims', () => {
	const model = replayed('claims-update');
	expect(said(model, 'near-limit')).toEqual([]);
});
