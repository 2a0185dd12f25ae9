// How each client is doing, and how many of its connections are known.
import {describe, expect, test} from 'vitest';
import {type ClientState, clientStatesOf} from '../../source/insight/client-state.ts';
import {defaultThresholds} from '../../source/insight/thresholds.ts';
import type {Model} from '../../source/model/model.ts';
import type {Message} from '../../source/wire/message.ts';
import {idOf, linkUp, MadeServer, noon, timeText} from '../events/made-server.ts';
import {passTo, replay} from '../helpers/replay.ts';

const second = 1000;

function only(model: Model): {readonly state: ClientState; readonly open: number; readonly isAllKnown: boolean} {
	const [client, ...others] = model.clients.values();
	if (client === undefined || others.length > 0) throw new Error(`there are ${others.length + 1} clients`);
	const states = clientStatesOf(model, defaultThresholds);
	return {state: states.stateOf(client), open: states.openOf(client), isAllKnown: states.isAllKnown(client)};
}

function heard(messages: readonly Message[], until: number): Model {
	const n1 = new MadeServer('n1');
	const n2 = new MadeServer('n2');
	const beats = Array.from({length: 12}, (_, index) => {
		const at = noon + index * 5 * second;
		return [n1.heartbeat(at, {active_servers: 2}), n2.heartbeat(at, {active_servers: 2})];
	}).flat();
	const sorted = [linkUp(noon), ...beats, ...messages].filter(({at}) => at <= until).sort((a, b) => a.at - b.at);
	const model = replay(sorted);
	passTo(model, until);
	return model;
}

// Their messages are numbered apart from the heartbeats.
function made(name: string, sequence = 10_000): MadeServer {
	const server = new MadeServer(name);
	server.sequence = sequence;
	return server;
}

const start = timeText(noon - 60 * second);

describe('a client', () => {
	const n1 = made('n1');
	const n2 = made('n2');
	const came = n1.connect(noon + second, 5);

	test.each<[string, readonly Message[], ClientState]>([
		['that came and stays is steady', [came], {kind: 'steady'}],
		[
			'whose last known connection has ended has left: it may have others',
			[came, n1.disconnect(noon + 2 * second, 5)],
			{kind: 'left', since: noon + 2 * second},
		],
		[
			'that ends alone, with its account, is gone',
			[
				came,
				n1.disconnect(noon + 2 * second, 5),
				made('n1', 20_000).share(noon + 3 * second, 'APP', {conns: 0, leafnodes: 0, total_conns: 0}),
			],
			{kind: 'gone', since: noon + 2 * second},
		],
		[
			'that lost its connection and came to another server has moved',
			[n1.disconnect(noon + 2 * second, 4, {start}, 'Stale Connection'), n2.connect(noon + 3 * second, 9)],
			{kind: 'moved', from: idOf('n1'), to: idOf('n2')},
		],
		[
			'that closed its connection and came to another server has not moved: it was started again',
			[n1.disconnect(noon + 2 * second, 4, {start}), n2.connect(noon + 3 * second, 9)],
			{kind: 'steady'},
		],
		[
			'whose server was shut down and that came to another one has moved',
			[came, n1.goodbye(noon + 5 * second, 'SHUTDOWN'), n2.connect(noon + 6 * second, 9)],
			{kind: 'moved', from: idOf('n1'), to: idOf('n2')},
		],
	])('%s', (_, messages, expected) => {
		expect(only(heard(messages, noon + 20 * second)).state).toEqual(expected);
	});

	test('in a loop says how often, as the problem does', () => {
		const messages = Array.from({length: 40}, (_, index) => {
			const at = noon + second + index * 500;
			return [n1.connect(at, 100 + index), n1.disconnect(at + 300, 100 + index, {start: timeText(at)})];
		}).flat();
		const {state} = only(heard(messages, noon + 22 * second));
		expect(state).toMatchObject({kind: 'loop', run: {total: 40}});
	});

	test('that is refused after it was connected says so, until that stops', () => {
		const refused = Array.from({length: 20}, (_, index) => n1.authError(noon + 2 * second + index * 500, 50 + index));
		const messages = [came, n1.disconnect(noon + 2 * second, 5), ...refused];
		expect(only(heard(messages, noon + 12 * second)).state.kind).toBe('refused');
		expect(only(heard(messages, noon + 40 * second)).state.kind).toBe('left');
		expect(only(heard([...messages, n1.connect(noon + 13 * second, 99)], noon + 14 * second)).state.kind).toBe(
			'steady',
		);
	});

	test('that was ended as a slow consumer says so for a minute', () => {
		const slow = n1.disconnect(noon + 2 * second, 5, {start}, 'Slow Consumer (Pending Bytes)');
		expect(only(heard([came, slow], noon + 10 * second)).state).toMatchObject({kind: 'slow', run: {total: 1}});
	});

	test('on a server that fell silent is lost, and has moved as soon as it comes to another one', () => {
		const beats = Array.from({length: 20}, (_, index) =>
			made('n2', 20_000 + index).heartbeat(noon + (60 + index * 5) * second),
		);
		const lost = heard([came, ...beats], noon + 120 * second);
		expect(only(lost)).toMatchObject({state: {kind: 'lost', lost: 1}, open: 0});
		const moved = heard([came, ...beats, n2.connect(noon + 58 * second, 9)], noon + 120 * second);
		expect(only(moved)).toMatchObject({state: {kind: 'moved', from: idOf('n1'), to: idOf('n2')}, open: 1});
	});

	test('has no other connections where its account has none that is not known', () => {
		const share = (conns: number): Message =>
			made('n1', 20_000).share(noon + 3 * second, 'APP', {conns, leafnodes: 0, total_conns: conns});
		expect(only(heard([came, share(1)], noon + 10 * second)).isAllKnown).toBe(true);
		expect(only(heard([came, share(4)], noon + 10 * second)).isAllKnown).toBe(false);
		expect(only(heard([came], noon + 10 * second)).isAllKnown).toBe(false);
	});
});
