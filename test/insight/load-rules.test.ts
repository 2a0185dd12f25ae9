// What weighs on a server.
import {describe, expect, test} from 'vitest';
import type {Model} from '../../source/model/model.ts';
import {type Fields, linkUp, MadeServer, noon, ping} from '../events/made-server.ts';
import {replay, sentencesOf, toldOf} from '../helpers/replay.ts';

const rules = new Set(['cpu-saturated', 'memory-limit', 'storage-full', 'clock-offset']);

function said(model: Model): readonly string[] {
	return sentencesOf(toldOf(model).filter(({rule, overAt}) => rules.has(rule) && overAt === undefined));
}

function steady(statsz: Fields, forMs: number): Model {
	const server = new MadeServer('n1');
	const model = replay([linkUp(noon)]);
	for (let at = noon; at <= noon + forMs; at += 2000) replay([server.heartbeat(at, statsz)], {model});
	return model;
}

const store = (used: number) => ({
	jetstream: {
		config: {max_memory: 1000, max_storage: 1000},
		stats: {memory: 0, storage: used, api: {total: 0, errors: 0}},
	},
});

describe('a server', () => {
	test.each<[Fields, number, readonly string[]]>([
		[{cores: 4, cpu: 355}, 30_000, []],
		[{cores: 4, cpu: 380}, 18_000, []],
		[{cores: 4, cpu: 380}, 24_000, ['warn cpu-saturated: n1 CPU at 95 % of its 4 cores']],
		[{cores: 16, gomaxprocs: 1, cpu: 95}, 24_000, ['warn cpu-saturated: n1 CPU at 95 % of its core']],
		[{mem: 850, gomemlimit: 1000}, 24_000, []],
		[{mem: 950 << 20, gomemlimit: 1000 << 20}, 24_000, ['warn memory-limit: n1 memory at 95 % of GOMEMLIMIT 1000 MiB']],
		[store(899), 24_000, []],
		[store(950), 2000, ['warn storage-full: n1 JetStream storage 95 % of 1000 B']],
		[store(990), 2000, ['bad storage-full: n1 JetStream storage 99 % of 1000 B']],
	])('with %j for %i ms', (statsz, forMs, expected) => {
		expect(said(steady(statsz, forMs))).toEqual(expected);
	});
});

test('a clock that is off is told where the others agree', () => {
	const servers = ['a', 'b', 'c', 'd'].map(name => new MadeServer(name));
	const [first] = servers;
	if (first === undefined) throw new Error('there is none');
	first.clockAheadMs = 90_000;
	const model = replay([linkUp(noon)]);
	for (let at = noon; at <= noon + 10_000; at += 2000) {
		replay([ping(at), ...servers.map(server => server.answer(at + 10))], {model});
	}
	expect(said(model)).toEqual(['note clock-offset: a clock 1m 30s ahead']);
	// Where all differ by the same it is ours.
	for (const server of servers) server.clockAheadMs = 90_000;
	const ours = replay([linkUp(noon)]);
	for (let at = noon; at <= noon + 10_000; at += 2000) {
		replay([ping(at), ...servers.map(server => server.answer(at + 10))], {model: ours});
	}
	expect(said(ours)).toEqual([]);
});
