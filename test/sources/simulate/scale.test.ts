import {describe, expect, test} from 'vitest';
import type {Message} from '../../../source/wire/message.ts';
import {calm} from '../../../source/sources/simulate/scenarios/calm.ts';
import {scenarios} from '../../../source/sources/simulate/scenarios/catalogue.ts';
import type {Scenario} from '../../../source/sources/simulate/scenarios/scenario.ts';
import {tour} from '../../../source/sources/simulate/scenarios/tour.ts';
import {createSystem} from '../../../source/sources/simulate/system.ts';
import {passTo, replay, toldOf} from '../../helpers/replay.ts';
import {expectations} from './scenarios/expectations.ts';
import {isTroubling, watched} from './scenarios/watched-system.ts';
import {captured, kindOf} from './key-paths.ts';

const startAt = Date.UTC(2026, 10, 23, 12);

type Statsz = {
	readonly server: {readonly name: string; readonly cluster: string};
	readonly statsz: {
		readonly connections: number;
		readonly active_servers: number;
		readonly routes?: ReadonlyArray<{readonly name: string}>;
		readonly gateways?: ReadonlyArray<{readonly name: string; readonly inbound_connections: number}>;
	};
};

const statszOf = (messages: readonly Message[]): Statsz[] =>
	messages.filter(({subject}) => subject.endsWith('.STATSZ')).map(({text}) => JSON.parse(text) as Statsz);

/** Ten seconds: one heartbeat of each. */
const heartbeats = (servers: number): Statsz[] =>
	statszOf(createSystem({seed: 1, startAt, servers}).advance(startAt + 10_000));

test('servers are named by cluster, twenty in each', () => {
	const told = heartbeats(50);
	const names = told.map(({server}) => server.name);
	expect(new Set(names).size).toBe(50);
	expect(names).toContain('c01-n01');
	expect(names).toContain('c03-n10');
	expect(names).not.toContain('c03-n11');
	expect(new Set(told.map(({statsz}) => statsz.active_servers))).toEqual(new Set([50]));
	expect(Math.min(...told.map(({statsz}) => statsz.connections))).toBeGreaterThan(800);
});

describe('links', () => {
	test('pool of three and one for the system account up to ten peers, one beyond', () => {
		const routes = (servers: number): number | undefined => heartbeats(servers)[0]?.statsz.routes?.length;
		expect(routes(11)).toBe(40);
		expect(routes(12)).toBe(11);
		expect(routes(20)).toBe(19);
		expect(routes(1)).toBeUndefined();
	});

	test('gateways to all clusters, as real ones find each other all', () => {
		const gateways = (servers: number): number | undefined =>
			statszOf(createSystem({seed: 1, startAt, servers}).advance(startAt + 3000))[0]?.statsz.gateways?.length;
		expect(gateways(20)).toBeUndefined();
		expect(gateways(50)).toBe(2);
		expect(gateways(500)).toBe(24);
		expect(gateways(1000)).toBe(49);
		expect(gateways(2000)).toBe(44);
	});

	test('every server has inbound gateways from each cluster of equal size', () => {
		const inbound = heartbeats(100).flatMap(
			({statsz}) => statsz.gateways?.map(gateway => gateway.inbound_connections) ?? [],
		);
		expect(inbound).toHaveLength(100 * 4);
		expect(new Set(inbound)).toEqual(new Set([1]));
	});
});

test('a thousand servers have all links that they should have', () => {
	const model = replay(createSystem({seed: 1, startAt, servers: 1000}).advance(startAt + 25_000));
	passTo(model, startAt + 26_000);
	expect(model.servers.size).toBe(1000);
	expect(toldOf(model).filter(({rule}) => rule === 'missing-gateway' || rule === 'missing-route')).toEqual([]);
});

test('two hundred servers have no problem for two minutes', () => {
	const {told} = watched(calm, {seconds: 120, servers: 200});
	expect(told.filter(isTroubling)).toEqual([]);
});

test.each(['server-crash', 'missing-route', 'meta-leader-lost'])('%s is told of forty servers too, by itself', name => {
	const scenario = scenarios.find(one => one.name === name);
	const expected = expectations[name];
	if (scenario === undefined || expected === undefined) throw new Error(`there is no scenario ${name}`);
	const troubling = watched(scenario, {seconds: 40, servers: 40}).told.filter(isTroubling);
	const rules = new Set(troubling.map(({rule}) => rule));
	expect(rules).toContain(expected.problem);
	expect([...rules].filter(rule => rule !== expected.problem && !expected.follows?.includes(rule))).toEqual([]);
});

test('incidents only when asked for', () => {
	const subjects = (scenario?: Scenario): Set<string> =>
		new Set(
			createSystem({seed: 1, startAt, servers: 6, scenario})
				.advance(startAt + 96_000)
				.map(({subject}) => kindOf(subject)),
		);
	expect(subjects()).not.toContain('$SYS.SERVER.<server>.SHUTDOWN');
	expect(subjects(tour)).toContain('$SYS.SERVER.<server>.SHUTDOWN');
});

test('ten thousand servers cost as much as the messages they send', () => {
	const system = createSystem({seed: 1, startAt, servers: 10_000});
	expect(system.liveServers().size).toBe(10_000);
	const messages = system.advance(startAt + 500);
	const count = (end: string): number => messages.filter(({subject}) => subject.endsWith(end)).length;
	// A twentieth of the ten seconds between heartbeats, of the thirty between CONNS, and what comes and goes.
	expect(count('.STATSZ')).toBeGreaterThan(350);
	expect(count('.STATSZ')).toBeLessThan(650);
	expect(count('.CONNS')).toBeLessThan(1000);
	expect(messages.length).toBeLessThan(2000);
	expect(Math.max(...messages.map(({text}) => text.length))).toBeLessThan(40_000);
	expect(system.advance(startAt + 501).length).toBeLessThan(20);
});

test.each([0, -1, 2.5, Number.NaN])('%d servers are refused', servers => {
	expect(() => createSystem({seed: 1, startAt, servers})).toThrow(RangeError);
});

test('a heartbeat of twenty servers in a full mesh is as long as a real one', () => {
	const [real] = captured('supercluster').filter(({subject}) => subject.endsWith('.STATSZ'));
	const system = createSystem({seed: 1, startAt, servers: 20});
	const sizes = system
		.advance(startAt + 10_000)
		.filter(({subject}) => subject.endsWith('.STATSZ'))
		.map(({text}) => text.length);
	expect(Math.min(...sizes)).toBeGreaterThan(JSON.stringify(real?.data).length);
	// 3.2 to 4.0 KB measured of idle and computed of busy servers.
	expect(Math.max(...sizes)).toBeGreaterThan(3200);
	expect(Math.max(...sizes)).toBeLessThan(6500);
});
