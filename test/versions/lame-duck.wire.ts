// A server of any version that drains is seen to drain, and to end when it ends, not before.
import {afterAll, beforeAll, expect, test} from 'vitest';
import {createPacer, dueRequests} from '../../source/asking/pacer.ts';
import {can} from '../../source/model/capabilities.ts';
import {stateOf} from '../../source/model/server-state.ts';
import {stopServers} from '../helpers/nats-server.ts';
import {startWatch, type Watch} from '../tutorial/watch.ts';
import {startThree} from '../topologies/config-accounts.ts';
import type {Topology} from '../topologies/topology.ts';

let topology: Topology;
let watch: Watch;

beforeAll(async () => {
	topology = await startThree('lame_duck_duration: "30s"\nlame_duck_grace_period: "1s"');
	watch = await startWatch(topology.commandLine);
	await watch.settle();
}, 30_000);

afterAll(async () => {
	await watch.stop();
	await stopServers();
});

test('lameDuckEvent', {timeout: 60_000}, async () => {
	const {far} = topology;
	const pacer = createPacer();
	const ask = (): void => {
		for (const {subject} of dueRequests(pacer, watch.model, [], Date.now()).requests) watch.ask(subject);
	};
	const known = await watch.until('the far server', () => {
		ask();
		return [...watch.model.servers.values()].find(({name}) => name === far.name);
	});
	expect(can(known.version, 'lameDuckEvent')).toBe(true);
	for (const name of ['one', 'two', 'three', 'four']) await topology.connect(far, 'APP', {name});
	far.signal('SIGUSR2');
	await watch.until('lame duck', () => stateOf(watch.model, known) === 'lame duck');
	const line = watch
		.text('servers')
		.split('\n')
		.find(text => text.includes(` ${far.name} `));
	expect(line).toContain('lame duck');
	let endedWhile = '';
	await watch.until('its end', () => {
		ask();
		const state = stateOf(watch.model, known);
		if (state !== 'lame duck') endedWhile = far.log();
		return state !== 'lame duck';
	});
	expect(stateOf(watch.model, known)).toBe('stopped');
	expect(endedWhile).toContain('Server Exiting');
	expect(
		watch
			.text('servers')
			.split('\n')
			.find(text => text.includes(` ${far.name} `)),
	).toContain('shut down');
});
