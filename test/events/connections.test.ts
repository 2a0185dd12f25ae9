// Clients that come and go: CONNECT and DISCONNECT.
import {describe, expect, test} from 'vitest';
import type {Message} from '../../source/wire/message.ts';
import {medianLifeMs} from '../../source/model/client.ts';
import {entriesOf} from '../../source/model/journal.ts';
import {clientOfConnection} from '../../source/model/live-connection.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {shownNamesOf} from '../../source/model/server-names.ts';
import {ingest} from '../../source/core/ingest.ts';
import {fields, text} from '../../source/wire/fields.ts';
import {messagesOf, replay, replayed} from '../helpers/replay.ts';
import {invariantsOf} from '../model/invariants.ts';
import {idOf, MadeServer, noon} from './made-server.ts';

function clientOf({text}: Message): Record<string, unknown> {
	return fields(fields(JSON.parse(text))['client']);
}

function liveNames(model: Model): readonly string[] {
	return [...model.servers.values()]
		.flatMap(server =>
			[...server.connections.values()].map(connection => {
				const client = clientOfConnection(model, connection);
				return `${client?.name || client?.host}@${server.name}`;
			}),
		)
		.sort();
}

function notices(model: Model): readonly string[] {
	return [...entriesOf(model.journals.notices)].map(([, {kind, who, count}]) => `${kind} ${who} ${count}`);
}

describe('45 clients, a websocket and a thermometer', () => {
	const messages = messagesOf('client-churn');
	const arrivals = messages.filter(({subject}) => subject.endsWith('.CONNECT'));
	const departures = messages.filter(({subject}) => subject.endsWith('.DISCONNECT'));
	const model = replay(messages);

	test('all come and all go, once', () => {
		expect([arrivals.length, departures.length]).toEqual([47, 47]);
		expect(model.tallies.connects.total).toBe(47);
		expect(model.tallies.disconnects.total).toBe(47);
		expect(model.connections).toBe(0);
		expect(model.tallies.refusals.total + model.tallies.unfinished.total).toBe(0);
	});

	test('are open in between', () => {
		const growing = createModel();
		const open = new Set<unknown>();
		for (const message of messages) {
			ingest(growing, message);
			if (message.subject.endsWith('.CONNECT')) open.add(clientOf(message)['id']);
			if (message.subject.endsWith('.DISCONNECT')) open.delete(clientOf(message)['id']);
			expect(growing.connections).toBe(open.size);
		}
		expect(invariantsOf(growing)).toEqual([]);
	});

	test('are counted by account', () => {
		const counts = [...model.accounts.values()].map(({id, connects, disconnects}) => [
			id,
			connects.total,
			disconnects.total,
		]);
		expect(counts.sort()).toEqual([
			['APP', 31, 31],
			['IOT', 1, 1],
			['OPS', 15, 15],
			['SYS', 0, 0],
		]);
	});

	test('lived as long as the server says', () => {
		let seen = 0;
		for (const client of model.clients.values()) {
			const own = departures.map(clientOf).filter(one => {
				const name = text(one['name']) || text(one['client_id']);
				return name === client.name && text(one['user']) === client.user && text(one['lang']) === client.language;
			});
			const lives = own
				.map(one => Date.parse(String(one['stop'])) - Date.parse(String(one['start'])))
				.sort((a, b) => a - b);
			expect(client.lives).toBe(lives.length);
			expect(medianLifeMs(client)).toBeCloseTo(lives[lives.length >> 1] ?? Number.NaN, -1);
			seen += lives.length;
		}
		expect(seen).toBe(47);
	});

	test('are told in the journal, with why they went', () => {
		const told: Record<string, number> = {};
		for (const [, {event, count}] of entriesOf(model.journals.connections)) {
			const what = event.kind === 'connect' ? 'connect' : event.reason;
			told[what] = (told[what] ?? 0) + count;
		}
		expect(told).toEqual({
			connect: 47,
			'Client Closed': 43,
			'Protocol Violation': 1,
			'Maximum Message Payload Exceeded': 1,
			'Read Error': 1,
			'Maximum Control Line Exceeded': 1,
		});
	});
});

describe('a configuration that is read again', () => {
	const model = replayed('reload');

	test('announces every live connection anew, and nobody has logged in', () => {
		expect(messagesOf('reload').filter(({subject}) => subject.endsWith('.CONNECT'))).toHaveLength(19);
		// Two logins, and two clients of ten seconds that the recording had not seen before: those look like logins.
		const logins = [...entriesOf(model.journals.connections)]
			.filter(([, {event}]) => event.kind === 'connect')
			.map(([, {event, count}]) => `${event.name} ${count}`);
		expect(logins).toEqual(['worker-a 1', 'ops-tool 1', 'migrant 1', 'oldproto 1']);
		expect(model.tallies.connects.total).toBe(4);
		// It was asked for, in several ways, which is told too.
		expect(notices(model).filter(told => !/^(?:asked|answered) /.test(told))).toEqual(['reloaded n2 1']);
	});

	test('makes connections known that came before us', () => {
		expect(liveNames(model)).toEqual(['migrant@n2', 'oldproto@n2', 'orders-svc@n2', 'worker-a@n2']);
		const lastOfN2 = model.servers.get([...(model.serversByName.get('n2') ?? [])][0]?.id ?? '');
		expect(lastOfN2?.stats?.connections).toBe(4);
	});
});

test('kicked clients leave with that reason, also a client of the system account', () => {
	const model = replayed('kick');
	const gone = [...entriesOf(model.journals.connections)].filter(([, {event}]) => event.kind === 'disconnect');
	expect(gone.map(([, {event}]) => [event.name, event.account, event.reason])).toEqual([
		['victim', 'APP', 'Kicked'],
		['self', 'SYS', 'Kicked'],
	]);
	expect(liveNames(model)).toEqual(['migrant@n2', 'oldproto@n2']);
});

test('a client over the limit of its account leaves without having come', () => {
	const model = replayed('account-limit');
	const over = [...model.clients.values()].filter(({name}) => name.startsWith('three-'));
	expect(over.map(({connects, disconnects, live}) => [connects.total, disconnects.total, live])).toEqual([
		[0, 1, 0],
		[0, 1, 0],
		[0, 1, 0],
	]);
	expect(over.every(({lastReason}) => lastReason === 'Maximum Account Connections Exceeded')).toBe(true);
	expect(liveNames(model)).toEqual(['four@solo', 'nats-top-sys@solo']);
	// The one refusal that names a real account: of a live client, whose limit was lowered.
	expect([...model.refused.values()].map(({name, unfinished}) => [name, unfinished])).toEqual([['one', false]]);
	expect(model.tallies.connects.total).toBe(4);
});

test('what comes by two paths counts once', () => {
	const model = replayed('duplicate-paths');
	const dupcheck = [...model.clients.values()].find(({name}) => name === 'dupcheck');
	expect([dupcheck?.connects.total, dupcheck?.disconnects.total]).toEqual([1, 1]);
	expect(model.tallies.refusals.total).toBe(1);
	expect(model.tallies.connects.total).toBe(5);
	// The leaf's two links, seen from both of their sides.
	expect(liveNames(model)).toEqual(['127.0.0.1@lf', '127.0.0.1@lf', 'lf@h1', 'lf@h2']);
});

test('leafnodes are told by their CONNECT and DISCONNECT, on both sides of the link', () => {
	const model = replayed('leafnode-flap');
	const onHub = [...entriesOf(model.journals.notices)].filter(
		([, {who, kind}]) => who === 'l1' && kind.startsWith('leaf'),
	);
	const ups = onHub.filter(([, {kind}]) => kind === 'leaf up').reduce((sum, [, {count}]) => sum + count, 0);
	const downs = onHub.filter(([, {kind}]) => kind === 'leaf down').reduce((sum, [, {count}]) => sum + count, 0);
	// Three kicks of the APP link; SYS alone with a wrong password; both again. Lost: 3 + 2 + 1 + 2.
	expect([ups, downs]).toEqual([3 + 1 + 2, 3 + 2 + 1 + 2]);
	expect([...model.refused.values()].map(({name, kind, attempts}) => [name, kind, attempts.total])).toEqual([
		['l1', 'Leafnode', 5],
	]);
	expect(liveNames(model).filter(name => name.endsWith('@e1'))).toEqual([]);
});

describe('the order of events', () => {
	const n1 = new MadeServer('n1');

	test('a DISCONNECT may come without CONNECT', () => {
		const model = replay([n1.disconnect(noon, 5)]);
		expect([model.connections, model.tallies.disconnects.total]).toEqual([0, 1]);
		expect(invariantsOf(model)).toEqual([]);
	});

	test('and before it, of a life that was short: then nobody stays', () => {
		const [connect, disconnect] = [n1.connect(noon, 6), n1.disconnect(noon, 6)];
		const model = replay([disconnect, connect]);
		expect([model.connections, model.tallies.connects.total, model.tallies.disconnects.total]).toEqual([0, 1, 1]);
		expect(notices(model)).toEqual([]);
		expect(invariantsOf(model)).toEqual([]);
	});

	test('a CONNECT of a known connection adds nothing', () => {
		const model = replay([n1.connect(noon, 7), n1.connect(noon + 1000, 7)]);
		expect([model.connections, model.tallies.connects.total]).toEqual([1, 1]);
	});

	test('the same number on two servers is two connections', () => {
		const model = replay([n1.connect(noon, 8), new MadeServer('n2').connect(noon, 8)]);
		expect(model.connections).toBe(2);
		expect([...model.clients.values()].map(({live, servers}) => [live, shownNamesOf(model, servers)])).toEqual([
			[2, ['n1', 'n2']],
		]);
	});

	test('connections without a number are counted, and not kept', () => {
		const {text} = n1.connect(noon, 9);
		const model = replay([{at: noon, subject: '$SYS.ACCOUNT.APP.CONNECT', text: text.replace('"id":9', '"id":-9')}]);
		expect([model.connections, model.tallies.connects.total]).toEqual([0, 1]);
	});

	test('a run of the same is one entry', () => {
		const run = Array.from({length: 10}, (_, index) => n1.connect(noon + index * 400, 100 + index));
		const apart = n1.connect(noon + 9000, 120);
		const model = replay([...run.slice(0, 5), n1.connect(noon + 1800, 90, {name: 'other'}), ...run.slice(5), apart]);
		const entries = [...entriesOf(model.journals.connections)].map(([, {event, count}]) => [
			event.name,
			event.cid,
			count,
		]);
		expect(entries).toEqual([
			['orders', 109, 10],
			['other', 90, 1],
			['orders', 120, 1],
		]);
	});
});

test('a server that has stopped takes its connections with it', () => {
	const n1 = new MadeServer('n1');
	const model = replay([n1.connect(noon, 5), n1.connect(noon, 6), n1.goodbye(noon + 1000, 'SHUTDOWN')]);
	expect(model.connections).toBe(0);
	expect(model.servers.get(idOf('n1'))?.connections.size).toBe(0);
	expect(invariantsOf(model)).toEqual([]);
});
