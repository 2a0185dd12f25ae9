// Logins that fail: an AUTH.ERR, from 2.12 on with a DISCONNECT of `$G` beside it; or that DISCONNECT alone.
import {describe, expect, test} from 'vitest';
import type {Message} from '../../source/wire/message.ts';
import {entriesOf} from '../../source/model/journal.ts';
import type {Model} from '../../source/model/model.ts';
import {shownNamesOf} from '../../source/model/server-names.ts';
import {messagesOf, replay, replayed} from '../helpers/replay.ts';
import {invariantsOf} from '../model/invariants.ts';
import {MadeServer, noon} from './made-server.ts';

function counts({tallies, connections}: Model): Record<string, number> {
	return {
		refused: tallies.refusals.total,
		unfinished: tallies.unfinished.total,
		connects: tallies.connects.total,
		disconnects: tallies.disconnects.total,
		live: connections,
	};
}

const none = {refused: 0, unfinished: 0, connects: 0, disconnects: 0, live: 0};

describe('a storm of refused logins', () => {
	const messages = messagesOf('auth-storm');
	const model = replay(messages);

	test('counts each once, though it is told twice', () => {
		expect(messages.filter(({subject}) => subject.endsWith('.AUTH.ERR'))).toHaveLength(51);
		expect(messages.filter(({subject}) => subject.endsWith('.$G.DISCONNECT'))).toHaveLength(51);
		expect(counts(model)).toEqual({...none, refused: 51});
		expect(model.clients.size).toBe(0);
	});

	test.each([
		['the other way round', (batch: readonly Message[]) => [...batch].reverse()],
		['all refusals last', (batch: readonly Message[]) => [...batch].sort((a, b) => rank(a) - rank(b))],
		['all refusals first', (batch: readonly Message[]) => [...batch].sort((a, b) => rank(b) - rank(a))],
	])('counts the same %s', (_, order) => {
		const at = messages.at(-1)?.at ?? 0;
		expect(counts(replay(order(messages).map(message => ({...message, at}))))).toEqual({...none, refused: 51});
	});

	test('is grouped by what the remote calls itself', () => {
		const identities = [...model.refused.values()].sort((a, b) => b.attempts.total - a.attempts.total);
		const [top, ...others] = identities;
		expect(top).toMatchObject({
			name: 'billing-worker-0',
			user: 'app',
			attempts: {total: 4},
			host: '127.0.0.1',
			kind: 'Client',
			unfinished: false,
		});
		expect(top?.lastReason).toBe('Authentication Failure');
		expect(shownNamesOf(model, top?.servers ?? [])).toEqual(['solo']);
		expect([top, ...others].reduce((sum, one) => sum + (one?.attempts.total ?? 0), 0)).toBe(51);
		expect(identities.find(({name}) => name === 'tokenizer-3')?.user).toBe('[REDACTED]');
	});

	test('tames what is hostile in it', () => {
		const names = [...model.refused.values()].map(({name}) => name);
		expect(names.some(name => name.includes('\ufffd'))).toBe(true);
		expect(names.filter(name => /[\p{Cc}\p{Cf}]/u.test(name) || name.length > 200)).toEqual([]);
		expect(Math.max(...names.map(name => name.length))).toBe(200);
		expect(invariantsOf(model)).toEqual([]);
	});
});

function rank({subject}: Message): number {
	if (subject.endsWith('.AUTH.ERR')) return 1;
	return subject.endsWith('.DISCONNECT') ? 0 : -1;
}

describe('sockets that never log in', () => {
	const model = replayed('auth-timeout');

	test('are told apart from refusals', () => {
		// HTTP and TLS on the plain port are refused. Six time-outs, a FIN, a RST, a long line, two failed handshakes.
		expect(counts(model)).toEqual({...none, refused: 2, unfinished: 6 + 1 + 1 + 1 + 2, connects: 1, disconnects: 1});
	});

	test('are grouped by address and by how they ended', () => {
		const ended = [...model.refused.values()].filter(({unfinished}) => unfinished);
		expect(ended.map(({lastReason, attempts}) => [lastReason, attempts.total])).toEqual([
			['Authentication Timeout', 6],
			['Client Closed', 1],
			['Read Error', 1],
			['Maximum Control Line Exceeded', 1],
			['TLS Handshake Failure', 2],
		]);
	});

	test('stand in the journal of refusals', () => {
		const kinds = [...entriesOf(model.journals.refusals)].map(([, {event, count}]) => `${event.kind} ${count}`);
		expect(kinds).toEqual([
			'unfinished 6',
			'unfinished 1',
			'unfinished 1',
			'refused 2',
			'unfinished 1',
			'unfinished 2',
		]);
	});
});

test.each([
	[
		'an authorization service that is absent, refuses, accepts',
		'auth-callout',
		{refused: 2, connects: 2, disconnects: 1, live: 1},
	],
	['old servers, which send no DISCONNECT of $G', 'mixed-versions', {refused: 3, connects: 6, disconnects: 6}],
	['a refused login that is told by two paths', 'duplicate-paths', {refused: 1, connects: 5, disconnects: 1, live: 4}],
	['JWT users that are revoked or foreign', 'claims-update', {refused: 6, connects: 15, disconnects: 15, live: 3}],
])('%s', (_, fixture, expected) => {
	expect(counts(replayed(fixture))).toEqual({...none, ...expected});
});

test('a refused JWT user has no name but that of its client', () => {
	const refused = [...replayed('claims-update').refused.values()];
	expect(refused.every(({user}) => user === '')).toBe(true);
	expect(new Set(refused.map(({name}) => name))).toEqual(new Set(['retry', 'unknown-account']));
});

describe('by hand', () => {
	const n1 = new MadeServer('n1');
	const bare = {acc: '$G', user: undefined, name: undefined, lang: undefined, ver: undefined};

	test('a client of the account $G that is no stranger leaves like any other', () => {
		const model = replay([n1.connect(noon, 5, {acc: '$G'}), n1.disconnect(noon, 5, {acc: '$G'})]);
		expect(counts(model)).toEqual({...none, connects: 1, disconnects: 1});
	});

	test('one that was there before us, too', () => {
		expect(counts(replay([n1.disconnect(noon, 6, {acc: '$G', name: 'old'})]))).toEqual({...none, disconnects: 1});
	});

	test('one without a name is a probe', () => {
		expect(counts(replay([n1.disconnect(noon, 7, bare)]))).toEqual({...none, unfinished: 1});
	});

	test('a refusal for another reason than the password counts once', () => {
		const proxy = n1.authError(noon, 8);
		const after = n1.disconnect(noon, 8, {acc: '$G'}, 'Proxy Required');
		expect(counts(replay([proxy, after]))).toEqual({...none, refused: 1});
	});

	test('a minute without an attempt ends a run', () => {
		const at = (seconds: number) => n1.authError(noon + seconds * 1000, 10 + seconds);
		const model = replay([at(0), at(30), at(80), at(150), at(160)]);
		const [identity] = model.refused.values();
		expect(identity).toMatchObject({
			firstSeenAt: noon,
			attempts: {since: noon + 150_000, lastAt: noon + 160_000, total: 2},
			lastSeenAt: noon + 160_000,
		});
	});
});
