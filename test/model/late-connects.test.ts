// A CONNECT that comes late: a login that took long, or a reload.
import {describe, expect, test} from 'vitest';
import {entriesOf} from '../../source/model/journal.ts';
import type {Model} from '../../source/model/model.ts';
import type {Message} from '../../source/wire/message.ts';
import {type Fields, linkUp, MadeServer, noon, timeText} from '../events/made-server.ts';
import {passTo, replay} from '../helpers/replay.ts';
import {invariantsOf} from './invariants.ts';

function notices(model: Model): readonly string[] {
	return [...entriesOf(model.journals.notices)].map(([, {kind, who, count}]) => `${kind} ${who} ${count}`);
}

describe('a configuration that is read again, or is not', () => {
	const reloaded = ['reloaded n1 1'];
	const n1 = (): MadeServer => new MadeServer('n1');
	/** A start that is `ageMs` before. */
	const old = (at: number, ageMs = 20_000): Fields => ({start: timeText(at - ageMs)});

	test('is noted again when it happens again later', () => {
		const server = n1();
		const both = (at: number): readonly Message[] =>
			[5, 6].map((cid, index) => server.connect(at + index, cid, old(noon)));
		const messages = [server.connect(noon, 5), server.connect(noon, 6), ...both(noon + 5000), ...both(noon + 20_000)];
		const later = replay(messages);
		expect(notices(later)).toEqual(['reloaded n1 1', 'reloaded n1 1']);
		expect(later.tallies.connects.total).toBe(2);
	});

	test.each<[string, (server: MadeServer) => readonly Message[], readonly string[], number]>([
		['one login that takes long', server => [server.connect(noon, 7, old(noon))], [], 1],
		[
			'logins that a slow service keeps waiting, all at once',
			server => [7, 8, 9].map(cid => server.connect(noon + cid, cid, old(noon, 20_000 + cid))),
			[],
			3,
		],
		[
			'a login that takes long, beside connections that are known',
			server => [server.connect(noon, 5), server.connect(noon, 6), server.connect(noon + 5000, 7, old(noon))],
			[],
			3,
		],
		[
			'one known connection that is announced again, which is nothing new',
			server => [server.connect(noon, 5), server.connect(noon + 20_000, 5, old(noon + 20_000))],
			[],
			1,
		],
		[
			'two known connections that are announced again within a second',
			server => [
				...[5, 6].map(cid => server.connect(noon, cid)),
				...[5, 6].map(cid => server.connect(noon + 20_000 + cid * 100, cid, old(noon + 20_000))),
			],
			reloaded,
			2,
		],
		[
			'the same with more than a second between them',
			server => [
				...[5, 6].map(cid => server.connect(noon, cid)),
				server.connect(noon + 20_000, 5, old(noon + 20_000)),
				server.connect(noon + 22_000, 6, old(noon + 20_000)),
			],
			[],
			2,
		],
		[
			'a known connection and others that were there before us, in this order',
			server => [
				server.connect(noon, 5),
				...[5, 6, 7].map(cid => server.connect(noon + 20_000 + cid, cid, old(noon + 20_000))),
			],
			reloaded,
			1,
		],
		[
			'and in the other order',
			server => [
				server.connect(noon, 5),
				...[7, 6, 5].map((cid, index) => server.connect(noon + 20_000 + index, cid, old(noon + 20_000))),
			],
			reloaded,
			1,
		],
		[
			'our own connection and another that was there before us',
			server => [linkUp(noon), ...[7, 8].map(cid => server.connect(noon + 20_000 + cid, cid, old(noon + 20_000)))],
			reloaded,
			0,
		],
		[
			'connections of very different ages on a server of which none was known',
			server => [6, 7, 8].map(cid => server.connect(noon + cid, cid, old(noon, cid * 60_000))),
			[],
			0,
		],
	])('%s', (_, messages, news, connects) => {
		const server = n1();
		const sent = messages(server);
		const model = replay(sent);
		passTo(model, noon + 60_000);
		expect(notices(model).filter(told => told.startsWith('reloaded'))).toEqual(news);
		expect(model.tallies.connects.total).toBe(connects);
		const journal = [...entriesOf(model.journals.connections)].filter(([, {event}]) => event.kind === 'connect');
		expect(journal.reduce((sum, [, {count}]) => sum + count, 0)).toBe(connects);
		// Whatever they were, the connections are open.
		const cids = new Set(
			sent.filter(({subject}) => subject.endsWith('.CONNECT')).map(({text}) => JSON.parse(text).client.id),
		);
		expect(model.connections).toBe(cids.size);
		expect(invariantsOf(model)).toEqual([]);
	});

	/** What the server answers when it is asked for its configuration. */
	const variables = (server: MadeServer, at: number, loadedAt: number): Message =>
		server.message(at, `_INBOX.token.$SYS.REQ.SERVER.${server.id}.VARZ`, {
			data: {server_id: server.id, config_load_time: timeText(loadedAt), now: timeText(at)},
		});

	test.each<[string, number, number, readonly string[]]>([
		['read its configuration just then', -40, 0, reloaded],
		['read its configuration just then, by a clock that is off', -40, 7_200_000, reloaded],
		['read its configuration long before', -3_600_000, 0, []],
		['read it a while after, for another reason', 20_000, 0, []],
	])('CONNECTs of which nothing is certain are a reload when the server %s', (_, loadedAfter, ahead, news) => {
		const server = n1();
		server.clockAheadMs = ahead;
		const late = [7, 8].map(cid => server.connect(noon + cid, cid, old(noon + ahead)));
		const model = replay(late);
		passTo(model, noon + 3000);
		const [known] = model.servers.values();
		expect([notices(model), model.tallies.connects.total]).toEqual([[], 0]);
		expect(known?.reloadSuspected).toEqual({at: noon + 8, toldAt: noon + ahead + 8});
		replay([variables(server, noon + 3000, noon + ahead + loadedAfter)], {model});
		expect(notices(model)).toEqual(news);
		// What a reload announces is not new; what it does not explain are logins.
		passTo(model, noon + 5000);
		expect(model.tallies.connects.total).toBe(news.length > 0 ? 0 : 2);
		expect([known?.reloadSuspected, known?.reloadSeenAt]).toEqual([undefined, news.length > 0 ? noon + 8 : undefined]);
	});

	test('CONNECTs of which nothing is certain are logins when the server does not answer', () => {
		const server = n1();
		const model = replay([7, 8].map(cid => server.connect(noon + cid, cid, old(noon))));
		passTo(model, noon + 10_000);
		expect(model.tallies.connects.total).toBe(0);
		passTo(model, noon + 12_000);
		expect(model.tallies.connects.total).toBe(2);
		const [entry] = [...entriesOf(model.journals.connections)];
		expect(entry?.[1]).toMatchObject({firstAt: noon + 7, count: 2});
	});

	test('a login that took long counts when it took place, also when it leaves at once', () => {
		const server = n1();
		const model = replay([server.connect(noon, 7, old(noon)), server.disconnect(noon + 300, 7, old(noon))]);
		expect([model.tallies.connects.total, model.tallies.disconnects.total, model.connections]).toEqual([1, 1, 0]);
		expect([...entriesOf(model.journals.connections)].map(([, {event}]) => [event.kind, event.at])).toEqual([
			['connect', noon],
			['disconnect', noon + 300],
		]);
	});

	const configuration = (server: MadeServer, at: number, more: Fields): Message =>
		server.message(at, `_INBOX.t.$SYS.REQ.SERVER.${server.id}.VARZ`, {data: {server_id: server.id, ...more}});

	test.each<[string, Fields, Fields, readonly string[]]>([
		['another digest', {config_digest: 'a'}, {config_digest: 'b'}, reloaded],
		['a later time', {config_load_time: timeText(noon - 9)}, {config_load_time: timeText(noon + 9)}, reloaded],
		[
			'the same',
			{config_digest: 'a', config_load_time: timeText(noon)},
			{config_digest: 'a', config_load_time: timeText(noon)},
			[],
		],
		[
			'nothing readable',
			{config_digest: 'a', config_load_time: timeText(noon)},
			{config_digest: null, config_load_time: 7},
			[],
		],
	])('%s in what a server says of its configuration', (_, before, after, news) => {
		const server = n1();
		const model = replay([configuration(server, noon, before), configuration(server, noon + 20_000, after)]);
		expect(notices(model)).toEqual(news);
	});
});
