import {describe, expect, test} from 'vitest';
import type {ConnectionEvent} from '../../source/model/journal-entry.ts';
import {createServer} from '../../source/model/server.ts';
import {connectionEventOf} from '../../source/wire/connection-event.ts';
import {fields} from '../../source/wire/fields.ts';
import {noon} from '../events/made-server.ts';
import {messagesOf} from '../helpers/replay.ts';

const solo = createServer('NSOLO', 'solo', 'solo', '2.15.2', noon);

function eventOf(body: unknown, server = solo): ConnectionEvent | undefined {
	return connectionEventOf('disconnect', fields(body), server, noon, 7);
}

/** The DISCONNECT of a client in a recording. */
function departureOf(fixture: string, holding: string): ConnectionEvent | undefined {
	const message = messagesOf(fixture).find(
		({subject, text}) => subject.endsWith('.DISCONNECT') && text.includes(holding),
	);
	return eventOf(message === undefined ? undefined : JSON.parse(message.text));
}

test('of a client that leaves', () => {
	const {startedAt = 0, stoppedAt = 0, ...event} = departureOf('single-start', '"orders-svc"') ?? {};
	expect(event).toMatchObject({
		kind: 'disconnect',
		at: noon,
		serverId: 'NSOLO',
		serverName: 'solo',
		cid: 7,
		account: 'APP',
		accountName: 'APP',
		user: 'app',
		name: 'orders-svc',
		host: '127.0.0.1',
		connectionKind: 'Client',
		clientType: 'nats',
		sent: {messages: 1, bytes: 5},
		reason: 'Client Closed',
		messageNumber: 7,
	});
	expect(stoppedAt - startedAt).toBeCloseTo(39_768, -2);
});

test('of other kinds', () => {
	expect(departureOf('client-churn', '"websocket"')).toMatchObject({clientType: 'websocket'});
	// MQTT clients have no name but their client id.
	expect(departureOf('client-churn', '"mqtt"')).toMatchObject({clientType: 'mqtt', name: 'sensor-17', language: ''});
	expect(departureOf('leafnode-flap', '"Leafnode"')).toMatchObject({
		connectionKind: 'Leafnode',
		name: 'l1',
		clientType: '',
	});
});

describe('name_tag', () => {
	test.each([
		['2.9.10', 'ACCOUNT'],
		['2.10.29', 'ACCOUNT'],
		['v2.10.0', 'ACCOUNT'],
		['2.11.0', 'the tag'],
		['2.11.0-RC.1', 'the tag'],
		['2.15.2', 'the tag'],
		['2.100.0', 'the tag'],
		['3.0.0', 'the tag'],
	])('of %s makes the account %s', (version, accountName) => {
		const server = createServer('N', 'n', 'n', version, noon);
		const event = eventOf({client: {acc: 'ACCOUNT', name_tag: 'the tag'}}, server);
		expect(event).toMatchObject({account: 'ACCOUNT', accountName});
	});
});

describe('by its fields', () => {
	test.each<[string, Record<string, unknown>, Partial<ConnectionEvent>]>([
		[
			'nothing',
			{},
			{cid: undefined, account: '', connectionKind: 'Client', startedAt: undefined, roundTripMs: undefined},
		],
		['a round trip in nanoseconds', {rtt: 1_500_000}, {roundTripMs: 1.5}],
		['a round trip before 2.2', {rtt: '1.5ms'}, {roundTripMs: undefined}],
		['ids that are none', {id: -1}, {cid: undefined}],
		['a name in place of the MQTT id', {name: 'a', client_id: 'b'}, {name: 'a'}],
		['a hostile name', {name: 'x\u202ey\u0000'}, {name: 'x\ufffdy\ufffd'}],
	])('%s', (_, client, expected) => {
		expect(eventOf({client})).toMatchObject(expected);
	});

	test('a secret of its own field is not read', () => {
		expect(JSON.stringify(eventOf({client: {jwt: 'the token', nonce: 'the nonce'}}))).not.toMatch(/the (token|nonce)/);
	});

	test.each<unknown>([undefined, null, 'x', 7, []])('there is none without a client: %j', client => {
		expect(eventOf({client})).toBeUndefined();
	});
});
