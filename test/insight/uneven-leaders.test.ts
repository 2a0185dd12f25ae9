// Streams and consumers that one server leads: told only where all servers of the cluster have told lately.
import {expect, test} from 'vitest';
import {answerPrefix, type Message} from '../../source/wire/message.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {passTo, replay, sentencesOf, toldOf} from '../helpers/replay.ts';

const current = ['n1', 'n2', 'n3'].map(name => new MadeServer(name, {jetstream: true}));
// It does not tell who leads.
const old = new MadeServer('n3', {jetstream: true, ver: '2.10.25'});

const statsz = {jetstream: {config: {}, stats: {memory: 0, storage: 0}, meta: {leader: 'n1', cluster_size: 3}}};

function jsz(server: MadeServer, at: number, streams: number | undefined, consumers: number): Message {
	const led = streams === undefined ? {} : {streams_leader: streams, consumers_leader: consumers};
	return server.message(at, `${answerPrefix}token.$SYS.REQ.SERVER.PING.JSZ`, {
		data: {server_id: server.id, streams: 24, consumers: 6, messages: 0, bytes: 0, ...led},
	});
}

test.each<[string, readonly (number | undefined)[], number, readonly string[]]>([
	['evenly', [8, 9, 7], 2, []],
	['a little unevenly', [12, 8, 4], 2, []],
	['few, all by one', [9, 0, 0], 2, []],
	[
		'most by one',
		[2, 20, 2],
		2,
		['note uneven-leaders: n2 leads 22 of 30 streams and consumers of cluster east, 3 servers'],
	],
	['by servers that were asked a while ago', [2, 20, 2], 40, []],
	['by servers of which one is too old to tell', [2, 20, undefined], 2, []],
	['by servers of which one has not told', [2, 20], 2, []],
])('%s', (_, streams, seconds, expected) => {
	const servers = streams.length > 2 && streams[2] === undefined ? [...current.slice(0, 2), old] : current;
	const model = replay([
		linkUp(noon),
		...servers.map(server => server.heartbeat(noon, statsz)),
		...streams.flatMap((many, index) => {
			const server = servers[index];
			return server === undefined ? [] : [jsz(server, noon + 1000, many, 2)];
		}),
	]);
	const until = noon + 1000 + seconds * 1000;
	for (let at = noon + 5000; at < until; at += 5000) {
		replay(
			servers.map(server => server.heartbeat(at, statsz)),
			{model},
		);
	}
	passTo(model, until);
	expect(sentencesOf(toldOf(model).filter(({rule}) => rule === 'uneven-leaders'))).toEqual(expected);
});
