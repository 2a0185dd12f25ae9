// Servers that died, drain, stopped or were started again.
import {describe, expect, test} from 'vitest';
import {mostOfOneRule} from '../../source/insight/problem.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {passTo, replay, sentencesOf, troubleOf} from '../helpers/replay.ts';

describe('servers', () => {
	function fleet(count: number): readonly MadeServer[] {
		return Array.from({length: count}, (_, index) => new MadeServer(`s${index}`));
	}

	test.each([
		[mostOfOneRule, mostOfOneRule],
		[mostOfOneRule + 1, 1],
	])('%i silent ones are %i problems', (count, problems) => {
		const servers = fleet(count);
		const model = replay([linkUp(noon), ...servers.map(server => server.heartbeat(noon))]);
		const alive = new MadeServer('alive');
		for (let at = noon; at <= noon + 30_000; at += 10_000) replay([alive.heartbeat(at)], {model});
		passTo(model, noon + 30_000);
		const found = troubleOf(model);
		expect(found).toHaveLength(problems);
		expect(found.every(({severity, since}) => severity === 'bad' && since === noon)).toBe(true);
	});

	test('many are counted, and lead to the list of them', () => {
		const model = replay([...fleet(20).map(server => server.goodbye(noon, 'SHUTDOWN'))]);
		expect(troubleOf(model)).toMatchObject([
			{
				rule: 'stopped-server',
				key: 'many',
				severity: 'warn',
				who: '20 servers',
				text: 'stopped: s0 s1 s2 s3 s4 …',
				since: noon,
				about: {kind: 'view', view: 'servers', filter: 'state:"stopped"'},
			},
		]);
	});

	test('one leads to its page', () => {
		const n1 = new MadeServer('n1');
		const model = replay([n1.heartbeat(noon), n1.goodbye(noon, 'LAMEDUCK')]);
		passTo(model, noon + 60_000);
		expect(troubleOf(model)).toMatchObject([{key: n1.id, since: noon, about: {kind: 'server', id: n1.id}}]);
		expect(sentencesOf(troubleOf(model))).toEqual(['warn lame-duck: n1 lame duck for 1m 0s']);
	});
});
