// Who leads the meta group, who does not, and who is missing: each kind of trouble as servers tell of it.
import {describe, expect, test} from 'vitest';
import {metaGroups} from '../../source/model/meta-group.ts';
import type {Model} from '../../source/model/model.ts';
import {metaInWords} from '../../source/views/meta-words.ts';
import {type Fields, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {passTo, replay, replayed} from '../helpers/replay.ts';

type Told = {readonly name: string; readonly meta?: Fields | 'none' | 'off'; readonly domain?: string};

const stats = {memory: 0, storage: 0, api: {total: 1, errors: 0}};
const replica = (name: string, more: Fields = {}): Fields => ({name, current: true, active: 5e8, ...more});
const group = (leader: string, size: number, more: Fields = {}): Fields => ({
	...(leader === '' ? {} : {leader}),
	cluster_size: size,
	...more,
});

/** Servers that tell this of the meta group, all at noon. */
function modelOf(servers: readonly Told[]): Model {
	return replay([
		linkUp(noon),
		...servers.map(({name, meta = 'off', domain}) => {
			const server = new MadeServer(name, {jetstream: meta !== 'off', ...(domain === undefined ? {} : {domain})});
			if (meta === 'off') return server.heartbeat(noon + 1);
			return server.heartbeat(noon + 1, {jetstream: {stats, ...(meta === 'none' ? {} : {meta})}});
		}),
	]);
}

const led = {leader: 'n2', cluster_size: 3, quorum_needed: 2};

describe('in words', () => {
	test.each<[string, readonly Told[], readonly string[]]>([
		['nothing known', [], ['–']],
		['JetStream off', [{name: 'n1'}, {name: 'n2'}], ['JetStream is off on every server that is heard']],
		['servers by themselves', [{name: 'n1', meta: 'none'}], ['no meta group: n1 alone']],
		[
			'all well',
			[
				{name: 'n1', meta: led},
				{name: 'n2', meta: {...led, replicas: [replica('n1'), replica('n3')]}},
				{name: 'n3', meta: led},
			],
			['meta n2 (3 peers, lag 0)'],
		],
		[
			'one behind, one offline',
			[
				{name: 'n1', meta: led},
				{
					name: 'n2',
					meta: {
						...led,
						replicas: [
							replica('n1', {current: false, lag: 12}),
							replica('n3', {current: false, offline: true, lag: 900, active: 125e9}),
						],
					},
				},
			],
			['meta n2 (3 peers, lag 12, offline n3 2m 5s, not current n1)'],
		],
		[
			'a leader that is not heard, and one who knows none',
			[
				{name: 'n1', meta: led},
				{name: 'n3', meta: group('', 3)},
			],
			['meta n2 (not heard, 3 peers, lag –, not known to n3)'],
		],
		[
			'no leader, by the size alone where the quorum is not told',
			[
				{name: 'n1', meta: group('', 5)},
				{name: 'n2', meta: group('', 5)},
			],
			['no leader: 2 of 5 answer, need 3'],
		],
		[
			'disagreement',
			[
				{name: 'n1', meta: group('n2', 5)},
				{name: 'n2', meta: group('n2', 5)},
				{name: 'n4', meta: group('n5', 5)},
			],
			['disagreement: n1 n2→n2, n4→n5'],
		],
		[
			'a quorum that was lowered',
			[{name: 'n1', meta: group('', 3, {quorum_needed: 1, rescue: true})}],
			['no leader: 1 of 3 answers, need 1, quorum lowered by an operator'],
		],
		[
			'one group for each domain',
			[
				{name: 'l1', domain: 'leaf', meta: group('', 3)},
				{name: 'n2', domain: 'hub', meta: {...group('n2', 2), replicas: [replica('n1')]}},
			],
			['hub: meta n2 (2 peers, lag 0)', 'leaf: no leader: 1 of 3 answers, need 2'],
		],
	])('%s', (_, servers, expected) => {
		expect(metaInWords(modelOf(servers)).map(({text}) => text)).toEqual(expected);
	});
});

test('the members that a leader told of are missing by name when it and they are gone', () => {
	const [n1, n2] = ['n1', 'n2'].map(name => new MadeServer(name, {jetstream: true}));
	if (n1 === undefined || n2 === undefined) throw new Error('there are two');
	const told = (server: MadeServer, at: number, meta: Fields) => server.heartbeat(at, {jetstream: {stats, meta}});
	const replicas = [
		replica('n1'),
		replica('n3'),
		{name: 'Server name unknown at this time (peerID: abc)'},
		replica('n5'),
	];
	const size = {cluster_size: 5};
	const model = replay([
		linkUp(noon),
		told(n1, noon + 1, {leader: 'n2', ...size}),
		told(n2, noon + 2, {leader: 'n2', ...size, replicas}),
	]);
	expect([...model.metaMembers]).toEqual([['', ['n1', 'n2', 'n3', 'n5']]]);
	for (const seconds of [10, 20, 30, 40]) replay([told(n1, noon + seconds * 1000, {...size})], {model});
	passTo(model, noon + 45_000);
	expect(metaGroups(model).map(({state, heard}) => [heard.length, state])).toEqual([
		[1, {kind: 'leaderless', missing: ['n2', 'n3', 'n5']}],
	]);
});

test('the real ones of a supercluster and of a rescue', () => {
	expect(metaInWords(replayed('supercluster')).map(({text}) => text)).toEqual([
		expect.stringMatching(/^meta e1 \(4 peers, lag 0\)$/),
	]);
	expect(metaInWords(replayed('meta-rescue')).map(({text}) => text)).toEqual([
		'meta r1 (3 peers, lag 4, not current r2 r3), quorum lowered by an operator',
	]);
});

test('the members of no more than 64 domains are remembered, and each of them once', () => {
	const beats = Array.from({length: 80}, (_, index) => {
		const server = new MadeServer(`d${index}`, {jetstream: true, domain: `domain-${index}`});
		const meta = {leader: server.name, cluster_size: 2, replicas: [replica('other')]};
		return [noon, noon + 2000].map(at => server.heartbeat(at, {jetstream: {stats, meta}}));
	});
	const model = replay([linkUp(noon), ...beats.flat().sort((one, other) => one.at - other.at)]);
	expect(model.metaMembers.size).toBe(64);
	expect(model.metaMembers.get('domain-3')).toEqual(['d3', 'other']);
});
