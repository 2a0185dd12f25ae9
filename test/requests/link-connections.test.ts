// ROUTEZ and GATEWAYZ of real servers, as the page of a link asks for them, of the demo, and what is made of odd answers.
import fc from 'fast-check';
import {afterAll, describe, expect, test} from 'vitest';
import {ingest} from '../../source/core/ingest.ts';
import {type LinkReport, mostLinkConnections, mostLinkReports} from '../../source/model/link-connections.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import type {Poll} from '../../source/asking/poll.ts';
import type {Target} from '../../source/ui/target.ts';
import {routesTold} from '../../source/wire/link-connections.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {connectAs, stopServers} from '../helpers/nats-server.ts';
import {messagesOf} from '../helpers/replay.ts';
import {startSupercluster} from '../topologies/config-accounts.ts';
import {startWatch, type Watch} from '../tutorial/watch.ts';
import {LiveDemo} from '../views/live-demo.ts';

let watch: Watch | undefined;

afterAll(async () => {
	await watch?.stop();
	await stopServers();
});

function sendAll(watching: Watch, polls: readonly Poll[]): void {
	for (const {request} of polls) watching.send(request);
}

test('real servers tell of their routes and gateways, each by account and with rates from the second look on', async () => {
	const topology = await startSupercluster();
	const watching = await startWatch(topology.commandLine);
	watch = watching;
	watching.ask('$SYS.REQ.SERVER.PING');
	const idOf = (name: string) => [...watching.model.servers.values()].find(server => server.name === name)?.id ?? '';
	await watching.until('statistics with routes and gateways', () => {
		watching.ask('$SYS.REQ.SERVER.PING');
		return /4 of 4 gateways|2 of 2 routes · 2 of 2 gateways/.test(watching.text('links'));
	});
	const route: Target = {kind: 'route', one: idOf('e1'), other: idOf('e2')};
	const before = watching.page(route);
	expect(before.text).toMatch(/\n e1 → e2 .*\n routes +4 connections\n/);
	expect(before.text).toMatch(/\n connections +asks e1: 1 answer every 10 s, about 2\.2 KiB\n/);
	sendAll(watching, before.polls);
	await watching.until('connections of both ends', () => {
		const {text} = watching.page(route);
		return (text.match(/\n connections +told/g) ?? []).length === 2;
	});
	const told = watching.page(route).text;
	// Of the four, one is for the system account alone, at both ends.
	expect(told.match(/^ \d+ +SYS +127\.0\.0\.1:\d+ /gm)).toHaveLength(2);
	expect(told.match(/^ \d+ +shared +127\.0\.0\.1:\d+ /gm)).toHaveLength(6);
	expect(told).toContain('compression off, up ');
	await watching.until('rates', async () => {
		sendAll(watching, before.polls);
		await new Promise<void>(resolve => setImmediate(resolve));
		return /^ \d+ +SYS .* [\d.]+\/s +[\d.]+\/s$/m.test(watching.page(route).text);
	});
	const gateway: Target = {kind: 'gateway', from: 'west', to: 'east'};
	const asked = watching.page(gateway).polls;
	expect(asked).toHaveLength(4);
	sendAll(watching, asked);
	await watching.until('gateways of both ends', () => {
		const {text} = watching.page(gateway);
		return (text.match(/\n connections +told/g) ?? []).length === 4;
	});
	const {text} = watching.page(gateway);
	// Each of both dials one server, and these two tell of it.
	expect(text.match(/^ \d+ +outbound +127\.0\.0\.1:\d+ /gm)).toHaveLength(2);
	expect(text.match(/^ \d+ +inbound +127\.0\.0\.1:\d+ /gm)).toHaveLength(2);
	expect(text).toMatch(/Outbound, servers of west {2}dialled: e[12]/);
	await connectAs(topology.far, 'app');
});

test('the routes of a recorded cluster are read with their accounts, addresses and round trips', () => {
	const [first] = messagesOf('ping-all-endpoints').filter(({subject}) => /^_INBOX.*PING\.ROUTEZ$/.test(subject));
	const {data} = JSON.parse(first?.text ?? '{}') as {data: unknown};
	const told = routesTold(data);
	expect(told?.connections).toHaveLength(8);
	expect(told?.connections.filter(({account}) => account === 'SYS').map(({remoteName}) => remoteName)).toEqual([
		'n3',
		'n2',
	]);
	expect(told?.connections[0]?.roundTripMs).toBeCloseTo(0.206, 6);
	expect(told?.connections[0]).toMatchObject({
		cid: 22,
		remoteName: 'n3',
		address: '127.0.0.1:41108',
		pendingBytes: 0,
		compression: 'off',
		received: {messages: 0, bytes: 0},
	});
});

describe('the demo', () => {
	test('tells of routes as its statistics do, from both ends', () => {
		const stage = new LiveDemo(120, 60, 'links').wait(5);
		stage.press('tab', 'G', 'enter').wait(12);
		const text = stage.text();
		expect(text).toMatch(/Route w2 – w3/);
		const counted = [...text.matchAll(/since the start ([\d.,kM]+) in .*, ([\d.,kM]+) out/g)].map(found => [
			found[1],
			found[2],
		]);
		expect(counted).toHaveLength(8);
		// What one end has sent, the other has received.
		for (const [index, [received, sent]] of counted.slice(0, 4).entries()) {
			expect(counted[index + 4]).toEqual([sent, received]);
		}
	});

	test('tells of gateways, and who was dialled', () => {
		const stage = new LiveDemo(120, 60, 'links').wait(5).press('tab', 'g', 'enter').wait(12);
		expect(stage.text()).toMatch(/Outbound, servers of east {2}dialled: w1 w2 w3/);
		expect(stage.text()).toMatch(/ \d+ +inbound +10\.1\.\d+\.1:7222 /);
	});
});

function answered(verb: string, body: string, ...answers: readonly (readonly [after: number, data: unknown])[]): Model {
	const model = createModel();
	const n1 = new MadeServer('n1');
	ingest(model, linkUp(noon));
	ingest(model, n1.heartbeat(noon));
	for (const [after, data] of answers) {
		ingest(model, n1.message(noon + after, `_INBOX.t.$SYS.REQ.SERVER.${n1.id}.${verb}${body}`, {data}));
	}
	return model;
}

function onlyReport({linkReports}: Model): LinkReport | undefined {
	return [...linkReports.values()][0];
}

describe('routes', () => {
	const route = (more: object) => ({num_routes: 1, routes: [{rid: 1, remote_name: 'n2', ...more}]});

	test('have rates by the clock of the server, and a counter that falls has none', () => {
		const model = answered(
			'ROUTEZ',
			'',
			[0, route({in_msgs: 100, out_msgs: 50, in_bytes: 1000})],
			[10_000, route({in_msgs: 400, out_msgs: 40, in_bytes: 2000})],
		);
		expect(onlyReport(model)?.connections[0]?.rates).toEqual({
			messagesIn: 30,
			messagesOut: undefined,
			bytesIn: 100,
			bytesOut: undefined,
		});
	});

	test('of two answers at once only the first is taken, and a connection that is new has no rate', () => {
		const model = answered('ROUTEZ', '', [0, route({in_msgs: 1})], [200, route({in_msgs: 9})]);
		expect(onlyReport(model)?.connections[0]?.received.messages).toBe(1);
		const renewed = answered('ROUTEZ', '', [0, route({in_msgs: 1})], [9000, route({rid: 2, in_msgs: 9})]);
		expect(onlyReport(renewed)?.connections[0]?.rates).toBeUndefined();
	});

	test('are kept up to a bound, and what is not is counted', () => {
		const routes = Array.from({length: 300}, (_, rid) => ({rid, remote_name: 'n2'}));
		const model = answered('ROUTEZ', '', [0, {num_routes: 300, routes}]);
		expect(onlyReport(model)?.connections).toHaveLength(mostLinkConnections);
		expect(onlyReport(model)?.dropped).toBe(300 - mostLinkConnections);
		for (let number = 0; number < 50; number++) {
			const other = new MadeServer(`s${number}`);
			ingest(model, other.message(noon + 9000, `_INBOX.t.$SYS.REQ.SERVER.${other.id}.ROUTEZ`, {data: route({})}));
		}
		expect(model.linkReports.size).toBe(mostLinkReports);
	});
});

test('answers of any shape never throw, and no number is made up', () => {
	const isSound = (value: unknown): boolean => typeof value !== 'number' || (value >= 0 && Number.isFinite(value));
	fc.assert(
		fc.property(fc.constantFrom('ROUTEZ', 'GATEWAYZ'), fc.jsonValue(), fc.jsonValue(), (verb, part, more) => {
			const block = Object.fromEntries(
				['ip', 'port', 'start', 'rtt', 'pending_size', 'in_msgs', 'out_bytes', 'name', 'account'].map(key => [
					key,
					part,
				]),
			);
			const connection = {connection: {cid: 4, ...block}};
			const data = {
				num_routes: 2,
				routes: [more, {rid: 3, ...block}],
				outbound_gateways: {west: connection, east: more},
				inbound_gateways: {west: [connection, more], north: more},
			};
			const model = answered(verb, '', [1, data], [5000, data], [9000, more]);
			const connections = [...model.linkReports.values()].flatMap(report => report.connections);
			expect(connections.length).toBeGreaterThan(0);
			for (const {sent, received, rates, ...rest} of connections) {
				for (const value of Object.values({...rest, ...sent, ...received, ...rates})) expect(isSound(value)).toBe(true);
			}
		}),
	);
});
