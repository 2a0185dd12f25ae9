// Routes and gateways that should be there.
import {describe, expect, test} from 'vitest';
import type {Model} from '../../source/model/model.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {fixtureNames, passTo, replay, replayed, sentencesOf, toldOf} from '../helpers/replay.ts';

const servers = ['a', 'b', 'c'].map(name => new MadeServer(name));

function said(model: Model): readonly string[] {
	return sentencesOf(toldOf(model).filter(({rule}) => rule === 'missing-route' || rule === 'missing-gateway'));
}

/** A pool of three routes to each of these. */
const routesTo = (...names: readonly string[]) => ({
	routes: names.flatMap((name, peer) =>
		[0, 1, 2].map(link => ({
			rid: peer * 10 + link,
			name,
			sent: {msgs: 1, bytes: 1},
			received: {msgs: 1, bytes: 1},
			pending: 0,
		})),
	),
});

function keepSaying(
	model: Model,
	from: number,
	until: number,
	peers: Readonly<Record<string, readonly string[]>>,
): Model {
	for (let at = from; at <= until; at += 2000) {
		const words = servers.map(server => server.heartbeat(at, routesTo(...(peers[server.name] ?? []))));
		replay(words, {model});
	}
	return model;
}

const whole = {a: ['b', 'c'], b: ['a', 'c'], c: ['a', 'b']};

describe('routes of a cluster', () => {
	test('that are all there are no news', () => {
		expect(said(keepSaying(replay([linkUp(noon)]), noon, noon + 20_000, whole))).toEqual([]);
	});

	test.each([
		[
			{...whole, b: ['a'], c: ['a']},
			'bad missing-route: b and c no route between them: messages between their clients are lost',
		],
		[{...whole, c: ['a']}, 'bad missing-route: b and c only b has the route: messages between their clients are lost'],
	])('of which one is missing %#', (peers, sentence) => {
		const model = keepSaying(replay([linkUp(noon)]), noon, noon + 4000, peers);
		expect(said(model)).toEqual([]);
		keepSaying(model, noon + 6000, noon + 10_000, peers);
		expect(said(model)).toEqual([sentence]);
		keepSaying(model, noon + 12_000, noon + 12_000, whole);
		passTo(model, noon + 13_000);
		expect(said(model)[0]).toMatch(/missing route over for/);
	});

	test('to a server that is silent are not told', () => {
		const model = keepSaying(replay([linkUp(noon)]), noon, noon + 4000, whole);
		for (let at = noon + 6000; at < noon + 60_000; at += 2000) {
			replay(
				servers.slice(0, 2).map(server => server.heartbeat(at, routesTo(server.name === 'a' ? 'b' : 'a'))),
				{model},
			);
		}
		expect(said(model)).toEqual([]);
	});
});

describe('gateways', () => {
	const east = new MadeServer('e', {cluster: 'east'});
	const west = new MadeServer('w', {cluster: 'west'});
	const gatewayTo = (name: string) => ({
		gateways: [{gwid: 1, name, sent: {msgs: 0, bytes: 0}, received: {msgs: 0, bytes: 0}, inbound_connections: 1}],
	});

	test('that no server of a cluster has', () => {
		const model = replay([linkUp(noon)]);
		for (let at = noon; at <= noon + 8000; at += 2000) {
			replay([east.heartbeat(at, gatewayTo('west')), west.heartbeat(at, {})], {model});
		}
		expect(said(model)).toEqual(['bad missing-gateway: gateway west → east missing: no server of it has one']);
	});

	test('that are there in both directions are no news', () => {
		const model = replay([linkUp(noon)]);
		for (let at = noon; at <= noon + 8000; at += 2000) {
			replay([east.heartbeat(at, gatewayTo('west')), west.heartbeat(at, gatewayTo('east'))], {model});
		}
		expect(said(model)).toEqual([]);
	});
});

test.each(fixtureNames)('nothing is said of the real clusters of %s', fixture => {
	const seen = new Set<string>();
	const afterTick = (model: Model): void => {
		for (const sentence of said(model)) seen.add(sentence);
	};
	replayed(fixture, {afterTick});
	expect([...seen]).toEqual([]);
});
