// How many servers are expected: those that are known, those that others count, and those that others tell of by name.
import {describe, expect, test} from 'vitest';
import {type Fields, linkUp, MadeServer, noon} from '../../events/made-server.ts';
import {lines} from '../read-screen.ts';
import {Stage} from '../stage.ts';

const replicas = (...names: readonly string[]): Fields => ({
	jetstream: {meta: {leader: 'n1', cluster_size: 3, replicas: names.map(name => ({name, current: true, active: 0}))}},
});
const routes = (...names: readonly string[]): Fields => ({routes: names.map((name, rid) => ({rid, name}))});

describe('two servers are heard', () => {
	test.each<[string, Fields, string, RegExp]>([
		['and nobody tells of more', {active_servers: 2}, '2/2', /^ ● OK {2}2\/2 servers/],
		[
			'and one more is counted',
			{active_servers: 3},
			'2/3',
			/^ ○ 2 of 3 servers answer: one that the others count was not heard;/,
		],
		[
			'and a replica is named',
			{active_servers: 2, ...replicas('n2', 'n3')},
			'2/3',
			/^ ○ 2 of 3 servers answer · n3 was not heard: /,
		],
		[
			'and a neighbour is named',
			{active_servers: 2, ...routes('n2', 'n3')},
			'2/3',
			/^ ○ 2 of 3 servers answer · n3 was not heard: /,
		],
		[
			'and the one that is counted is named',
			{active_servers: 3, ...replicas('n2', 'n3')},
			'2/3',
			/^ ○ 2 of 3 servers answer · n3 was/,
		],
		[
			'and one of two that are counted is named',
			{active_servers: 4, ...replicas('n2', 'n3')},
			'2/4',
			/^ ○ 2 of 4 servers answer/,
		],
	])('%s', (_, more, counted, verdict) => {
		const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')];
		const stage = new Stage(160, 30);
		stage.draw();
		stage.hear([linkUp(noon), {at: noon, subject: '$SYS.REQ.SERVER.PING', text: ''}]);
		stage.hear([n1.answer(noon + 10, more), n2.answer(noon + 20, {active_servers: more['active_servers']})]);
		// One that a route leads to is waited for, for three seconds.
		stage.passTo(noon + 4000);
		expect(lines(stage)[0]).toContain(` ${counted} servers `);
		expect(lines(stage)[1]).toMatch(verdict);
	});
});
