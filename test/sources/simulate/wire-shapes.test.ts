import {describe, expect, test} from 'vitest';
import {kindOf, pathsIn} from './key-paths.ts';
import {real, sameAs, shapesOf, strangeFields} from './shapes.ts';
import {told} from './story.ts';

/** One of the simulated servers is of the version before; some of the clients are leafnodes, which have no type. */
const notAlways = new Set([
	'server.feature_flags.js_api_reply_v2',
	'server.feature_flags.js_snapshot_sources',
	'client.client_type',
	'data.feature_flags.js_api_reply_v2',
	'data.feature_flags.js_snapshot_sources',
]);

/** The recordings asked for the list of subscriptions, which this program does not. */
const neverAsked = /^data\.subscriptions_list/;

const topOf = (path: string): string => path.replace(/[.[].*$/, '');

/** Of what there are thousands of, every twentieth. */
function someOfEach(): typeof told {
	const counts = new Map<string, number>();
	return told.filter(({subject, body}) => {
		// All servers of the recordings that were asked have JetStream; see answers.test.ts for one without.
		if (/"disabled":true|"jetstream":\{\}/.test(JSON.stringify(body))) return false;
		const count = (counts.get(kindOf(subject)) ?? 0) + 1;
		counts.set(kindOf(subject), count);
		return count < 100 || count % 20 === 0;
	});
}

const messages = someOfEach();
const ours = shapesOf(messages.map(({subject, body}) => ({subject, data: body})));

test('sends every kind of message that the program reads', () => {
	expect([...ours.keys()].toSorted()).toEqual([
		'$SYS.ACCOUNT.<account>.CONNECT',
		'$SYS.ACCOUNT.<account>.DISCONNECT',
		'$SYS.ACCOUNT.<account>.LEAFNODE.CONNECT',
		'$SYS.ACCOUNT.<account>.SERVER.CONNS',
		'$SYS.SERVER.<server>.CLIENT.AUTH.ERR',
		'$SYS.SERVER.<server>.LAMEDUCK',
		'$SYS.SERVER.<server>.SHUTDOWN',
		'$SYS.SERVER.<server>.STATSZ',
		'answer to $SYS.REQ.ACCOUNT.PING.STATZ',
		'answer to $SYS.REQ.SERVER.<server>.IDZ',
		'answer to $SYS.REQ.SERVER.<server>.STATSZ',
		'answer to $SYS.REQ.SERVER.PING',
		'answer to $SYS.REQ.SERVER.PING.HEALTHZ',
		'answer to $SYS.REQ.SERVER.PING.JSZ',
		'answer to $SYS.REQ.SERVER.PING.ROUTEZ',
		'answer to $SYS.REQ.SERVER.PING.STATSZ',
		'answer to $SYS.REQ.SERVER.PING.SUBSZ',
		'answer to $SYS.REQ.SERVER.PING.VARZ',
		'answer to $SYS.REQ.USER.INFO',
	]);
});

describe.each([...ours.keys()])('%s', kind => {
	const mine = ours.get(kind);
	const theirs = real.get(sameAs.get(kind) ?? kind);

	test('has only fields that real servers send, of the same type', () => {
		expect(theirs?.count).toBeGreaterThan(0);
		expect(mine && strangeFields(kind, mine)).toEqual([]);
	});

	test('always has the fields that real servers always send', () => {
		const missing = [...(theirs?.paths ?? [])]
			.filter(([, {seen}]) => seen === theirs?.count)
			.filter(([path]) => mine?.paths.get(path)?.seen !== mine?.count)
			.map(([path]) => path)
			.filter(path => !notAlways.has(path) && !neverAsked.test(path));
		expect(missing).toEqual([]);
	});

	test('has its fields in the order of the real ones', () => {
		const order = [...(theirs?.paths.keys() ?? [])].map(topOf);
		const body = messages.find(({subject}) => kindOf(subject) === kind)?.body;
		const keys = pathsIn(body).map(topOf);
		expect([...new Set(keys)]).toEqual([...new Set(order)].filter(key => keys.includes(key)));
	});
});

test('the server of the version before has fewer flags', () => {
	const flags = messages.map(({body}) => (body as {server?: {ver: string; feature_flags: object}}).server);
	const of = (version: string): object | undefined => flags.find(server => server?.ver === version)?.feature_flags;
	expect(of('2.14.5')).toEqual({js_ack_fc_v2: false, js_raft_delete_range: true});
	expect(Object.keys(of('2.15.2') ?? {})).toHaveLength(4);
});

test('has the sizes of real messages', () => {
	const sizes = (kind: string): number[] =>
		messages.filter(({subject}) => kindOf(subject) === kind).map(({size}) => size);
	expect(Math.max(...sizes('$SYS.SERVER.<server>.STATSZ'))).toBeLessThan(3500);
	expect(Math.min(...sizes('$SYS.SERVER.<server>.STATSZ'))).toBeGreaterThan(1300);
	expect(Math.min(...sizes('$SYS.ACCOUNT.<account>.CONNECT'))).toBeGreaterThan(600);
	expect(Math.min(...sizes('$SYS.ACCOUNT.<account>.SERVER.CONNS'))).toBeGreaterThan(750);
});
