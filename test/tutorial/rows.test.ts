// Every row of the system-account tutorial in every set-up, on real servers: made to happen, and looked for on the
// screen. What cannot happen in a set-up does not, and the table at the end says why.
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {entriesOf} from '../../source/model/journal.ts';
import {stopServers} from '../helpers/nats-server.ts';
import {type Kind, kinds} from '../topologies/kinds.ts';
import type {SetUp} from '../topologies/set-up.ts';
import {record} from './record.ts';
import type {Row} from './row.ts';
import {rowTitles} from './row-titles.ts';
import {rows} from './rows.ts';
import {type Mark, tableOf} from './table.ts';
import {startWatch, type Watch} from './watch.ts';

type Running = {readonly setUp: SetUp; readonly watch: Watch};

const running = new Map<Kind, Running>();
const started: SetUp[] = [];
const shown = new Map<Kind, Set<Row>>(kinds.map(kind => [kind, new Set()]));
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

function runningOf(kind: Kind): Running {
	const found = running.get(kind);
	if (found === undefined) throw new Error(`the set-up "${kind.name}" does not run`);
	return found;
}

beforeAll(async () => {
	await Promise.all(
		kinds.map(async kind => {
			const setUp = await kind.start();
			started.push(setUp);
			const watch = await startWatch(setUp.commandLine);
			running.set(kind, {setUp, watch});
			await watch.settle();
		}),
	);
}, 60_000);

afterAll(async () => {
	// While a source runs the console is its own.
	await Promise.all([...running.values()].map(({watch}) => watch.stop()));
	await Promise.all(started.map(setUp => setUp.stop()));
	await stopServers();
	for (const [{name}, {watch}] of running) if (name === process.env['RECORD_ROWS']) record(name, watch);
	console.log(table);
}, 60_000);

for (const kind of kinds) {
	describe.concurrent(kind.name, {timeout: 30_000}, () => {
		const possible = rows.filter(row => row.precheck?.(kind) === undefined);
		test.for(possible)('$title', async row => {
			const {setUp, watch} = runningOf(kind);
			await row.show(setUp, watch);
			shown.get(kind)?.add(row);
		});
	});
}

test('a leafnode that keeps its system account to itself is not seen as a server, nor are its clients', async () => {
	for (const {setUp, watch} of running.values()) {
		const {outsider} = setUp;
		if (outsider === undefined) continue;
		await setUp.connect(outsider, 'APP', {name: 'unseen'});
		const seen = await setUp.connect(setUp.far, 'APP', {name: 'seen'});
		await watch.until('the client that is seen', () => watch.text('connects').includes('seen'));
		expect([...watch.model.servers.values()].map(({name}) => name)).toEqual(setUp.servers.map(({name}) => name));
		expect(watch.messages.filter(({text}) => text.includes('"unseen"'))).toEqual([]);
		await seen.close();
	}
	expect([...running.values()].filter(({setUp}) => setUp.outsider !== undefined)).toHaveLength(1);
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

	test('the table of set-ups and rows', () => {
		const lines = kinds.map(kind => {
			const {watch} = runningOf(kind);
			const marks = rows.map((row): Mark => {
				const precheck = row.precheck?.(kind);
				const came = watch.messages.some(row.isIt);
				if (precheck !== undefined) return came ? '✗' : {precheck};
				return came && shown.get(kind)?.has(row) === true ? '✓' : '✗';
			});
			return {name: kind.name, marks};
		});
		table = tableOf(rowTitles, lines);
		expect(rows.map(({title}) => title)).toEqual(rowTitles);
		expect(table).toBe(expected);
	});
});
