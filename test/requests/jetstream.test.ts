// JSZ of a real cluster, as the view of JetStream asks for it: counts that add up, the meta group by name from whoever is
// left, and no leader when its quorum is lost. And what is made of odd answers.
import fc from 'fast-check';
import {afterAll, describe, expect, test} from 'vitest';
import {ingest} from '../../source/core/ingest.ts';
import {metaGroups} from '../../source/model/meta-group.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import type {Server} from '../../source/model/server.ts';
import {jetStreamOf, jetStreamOfAll, jetStreamOfLeader} from '../../source/requests/jetstream.ts';
import {metaInWords} from '../../source/views/meta-words.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {connectAs, startCluster, stopServers} from '../helpers/nats-server.ts';
import {startWatch, type Watch} from '../tutorial/watch.ts';

let watch: Watch | undefined;

afterAll(async () => {
	await watch?.stop();
	await stopServers();
});

const tenants = `accounts {
	SYS { users: [ { user: sys, password: pw } ] }
	APP { jetstream: enabled, users: [ { user: app, password: pw } ] }
}
system_account: SYS`;

function countsOf({jetStreamReport: report}: Server) {
	return report === undefined || report.counts === 'off' ? undefined : report.counts;
}

test('a real cluster counts its streams once by their leaders, and names its members when most of them are lost', async () => {
	const servers = await startCluster(3, {jetstream: true, accounts: tenants});
	const [first, ...others] = servers;
	if (first === undefined) throw new Error('there is no server');
	const watching = await startWatch(['-s', first.url, '--user', 'sys', '--password', 'pw']);
	watch = watching;
	const {model} = watching;
	const known = () => [...model.servers.values()];
	const ask = (request: {readonly subject: string; readonly body: string}) =>
		watching.ask(request.subject, request.body);
	const ping = () => watching.ask('$SYS.REQ.SERVER.PING');
	const led = await watching.until('a meta leader with peers that are current', () => {
		ping();
		const [group] = metaGroups(model);
		if (group?.size !== 3 || group.heard.length !== 3 || group.state.kind !== 'led') return undefined;
		return group.state.peers?.length === 2 && group.state.peers.every(one => one.current) && group;
	});
	expect(led).toMatchObject({size: 3, quorum: 2, isRescue: false, domain: ''});
	expect(metaInWords(model).map(({text}) => text)).toEqual([
		expect.stringMatching(/^meta n[123] \(3 peers, lag \d+\)$/),
	]);

	const client = await connectAs(first, 'app');
	for (const [name, replicas] of [
		['ALL', 3],
		['ONE', 1],
	] as const) {
		const stream = {name, subjects: [`${name}.>`], storage: 'file', retention: 'limits', num_replicas: replicas};
		const answer = await client.request(`$JS.API.STREAM.CREATE.${name}`, JSON.stringify(stream), {timeout: 20_000});
		expect(answer.json()).not.toHaveProperty('error');
	}
	await client.close();
	const sum = (name: 'streams' | 'streamsLed') =>
		known().reduce((all, server) => all + (countsOf(server)?.[name] ?? 0), 0);
	await watching.until('both streams with their leaders', () => {
		ask(jetStreamOfAll);
		return sum('streams') === 4 && sum('streamsLed') === 2;
	});
	// Only the leader answers to what only leaders are asked.
	ask(jetStreamOfLeader);
	const asked = watching.messages.findLast(({text}) => text === jetStreamOfLeader.body);
	const answersOf = () => watching.messages.filter(({subject}) => subject.startsWith(`${asked?.reply}.`));
	await watching.until('the answer of the leader', () => answersOf().length > 0);
	await watching.settle();
	expect(answersOf().map(({text}) => JSON.parse(text).server.name)).toEqual([
		led.state.kind === 'led' ? led.state.leader : '',
	]);
	const [page] = known();
	expect(watching.page({kind: 'jetstream', id: page?.id ?? ''}).polls.map(({request}) => request)).toContainEqual(
		jetStreamOf(page?.id ?? ''),
	);

	await Promise.all(others.map(server => server.kill()));
	const lost = await watching.until(
		'the loss of the quorum',
		() => {
			ping();
			const [group] = metaGroups(model);
			return group?.heard.length === 1 && group.state.kind === 'leaderless' && group;
		},
		60_000,
	);
	expect(lost.state).toEqual({kind: 'leaderless', missing: ['n2', 'n3']});
	expect(metaInWords(model)).toEqual([{text: 'no leader: 1 of 3 answers, need 2: missing n2 n3', style: 'bad'}]);
	expect(watching.text('jetstream')).toMatch(/\n no leader: 1 of 3 answers, need 2: missing n2 n3\n/);

	// One who comes only now learns the names from the one that is left.
	const late = await startWatch(['-s', first.url, '--user', 'sys', '--password', 'pw']);
	try {
		const {subject, body} = jetStreamOfAll;
		late.ask('$SYS.REQ.SERVER.PING');
		late.ask(subject, body);
		const [group] = await late.until('the names', () => {
			const groups = metaGroups(late.model);
			return late.model.metaMembers.size > 0 && groups.length > 0 && groups;
		});
		expect(group?.state).toEqual({kind: 'leaderless', missing: ['n2', 'n3']});
	} finally {
		await late.stop();
	}
});

function answered(subject: string, data: unknown, more = {}): Model {
	const model = createModel();
	const n1 = new MadeServer('n1', more);
	ingest(model, linkUp(noon));
	ingest(model, n1.heartbeat(noon));
	ingest(model, n1.message(noon + 1, `_INBOX.t.${subject}`, {data}));
	return model;
}

function reportOf(model: Model) {
	const [server] = model.servers.values();
	return server?.jetStreamReport;
}

describe('an answer', () => {
	const {subject} = jetStreamOfAll;
	const data = {server_id: 'N1', streams: 3, consumers: 4, messages: 5, bytes: 6};

	test('of a server where JetStream is off says just that', () => {
		expect(reportOf(answered(subject, {...data, disabled: true}))).toMatchObject({counts: 'off'});
	});

	test('without the counts of leaders means none led, unless the server is too old to count', () => {
		const led = (ver: string) => {
			const counts = reportOf(answered(subject, data, {ver}))?.counts;
			return counts === 'off' ? undefined : counts?.streamsLed;
		};
		expect(['2.15.2', '2.12.1', '2.12.0', '2.10.29'].map(led)).toEqual([0, 0, undefined, undefined]);
	});

	test('that is an error, or nothing like it, is not taken', () => {
		for (const odd of [null, [], 'x', {}, {server_id: 7}]) expect(reportOf(answered(subject, odd))).toBeUndefined();
	});

	test('of any shape never throws, and no number is made up', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (part, meta) => {
				const model = answered(subject, {
					server_id: 'N1',
					streams: part,
					bytes: part,
					meta_cluster: {leader: part, cluster_size: 3, replicas: [meta, part], quorum_needed: meta},
				});
				const counts = reportOf(model)?.counts;
				if (counts === undefined || counts === 'off') throw new Error('it was not taken');
				for (const value of [counts.streams, counts.bytes, counts.consumers]) {
					expect(value === undefined || (value >= 0 && Number.isFinite(value))).toBe(true);
				}
				expect(model.metaMembers.size).toBeLessThanOrEqual(1);
			}),
		);
	});
});
