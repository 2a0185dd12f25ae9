// Events are decoded without a model, which is what lines of events are made of.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {tame} from '../../source/format/tame.ts';
import {type DecodedEvent, decodeEvent} from '../../source/events/decode-event.ts';
import {eventKinds} from '../../source/events/catalogue.ts';
import {answerPrefix, type Message} from '../../source/wire/message.ts';
import {fixtureNames, messagesOf} from '../helpers/replay.ts';
import {mutatedMessage} from '../wire/mutations.ts';
import {idOf, linkUp, MadeServer, noon} from './made-server.ts';

const isEvent = ({subject}: Message): boolean =>
	!subject.startsWith(answerPrefix) && !subject.startsWith('$SYS.REQ.') && !subject.startsWith('(');

/** What kind an event of a recording is, by the end of its subject; longer ends first. */
const kindBySubject: readonly (readonly [end: string, kind: string])[] = [
	['.LEAFNODE.CONNECT', 'leafnode connect'],
	['.DISCONNECT', 'disconnect'],
	['.CONNECT', 'connect'],
	['.CLIENT.AUTH.ERR', 'auth error'],
	['.CONNS', 'account connections'],
	['.STATSZ', 'heartbeat'],
	['.SHUTDOWN', 'shutdown'],
	['.LAMEDUCK', 'lame duck'],
	// Their payload was the token, which was cut out.
	['.CLAIMS.UPDATE', 'not understood'],
];

function kindOf({subject}: Message): string {
	if (subject.startsWith('$JS.')) return 'not understood';
	return kindBySubject.find(([end]) => subject.endsWith(end))?.[1] ?? 'not understood';
}

function textsIn(value: unknown): readonly string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Texts that were not tamed. */
function wrongIn(decoded: DecodedEvent | 'not understood'): readonly unknown[] {
	if (decoded === 'not understood') return [];
	const {fields, sender} = decoded;
	const {rawName: _rawName, ...shown} = sender ?? {rawName: ''};
	return textsIn([fields, shown]).filter(text => tame(text) !== text);
}

/** Recordings of answers alone. */
const withoutEvents = ['links'];

test.each(withoutEvents)('%s has no events', fixture => {
	expect(messagesOf(fixture).filter(isEvent)).toEqual([]);
});

test.each(fixtureNames.filter(name => !withoutEvents.includes(name)))('the events of %s', fixture => {
	const events = messagesOf(fixture).filter(isEvent);
	expect(events.length).toBeGreaterThan(0);
	for (const message of events) {
		const decoded = decodeEvent(message);
		expect(decoded === 'not understood' ? decoded : decoded.kind).toBe(kindOf(message));
		expect(wrongIn(decoded)).toEqual([]);
		if (decoded === 'not understood' || decoded.kind === 'claims update') continue;
		expect(decoded.sender?.id).toMatch(/^N[A-Z2-7]{55}$/);
		expect(Math.abs((decoded.sentAt ?? 0) - message.at)).toBeLessThan(10_000);
	}
});

test('every kind is told by its fields', () => {
	const n1 = new MadeServer('n1');
	const told = (message: Message): unknown => decodeEvent(message);
	const sender = {id: idOf('n1'), name: 'n1', cluster: 'east'};
	const connect = {kind: 'connect', sender, fields: {connection: {cid: 5, name: 'orders'}}};
	expect(told(n1.connect(noon, 5))).toMatchObject(connect);
	expect(told(n1.disconnect(noon, 5))).toMatchObject({kind: 'disconnect', fields: {reason: 'Client Closed'}});
	expect(told(n1.authError(noon, 6))).toMatchObject({kind: 'auth error', fields: {cid: 6, user: 'app'}});
	expect(told(n1.share(noon, 'APP', {conns: 3, leafnodes: 1}))).toMatchObject({
		kind: 'account connections',
		fields: {account: 'APP', connections: 3, leafs: 1},
	});
	expect(told(n1.heartbeat(noon, {cpu: 7}))).toMatchObject({
		kind: 'heartbeat',
		sender,
		sentAt: noon,
		fields: {stats: {cpuPercent: 7}},
	});
	expect(told(n1.goodbye(noon, 'SHUTDOWN'))).toMatchObject({kind: 'shutdown', sender, fields: {serverId: n1.id}});
	expect(told(n1.goodbye(noon, 'LAMEDUCK'))).toMatchObject({kind: 'lame duck', sender});
	expect(told(linkUp(noon))).toMatchObject({kind: 'link report', sender: undefined, fields: {state: 'up', cid: 7}});
});

describe('whatever arrives', () => {
	test('decoding never throws, gives tamed texts, and gives the same again', () => {
		fc.assert(
			fc.property(mutatedMessage, message => {
				const decoded = decodeEvent(message);
				expect(wrongIn(decoded)).toEqual([]);
				expect(decodeEvent(message)).toEqual(decoded);
			}),
			{numRuns: 500},
		);
	});

	test.each(eventKinds.map(({subject}) => subject))('%s without a body is not a riddle', pattern => {
		for (const text of ['', 'null', '[]', '7', 'nonsense', '{}']) {
			const decoded = decodeEvent({at: noon, subject: pattern.replace('*', 'X'), text});
			if (decoded !== 'not understood') expect(['heartbeat', 'connect', 'disconnect']).not.toContain(decoded.kind);
		}
	});
});
