// Servers that died, drain, stopped or were started again.
import {describe, expect, test} from 'vitest';
import {mostOfOneRule} from '../../source/insight/problem.ts';
import {idOf, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {passTo, replay, sentencesOf, toldOf, troubleOf} from '../helpers/replay.ts';

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
		expect(sentencesOf(troubleOf(model))).toEqual(['warn lame-duck: n1 lame duck 1m 0s']);
	});
});

describe('servers that are started again', () => {
	type Restart = {readonly name: string; readonly at: number; readonly orderly?: boolean; readonly version?: string};

	/** What is told a second after the last of them is back; each is away for three seconds. */
	function toldAfter(...restarts: readonly Restart[]): readonly string[] {
		const servers = new Map(['n1', 'n2', 'n3', 'n4'].map(name => [name, new MadeServer(name)]));
		const first = [...servers.values()].map(server => server.heartbeat(noon));
		const messages = restarts.flatMap(({name, at, orderly = true, version = '2.15.2'}) => {
			const before = servers.get(name);
			const ended = orderly && before !== undefined ? [before.goodbye(noon + at * 1000, 'SHUTDOWN')] : [];
			const next = new MadeServer(name, {ver: version}, idOf(`${name}-again`));
			next.startedAt = noon + (at + 3) * 1000;
			return [...ended, next.heartbeat(noon + (at + 3) * 1000)];
		});
		const model = replay([linkUp(noon), ...first, ...messages.toSorted((one, other) => one.at - other.at)]);
		passTo(model, model.now + 1000);
		return sentencesOf(toldOf(model).filter(({rule, overAt}) => /restart/.test(rule) && overAt === undefined));
	}

	test.each<[string, readonly Restart[], readonly (string | RegExp)[]]>([
		['one alone', [{name: 'n1', at: 5}], [/^note restarted-server: n1 restarted 0:01 ago$/]],
		[
			'one that died',
			[{name: 'n1', at: 5, orderly: false}],
			[/^warn restarted-server: n1 restarted 0:01 ago without a shutdown notice/],
		],
		[
			'one after the other',
			[5, 15, 25].map((at, index) => ({name: `n${index + 1}`, at})),
			['note rolling-restart: rolling restart n1 n2 n3 in 20 s, all back on 2.15.2'],
		],
		[
			'to another version',
			[5, 15].map((at, index) => ({name: `n${index + 1}`, at, version: '2.16.0'})),
			['note rolling-restart: rolling restart n1 n2 in 10 s, all back on 2.16.0'],
		],
		[
			'to different versions',
			[
				{name: 'n1', at: 5},
				{name: 'n2', at: 15, version: '2.16.0'},
			],
			['note rolling-restart: rolling restart n1 n2 in 10 s'],
		],
		[
			'one after the other, and one of them had died',
			[
				{name: 'n1', at: 5},
				{name: 'n2', at: 15, orderly: false},
				{name: 'n3', at: 25},
			],
			[
				/^warn restarted-server: n2 restarted 0:11 ago without/,
				'note rolling-restart: rolling restart n1 n3 in 20 s, all back on 2.15.2',
			],
		],
	])('%s', (_, restarts, sentences) => {
		expect(toldAfter(...restarts)).toEqual(
			sentences.map(sentence => (typeof sentence === 'string' ? sentence : expect.stringMatching(sentence))),
		);
	});
});
