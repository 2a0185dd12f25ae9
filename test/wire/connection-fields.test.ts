import {describe, expect, test} from 'vitest';
import {decodeConnection} from '../../source/events/journaled-event.ts';
import {type ConnectionFields, connectionFieldsOf} from '../../source/wire/connection-fields.ts';
import {openEnvelope} from '../../source/wire/envelope.ts';
import {fields} from '../../source/wire/fields.ts';
import {messagesOf} from '../helpers/replay.ts';

function eventOf(body: unknown): ConnectionFields | undefined {
	return connectionFieldsOf(fields(body), '2.15.2', true);
}

/** The DISCONNECT of a client in a recording. */
function departureOf(fixture: string, holding: string): ConnectionFields | undefined {
	const message = messagesOf(fixture).find(
		({subject, text}) => subject.endsWith('.DISCONNECT') && text.includes(holding),
	);
	return eventOf(message === undefined ? undefined : JSON.parse(message.text));
}

test('of a client that leaves', () => {
	const {startedAt = 0, stoppedAt = 0, ...event} = departureOf('single-start', '"orders-svc"') ?? {};
	expect(event).toMatchObject({
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
		const body = {server: {id: 'N', ver: version}, client: {acc: 'ACCOUNT', name_tag: 'the tag'}};
		const envelope = openEnvelope(JSON.stringify(body));
		if (envelope === undefined) throw new Error('no envelope');
		expect(decodeConnection({envelope, subject: '', text: ''})).toMatchObject({account: 'ACCOUNT', accountName});
	});
});

describe('by its fields', () => {
	test.each<[string, Record<string, unknown>, Partial<ConnectionFields>]>([
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
