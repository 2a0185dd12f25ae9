import {describe, expect, test} from 'vitest';
import type {Message} from '../../../source/wire/message.ts';
import {createSystem, type SystemOptions} from '../../../source/sources/simulate/system.ts';
import {type Body, ending, events, type Stats} from './events.ts';
import {startAt, story} from './story.ts';

const minute = 60_000;

const run = (untilMs: number, stepMs: number, options: Partial<SystemOptions> = {}): Message[] => {
	const system = createSystem({seed: 7, startAt, ...options});
	const messages: Message[] = [];
	for (let at = 0; at < untilMs; at += stepMs) {
		messages.push(...system.advance(startAt + Math.min(untilMs, at + stepMs)));
	}

	return messages;
};

/** Where two sequences of messages part; undefined when they do not. */
const parting = (left: readonly Message[], right: readonly Message[], textOf = (message: Message) => message.text) =>
	Array.from({length: Math.max(left.length, right.length)}, (_, index) => [left[index], right[index]] as const).find(
		([one, other]) =>
			one === undefined ||
			other === undefined ||
			one.at !== other.at ||
			one.subject !== other.subject ||
			textOf(one) !== textOf(other),
	);

describe('the same messages in every run', () => {
	const once = run(minute, minute);

	test.each([7, 333, 1000])('in steps of %d ms', stepMs => {
		expect(once.length).toBeGreaterThan(3000);
		expect(parting(run(minute, stepMs), once)).toBeUndefined();
	});

	test('but not with another seed', () => {
		expect(parting(run(minute, minute, {seed: 8}), once)).toBeDefined();
	});

	test('with or without requests, except for sequence numbers', () => {
		const unasked = story.filter(({at, subject}) => at <= startAt + minute && !subject.includes('$SYS.REQ.'));
		expect(parting(unasked, once, ({text}) => text.replace(/"seq":\d+/, ''))).toBeUndefined();
	});

	test('a time in the past gives no messages', () => {
		const system = createSystem({seed: 7, startAt});
		system.advance(startAt + 5000);
		expect(system.advance(startAt + 3000)).toEqual([]);
		expect(system.advance(startAt + 5000)).toEqual([]);
	});
});

describe('what arrives', () => {
	test('begins with the link', () => {
		expect(story[0]).toMatchObject({at: startAt, subject: '(link)'});
		expect(JSON.parse(story[0]?.text ?? '')).toEqual({
			state: 'up',
			address: '127.0.0.1:4222',
			serverId: expect.stringMatching(/^N[A-Z2-7]{55}$/),
			serverName: 'n1',
			cid: 31,
			systemAccount: true,
		});
	});

	test('is in the order of its arrival', () => {
		expect(story.findIndex(({at}, index) => at < (story[index - 1]?.at ?? 0))).toBe(-1);
	});

	test('comes later from servers far away', () => {
		const delay = (cluster: string): number[] =>
			events
				.filter(({body}) => body.server.cluster === cluster)
				.map(({at, body}) => at + startAt - Date.parse(body.server.time));
		expect(Math.max(...delay('east'))).toBeLessThan(2);
		expect(Math.min(...delay('west'))).toBeGreaterThan(17);
	});

	test('numbers the messages of each process upwards', () => {
		const last = new Map<string, number>();
		const wrong = events.filter(({body: {server}}) => {
			const before = last.get(server.id) ?? 0;
			last.set(server.id, server.seq);
			return server.seq <= before;
		});
		expect(last.size).toBeGreaterThan(6);
		expect(wrong).toEqual([]);
	});

	test('gives every event an id of its own', () => {
		const ids = events.map(({body}) => body.id).filter(id => id !== undefined);
		expect(ids[0]).toMatch(/^[0-9A-Za-z]{22}$/);
		expect(new Set(ids).size).toBe(ids.length);
	});

	test('never decreases a counter', () => {
		const last = new Map<string, number>();
		const back: string[] = [];
		const count = (key: string, value: number | undefined): void => {
			if (value !== undefined) {
				if (value < (last.get(key) ?? 0)) {
					back.push(`${key}: ${last.get(key)} → ${value}`);
				}

				last.set(key, value);
			}
		};
		const countStats = (key: string, stats: Stats | undefined): void => {
			count(`${key} msgs`, stats?.msgs);
			count(`${key} bytes`, stats?.bytes);
		};

		for (const {body, subject} of events) {
			const {server, statsz} = body;
			if (subject.endsWith('.CONNS')) {
				countStats(`${server.id} ${body.acc} sent`, body.sent);
				countStats(`${server.id} ${body.acc} received`, body.received);
			}

			if (statsz !== undefined) {
				count(`${server.id} total`, statsz.total_connections);
				count(`${server.id} slow`, statsz.slow_consumers);
				count(`${server.id} stale`, statsz.stale_connections);
				count(`${server.id} api`, statsz.jetstream?.stats.api.total);
				count(`${server.id} api errors`, statsz.jetstream?.stats.api.errors);
				countStats(`${server.id} sent`, statsz.sent);
				countStats(`${server.id} received`, statsz.received);
				countStats(`${server.id} sent to clients`, statsz.sent_to_clients);
				countStats(`${server.id} received from clients`, statsz.received_from_clients);
				for (const route of statsz.routes) {
					countStats(`${server.id} route ${route.rid} sent`, route.sent);
					countStats(`${server.id} route ${route.rid} received`, route.received);
				}

				for (const gateway of statsz.gateways) {
					countStats(`${server.id} gateway ${gateway.gwid} sent`, gateway.sent);
				}
			}
		}

		expect(last.size).toBeGreaterThan(200);
		expect(back).toEqual([]);
	});
});

test('links agree at both ends', () => {
	const system = createSystem({seed: 3, startAt});
	system.advance(startAt + 30_000);
	const answers = [
		...system.ask({subject: '$SYS.REQ.SERVER.PING', body: ''}, startAt + 30_000),
		...system.advance(startAt + 30_100),
	].filter(({subject}) => subject.startsWith('_INBOX.'));
	const servers = new Map(
		answers.map(({text}) => JSON.parse(text) as Body).map(body => [body.server.name, body.statsz]),
	);
	expect([...servers.keys()].toSorted()).toEqual(['n1', 'n2', 'n3', 'w1', 'w3']);
	for (const [name, statsz] of servers) {
		for (const route of statsz?.routes ?? []) {
			const back = servers.get(route.name)?.routes.filter(end => end.name === name) ?? [];
			const lane = (statsz?.routes.filter(end => end.name === route.name) ?? []).indexOf(route);
			expect(back).toHaveLength(4);
			// The two ends answered a moment apart.
			const sent = back[lane]?.sent.msgs ?? 0;
			expect(Math.abs(sent - route.received.msgs)).toBeLessThan(2000);
		}
	}

	const inbound = [...servers.values()].flatMap(statsz => statsz?.gateways ?? []);
	expect(inbound).toHaveLength(5);
	expect(inbound.reduce((sum, gateway) => sum + gateway.inbound_connections, 0)).toBe(5);
});

test('a lost meta leader is replaced, and only the leader lists its peers', () => {
	const metas = ending(events, '.STATSZ').flatMap(({body: {server, statsz}}) =>
		statsz?.jetstream === undefined ? [] : [{server: server.name, meta: statsz.jetstream.meta}],
	);
	// The second round of this seed takes n2 away.
	const leaders = [...new Set(metas.map(({meta}) => meta.leader))];
	expect(leaders[0]).toBe('n2');
	expect(leaders.length).toBeGreaterThan(1);
	expect(metas.filter(({server, meta}) => (meta.replicas !== undefined) !== (server === meta.leader))).toEqual([]);
	expect(metas.filter(({server, meta}) => (meta.name === 'east') !== (server === meta.leader))).toEqual([]);
});
