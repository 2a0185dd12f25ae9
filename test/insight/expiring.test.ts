// What expires soon, or has expired.
import {describe, expect, test} from 'vitest';
import type {Model} from '../../source/model/model.ts';
import {redactSubject, redactText} from '../../source/recording/redact.ts';
import {openEnvelope} from '../../source/wire/envelope.ts';
import type {Message} from '../../source/wire/message.ts';
import {idOf, linkMessage, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {passTo, replay, sentencesOf, toldOf} from '../helpers/replay.ts';

const minute = 60_000;
const hour = 60 * minute;

function said(model: Model): readonly string[] {
	return sentencesOf(toldOf(model).filter(({rule, overAt}) => rule === 'expiring' && overAt === undefined));
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A user's token that was issued long ago and expires at this time. */
function tokenUntil(until: number): string {
	const claims = {exp: Math.floor(until / 1000), jti: 'ID', iat: 1_700_000_000, name: 'u', nats: {type: 'user'}};
	return `${encode({typ: 'JWT', alg: 'ed25519-nkey'})}.${encode(claims)}.c2lnbmF0dXJl`;
}

const n1 = new MadeServer('n1');

function login(cid: number, until: number, more: Record<string, unknown> = {}): Message {
	return n1.connect(noon, cid, {jwt: tokenUntil(until), user: 'UBILLING', ...more});
}

describe('a login', () => {
	test.each([
		[25 * hour, []],
		[24 * hour - 1000, ['note expiring: orders login expires in 23h 59m, account APP']],
		[hour - 1000, ['warn expiring: orders login expires in 59m 59s, account APP']],
		[-2000, ['bad expiring: orders login expired 2.0 s ago, account APP']],
	])('that expires in %i ms', (inMs, expected) => {
		const model = replay([linkUp(noon - 1000), login(5, noon + inMs)]);
		expect(said(model)).toEqual(expected);
	});

	test('is told once for all that use it', () => {
		const names = ['orders', 'billing', 'billing'];
		const model = replay([
			linkUp(noon - 1000),
			...names.map((name, index) => login(index, noon + 30 * minute, {name, host: `10.0.0.${index}`})),
			login(9, noon + 20 * minute, {name: 'reports', user: 'UOTHER'}),
		]);
		expect(said(model)).toEqual([
			'warn expiring: reports login expires in 20m 0s, account APP',
			'warn expiring: user UBILLING login expires in 30m 0s, used by orders billing, account APP',
		]);
	});

	test('of many are one line', () => {
		const logins = Array.from({length: 9}, (_, index) =>
			login(index, noon + (index + 1) * minute, {name: `app-${index}`, user: `U${index}`}),
		);
		expect(said(replay([linkUp(noon - 1000), ...logins]))).toEqual([
			expect.stringMatching(/^warn expiring: 9 credentials expire soon: app-0 app-1 app-2/),
		]);
	});

	test('is nothing when it was renewed, or its client has gone', () => {
		const renewed = replay([linkUp(noon - 1000), login(5, noon + minute), login(6, noon + 300 * hour)]);
		expect(said(renewed)).toEqual([]);
		const gone = replay([
			linkUp(noon - 1000),
			login(5, noon + minute),
			n1.disconnect(noon + 10, 5, {user: 'UBILLING'}),
		]);
		expect(said(gone)).toEqual([]);
	});

	test('that ended a connection by expiring is told for a day', () => {
		const model = replay([linkUp(noon - 1000), login(5, noon + 1000)]);
		replay([n1.disconnect(noon + 1000, 5, {user: 'UBILLING'}, 'Authentication Expired')], {model});
		replay([n1.heartbeat(noon + 61_500)], {model});
		passTo(model, noon + 62_000);
		expect(said(model)).toEqual(['bad expiring: orders login expired 1m 1s ago, account APP']);
	});

	test('is known from a recording as well, without its token', () => {
		const message = login(5, noon + 30 * minute);
		const [token] = /eyJ[\w-]+\.[\w-]+\.[\w-]+/.exec(message.text) ?? [''];
		const kept: Message = {
			at: message.at,
			subject: redactSubject(message.subject),
			text: redactText(message.text, openEnvelope(message.text)),
		};
		for (const part of token.split('.')) expect(kept.text).not.toContain(part);
		// The form of a message that was written otherwise than servers do is searched for secrets.
		const loose = redactText(JSON.stringify(JSON.parse(message.text), undefined, 1), undefined);
		expect(loose).not.toContain(token);
		for (const text of [message.text, kept.text, loose]) {
			const model = replay([linkUp(noon - 1000), {...kept, text}]);
			expect(said(model)).toEqual(['warn expiring: orders login expires in 30m 0s, account APP']);
		}
	});
});

test('our own login', () => {
	const up = {state: 'up', address: '127.0.0.1:4222', serverId: idOf('n1'), serverName: 'n1', cid: 7};
	const model = replay([linkMessage(noon, {...up, loginUntil: noon + 30 * minute}), n1.heartbeat(noon)]);
	expect(said(model)).toEqual(['warn expiring: this program login expires in 30m 0s']);
	replay([linkMessage(noon + 10, {...up, loginUntil: noon + 300 * hour})], {model});
	expect(said(model)).toEqual([]);
});

test('the claims of an account', () => {
	const account = `A${'B'.repeat(55)}`;
	const claims = {
		sub: account,
		name: 'APP',
		iss: 'O',
		jti: 'x',
		exp: (noon + 2 * hour) / 1000,
		nats: {type: 'account'},
	};
	const token = `${encode({typ: 'JWT'})}.${encode(claims)}.c2ln`;
	const subject = `$SYS.REQ.ACCOUNT.${account}.CLAIMS.UPDATE`;
	const model = replay([linkUp(noon - 1000), {at: noon, subject, text: token}]);
	expect(said(model)).toEqual(['note expiring: account APP claims expire in 2h 0m']);
	replay([n1.heartbeat(noon + 2 * hour + 4500)], {model});
	passTo(model, noon + 2 * hour + 5000);
	expect(said(model)).toEqual(['bad expiring: account APP claims expired 5.0 s ago']);
});
