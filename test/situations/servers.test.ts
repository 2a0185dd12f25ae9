// Real servers that die, come back and are missing: verdict, rows, list of problems and JSON say the same of them.
import {afterAll, describe, test} from 'vitest';
import {endProgramsAfterAll, runPiped} from '../e2e/program.ts';
import {endWatches, type Moment, watchLive} from '../helpers/live.ts';
import {accounts, connectAs, type NatsServer, startCluster, startServer, stopServers} from '../helpers/nats-server.ts';
import {setAsidePort} from '../topologies/ports.ts';
import {startServers} from '../topologies/servers.ts';

endProgramsAfterAll();
afterAll(async () => {
	await endWatches();
	await stopServers();
});

const login = '--user sys --password pw';
const silent = /^silent \d+(?:\.\d)? s \(expected ≤ \d+ s\)$/;
const restarted = /^restarted \d:\d\d ago without a shutdown notice(?:, had \d+ connections?)?$/;

const stateOf = (name: string, state: string) => (moment: Moment) => moment.servers[name]?.json.state === state;

function sentencesAt({problems}: Moment): readonly string[] {
	return problems.filter(({overAt}) => overAt === undefined).map(({who, text}) => `${who} ${text}`);
}

const clusterOf = (name: string) => `cluster { name: ${name}, listen: "127.0.0.1:-1" }`;

/** A server called `nats-0` that extends the system account of a hub, in a cluster of its own. */
function extend(cluster: string, hubPort: number): Promise<NatsServer> {
	const remote = `{url: "nats://sys:pw@127.0.0.1:${hubPort}", account: SYS}`;
	return startServer({
		name: 'nats-0',
		config: `${clusterOf(cluster)}\nleafnodes { remotes: [ ${remote} ], reconnect: 1s }`,
	});
}

describe.concurrent('servers of one name', () => {
	test('in several clusters are told apart wherever they are named', async ({expect}) => {
		const port = await setAsidePort();
		const hub = await startServer({
			name: 'nats-0',
			config: `${clusterOf('hub')}\nleafnodes { listen: "127.0.0.1:${port}" }`,
		});
		const [edge1, edge2] = await Promise.all([extend('edge1', port), extend('edge2', port)]);
		const live = await watchLive(`-s ${hub.url} ${login}`);
		await live.second('all three are heard', ({servers}) => Object.keys(servers).length === 3);
		await edge1.kill('SIGKILL');
		await live.second('the first is silent', stateOf('edge1/nats-0', 'silent'));
		await edge2.kill('SIGKILL');
		await edge2.restart();
		const moment = await live.second('the second was restarted', stateOf('edge2/nats-0', 'restarted'));

		expect(Object.keys(moment.servers).sort()).toEqual(['edge1/nats-0', 'edge2/nats-0', 'hub/nats-0']);
		expect(moment.servers).toMatchObject({
			'edge1/nats-0': {state: expect.stringMatching(/^silent \d+(?:\.\d)? s$/), json: {state: 'silent'}},
			'edge2/nats-0': {state: expect.stringMatching(/^restarted 0:\d\d$/), json: {state: 'restarted'}},
			'hub/nats-0': {state: '', problems: [], json: {state: 'up'}},
		});
		expect(moment.servers['edge1/nats-0']?.problems).toEqual([expect.stringMatching(silent)]);
		expect(moment.servers['edge2/nats-0']?.problems).toEqual([expect.stringMatching(restarted)]);
		expect(moment.verdict).toMatch(
			/^ ▲ 2 problems {2}edge1\/nats-0 silent \d+(?:\.\d)? s \(.*?\) · edge2\/nats-0 restarted 0:\d\d ago without a shutdown notice/,
		);
		const listed = live.screen('!').filter((row, index) => index > 2 && / (?:silent|restarted)-server$/.test(row));
		expect(listed).toEqual([
			expect.stringMatching(/edge1\/nats-0 +silent /),
			expect.stringMatching(/edge2\/nats-0 +restarted /),
		]);
		const events = live.screen('1').filter(row => /nats-0/.test(row) && /silent|restarted/.test(row));
		expect(events.join('\n')).toMatch(/edge1\/nats-0/);
		expect(events.filter(row => / nats-0 /.test(row))).toEqual([]);
		expect(live.json().problems.map(({rule, who}) => [rule, who])).toEqual([
			['silent-server', 'edge1/nats-0'],
			['restarted-server', 'edge2/nats-0'],
		]);
		// It never looked as though one server had died and come back.
		expect(live.history.flatMap(({problems}) => problems.filter(({who}) => who === 'nats-0'))).toEqual([]);
	});

	test('in one cluster are told apart by their ids, with a note that names should be unique', async ({expect}) => {
		// A server takes one leafnode of a name only.
		const ports = await Promise.all([setAsidePort(), setAsidePort()]);
		const plans = ports.map((port, index) => ({
			name: `hub-${index + 1}`,
			cluster: 'hub',
			accounts,
			config: `leafnodes { listen: "127.0.0.1:${port}" }`,
		}));
		const [[hub], others] = await Promise.all([
			startServers(plans),
			Promise.all(ports.map(port => extend('edge', port))),
		]);
		const live = await watchLive(`-s ${hub?.url} ${login}`);
		const isEdge = (name: string) => /^nats-0 \(N[A-Z2-7]{5}\)$/.test(name);
		const both = await live.second(
			'both have a name of their own',
			({servers}) => Object.keys(servers).filter(isEdge).length === 2,
		);
		const names = Object.keys(both.servers).filter(isEdge);
		expect(sentencesAt(both)).toEqual([
			expect.stringMatching(
				/^same name 2 servers of cluster edge are called nats-0 \(N\w{5} N\w{5}\); server names should be unique$/,
			),
		]);
		await others[0]?.kill('SIGKILL');
		const moment = await live.second('one is silent', ({servers}) =>
			names.some(name => servers[name]?.json.state === 'silent'),
		);
		const [dead, alive] = names.toSorted(name => (moment.servers[name]?.json.state === 'silent' ? -1 : 1));
		expect(moment.servers[alive ?? '']).toMatchObject({state: '', problems: []});
		expect(moment.verdict).toContain(`▲ 1 problem  ${dead} silent `);
	});
});

describe.concurrent('a server of three', () => {
	test('that was killed before the program started is missing by its name', async ({expect}) => {
		const servers = await startCluster(3, {jetstream: true});
		const [first] = servers;
		if (first === undefined) throw new Error('there are three');
		const dead = await anotherThanTheLeader(first, servers);
		await dead.kill('SIGKILL');
		const alive = servers.filter(server => server !== dead);
		const address = alive.map(({url}) => url).join(',');

		const {exitCode, said} = await runPiped(`-s ${address} ${login} --json`);
		const told = JSON.parse(said);
		expect({exitCode, complete: told.complete, servers: told.servers.length}).toEqual({
			exitCode: 0,
			complete: false,
			servers: 2,
		});
		expect(told.problems).toEqual([expect.objectContaining({rule: 'missing-server', who: dead.name})]);

		const live = await watchLive(`-s ${address} ${login}`);
		const moment = await live.second('it is a problem', ({problems}) =>
			problems.some(({severity}) => severity !== 'note'),
		);
		expect(sentencesAt(moment)).toEqual([expect.stringMatching(new RegExp(`^${dead.name} was not heard: n\\d `))]);
		expect(moment.verdict).toContain(`▲ 1 problem  ${dead.name} was not heard: `);
		expect(live.screen()[0]).toContain(' 2/3 servers ');
		expect(live.json().complete).toBe(false);
		await dead.restart();
		const back = await live.second('it is heard', stateOf(dead.name, 'up'));
		expect(back.problems.map(({who, overAt}) => [who, overAt !== undefined])).toEqual([[dead.name, true]]);
		expect(sentencesAt(back)).toEqual([]);
	});

	test('is restarted, and the next one, and the next: that is one piece of news', async ({expect}) => {
		const servers = await startCluster(3);
		const live = await watchLive(`-s ${servers[2]?.url} ${login}`);
		await live.second('all are heard', ({servers: heard}) => Object.keys(heard).length === 3);
		for (const server of servers.slice(0, 2)) {
			await server.kill('SIGTERM');
			await live.second(`${server.name} has stopped`, stateOf(server.name, 'stopped'));
			await server.restart();
			await live.second(`${server.name} is back`, stateOf(server.name, 'restarted'));
		}
		const moment = await live.second('it is one piece of news', ({problems}) =>
			problems.some(({rule}) => rule === 'rolling-restart'),
		);
		const version = /, all back on \d+\.\d+\.\d+/;
		expect(moment.servers).toMatchObject({
			n1: {problems: [], json: {state: 'restarted'}},
			n2: {problems: []},
			n3: {state: ''},
		});
		expect(sentencesAt(moment)).toEqual([
			expect.stringMatching(/^rolling restart n1 n2 in \d+(?:\.\d)? s, all back on \d+\.\d+\.\d+$/),
		]);
		expect(moment.verdict).toMatch(/^ ● OK {2}3\/3 servers, .* · rolling restart n1 n2 in /);
		expect(moment.verdict).toMatch(version);
		expect(live.json().problems).toMatchObject([{rule: 'rolling-restart', severity: 'note'}]);
		expect(live.history.flatMap(({problems}) => problems.filter(({rule}) => rule === 'silent-server'))).toEqual([]);
	});
});

/** One that does not lead the meta group, as soon as all three are in that. */
async function anotherThanTheLeader(first: NatsServer, servers: readonly NatsServer[]): Promise<NatsServer> {
	const client = await connectAs(first, 'sys');
	const end = Date.now() + 30_000;
	while (Date.now() < end) {
		const options = {strategy: 'count', maxMessages: servers.length, maxWait: 300} as const;
		for await (const answer of await client.requestMany('$SYS.REQ.SERVER.PING', '', options)) {
			const {statsz} = answer.json<{
				statsz: {jetstream?: {meta?: {leader?: string; replicas?: {current: boolean}[]}}};
			}>();
			const {leader, replicas = []} = statsz.jetstream?.meta ?? {};
			const isWhole = replicas.length === servers.length - 1 && replicas.every(({current}) => current);
			const other = servers.find(({name}) => name !== leader);
			if (isWhole && other !== undefined) return other;
		}
	}
	throw new Error('no leader tells of the other two');
}
