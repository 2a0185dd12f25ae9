// Every message of the system-account tutorial in every topology, on real servers: provoked, and looked for on the
// screen. Where a topology cannot provoke one, the table at the end says why.
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {entriesOf} from '../../source/model/journal.ts';
import {stopServers} from '../helpers/nats-server.ts';
import {type TopologyKind, topologyKinds} from '../topologies/topology-kinds.ts';
import type {Topology} from '../topologies/topology.ts';
import {record} from './record.ts';
import type {TutorialMessage} from './tutorial-message.ts';
import {tutorialTitles} from './titles.ts';
import {tutorialMessages} from './tutorial-messages.ts';
import {type Mark, tableOf} from './table.ts';
import {startWatch, type Watch} from './watch.ts';

type Running = {readonly topology: Topology; readonly watch: Watch};

const running = new Map<TopologyKind, Running>();
const started: Topology[] = [];
const shown = new Map<TopologyKind, Set<TutorialMessage>>(topologyKinds.map(kind => [kind, new Set()]));
let table = '';

// Of all servers from 2.9 on.
const expected = `
                                    CONNECT  DISCONNECT  CONNS  AUTH.ERR  leaf up  leaf down  LEAFNODE.CONNECT  LEAFNODE.DISCONNECT  STATSZ  id.STATSZ  PING  CLAIMS.UPDATE
config, one server, JetStream       ✓        ✓           ✓      ✓         – a      – a        – a               – a                  ✓       ✓          ✓     – b
config, cluster of 3, JetStream     ✓        ✓           ✓      ✓         – a      – a        – a               – a                  ✓       ✓          ✓     – b
config, 2 clusters of 2, JetStream  ✓        ✓           ✓      ✓         ✓        ✓          ✓                 – c                  ✓       ✓          ✓     – b
config, leaf with SYS               ✓        ✓           ✓      ✓         ✓        ✓          – d               – c                  ✓       ✓          ✓     – b
config, leaf without SYS            ✓        ✓           ✓      ✓         ✓        ✓          – d               – c                  ✓       ✓          ✓     – b
operator, memory                    ✓        ✓           ✓      ✓         – a      – a        – a               – a                  ✓       ✓          ✓     ✓
operator, full                      ✓        ✓           ✓      ✓         – a      – a        – a               – a                  ✓       ✓          ✓     ✓
operator, full and cache            ✓        ✓           ✓      ✓         – a      – a        – a               – a                  ✓       ✓          ✓     ✓
operator, URL                       ✓        ✓           ✓      ✓         – a      – a        – a               – a                  ✓       ✓          ✓     ✓
– a  no leafnode here
– b  accounts of a configuration file have no claims
– c  no version sends it: the end of a leafnode is a DISCONNECT of kind Leafnode
– d  only servers with gateways send it
`.slice(1, -1);

function runningOf(kind: TopologyKind): Running {
	const found = running.get(kind);
	if (found === undefined) throw new Error(`the topology "${kind.name}" does not run`);
	return found;
}

beforeAll(async () => {
	await Promise.all(
		topologyKinds.map(async kind => {
			const topology = await kind.start();
			started.push(topology);
			const watch = await startWatch(topology.commandLine);
			running.set(kind, {topology, watch});
			await watch.settle();
		}),
	);
});

afterAll(async () => {
	// While a source runs the console is its own.
	await Promise.all([...running.values()].map(({watch}) => watch.stop()));
	await Promise.all(started.map(topology => topology.stop()));
	await stopServers();
	for (const [{name}, {watch}] of running) if (name === process.env['RECORD_TOPOLOGY']) record(name, watch);
	console.log(table);
});

for (const kind of topologyKinds) {
	describe.concurrent(kind.name, () => {
		const possible = tutorialMessages.filter(message => message.whyAbsent?.(kind) === undefined);
		test.for(possible)('$title', async message => {
			const {topology, watch} = runningOf(kind);
			await message.provoke(topology, watch);
			shown.get(kind)?.add(message);
		});
	});
}

test('a leafnode that keeps its system account to itself is not seen as a server, nor are its clients', async () => {
	for (const {topology, watch} of running.values()) {
		const {outsider} = topology;
		if (outsider === undefined) continue;
		await topology.connect(outsider, 'APP', {name: 'unseen'});
		const seen = await topology.connect(topology.far, 'APP', {name: 'seen'});
		await watch.until('the client that is seen', () => watch.text('connects').includes('seen'));
		expect([...watch.model.servers.values()].map(({name}) => name)).toEqual(topology.servers.map(({name}) => name));
		expect(watch.messages.filter(({text}) => text.includes('"unseen"'))).toEqual([]);
		await seen.close();
	}
	expect([...running.values()].filter(({topology}) => topology.outsider !== undefined)).toHaveLength(1);
});

describe('in the end', () => {
	test('every message was understood, and no token was kept', () => {
		for (const [kind, {watch}] of running) {
			const {messages, notices} = watch.model.journals;
			const strange = [...entriesOf(messages)].filter(([, {understood}]) => !understood);
			expect([kind.name, strange.map(([, {subject}]) => subject)]).toEqual([kind.name, []]);
			expect(JSON.stringify([...messages.slots, ...notices.slots])).not.toContain('eyJ');
		}
	});

	test('the table of topologies and messages', () => {
		const lines = topologyKinds.map(kind => {
			const {watch} = runningOf(kind);
			const marks = tutorialMessages.map((message): Mark => {
				const whyAbsent = message.whyAbsent?.(kind);
				const came = watch.messages.some(message.matches);
				if (whyAbsent !== undefined) return came ? '✗' : {whyAbsent};
				return came && shown.get(kind)?.has(message) === true ? '✓' : '✗';
			});
			return {name: kind.name, marks};
		});
		table = tableOf(tutorialTitles, lines);
		expect(tutorialMessages.map(({title}) => title)).toEqual(tutorialTitles);
		expect(table).toBe(expected);
	});
});
