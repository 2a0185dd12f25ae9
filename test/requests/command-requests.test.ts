// What was asked to be changed, and what the servers said, is told from the messages alone: a replay tells the same.
import {describe, expect, test} from 'vitest';
import type {Message} from '../../source/wire/message.ts';
import {entriesOf} from '../../source/model/journal.ts';
import type {Model} from '../../source/model/model.ts';
import {payloadsOf} from '../helpers/payloads.ts';
import {MadeServer, noon} from '../events/made-server.ts';
import {replay} from '../helpers/replay.ts';
import {invariantsOf} from '../model/invariants.ts';

const n2 = new MadeServer('n2');
const subject = (verb: string): string => `$SYS.REQ.SERVER.${n2.id}.${verb}`;
const asked = (verb: string, text: string): Message => ({at: noon + 100, subject: subject(verb), text});
const answered = (verb: string, body: object): Message =>
	n2.message(noon + 101, `_INBOX.t.${subject(verb)}`, {...body});
const nobody = (verb: string): Message => ({at: noon + 101, subject: `_INBOX.t.${subject(verb)}`, text: ''});
const failed = {error: {code: 500, description: 'no such client or leafnode id\n'}};

function told(model: Model): readonly string[] {
	return [...entriesOf(model.journals.notices)].map(
		([, {kind, who, text, count}]) => `${kind} ${who}: ${text}${count > 1 ? ` ×${count}` : ''}`,
	);
}

function heard(...messages: readonly Message[]): Model {
	const model = replay([n2.heartbeat(noon), n2.connect(noon + 1, 61, {name: 'orders'}), ...messages]);
	expect(invariantsOf(model)).toEqual([]);
	return model;
}

test.each([
	['KICK', '{"cid":61}', 'n2: kick connection 61 (orders@APP)', 'n2: kicked', 'n2: not kicked'],
	[
		'LDM',
		'{"cid":61}',
		'n2: tell connection 61 (orders@APP) to move',
		'n2: told the client to move',
		'n2: the client was not told to move',
	],
	['RELOAD', '', 'n2: reload its configuration', 'n2: configuration reloaded', 'n2: configuration not reloaded'],
])('%s', (verb, body, request, done, notDone) => {
	expect(told(heard(asked(verb, body), answered(verb, {})))).toEqual([`asked ${request}`, `answered ${done}`]);
	expect(told(heard(asked(verb, body), answered(verb, failed)))).toEqual([
		`asked ${request}`,
		`answered ${notDone}: no such client or leafnode id`,
	]);
	expect(told(heard(asked(verb, body), nobody(verb)))).toEqual([
		`asked ${request}`,
		`answered ${notDone}: nobody is there`,
	]);
	expect(
		heard(answered(verb, {}), {at: noon + 200, subject: `_INBOX.t.${subject(verb)}`, text: '[]'}).misunderstood,
	).toBe(1);
});

test.each([
	['{"cid":62}', 'kick connection 62'],
	['{"cid":"61"}', 'kick a connection'],
	['nonsense', 'kick a connection'],
])('a connection that is not known, or not told: %s', (body, text) => {
	expect(told(heard(asked('KICK', body)))).toEqual([`asked n2: ${text}`]);
});

test('two connections one after the other are two things', () => {
	expect(told(heard(asked('KICK', '{"cid":61}'), asked('KICK', '{"cid":62}')))).toHaveLength(2);
});

test('a server that is not known is told by its id', () => {
	const other = new MadeServer('n9');
	expect(told(heard({...asked('RELOAD', ''), subject: `$SYS.REQ.SERVER.${other.id}.RELOAD`}))).toEqual([
		`asked ${other.id.slice(0, 5)}…: reload its configuration`,
	]);
});

describe('claims', () => {
	const account = `A${'B'.repeat(55)}`;
	const update = `$SYS.REQ.ACCOUNT.${account}.CLAIMS.UPDATE`;
	const claims = {
		jti: 'X',
		iat: 1,
		iss: 'OP',
		sub: account,
		name: 'orders',
		nats: {type: 'account', limits: {conn: 7}},
	};
	const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	const token = `${part({typ: 'JWT', alg: 'ed25519-nkey'})}.${part(claims)}.${'c2ln'.repeat(20)}`;
	const said = (server: MadeServer, data: object): Message =>
		server.message(noon + 101, `_INBOX.t.${update}`, {...data});

	test('that are pushed are known, and the token is not kept', () => {
		const model = heard({at: noon + 100, subject: update, text: token});
		expect(told(model)).toEqual([
			`asked ${account.slice(0, 5)}…: all servers to use new claims`,
			'claims orders: connections 7 (before: not known), issued by OP',
		]);
		expect(model.accounts.get(account)?.claims?.pushed?.claims.id).toBe('X');
		const kept = JSON.stringify([model.journals, payloadsOf(model)]);
		expect(JSON.parse(payloadsOf(model).at(-1) ?? '')).toMatchObject({sub: account, jti: 'X'});
		expect(kept).not.toContain(token.slice(0, 20));
		expect(kept).not.toContain('c2lnc2ln');
	});

	test('a long token is not kept either', () => {
		const long = `${token.split('.')[0]}.${part({...claims, filler: 'x'.repeat(60_000)})}.c2ln`;
		const model = heard({at: noon, subject: update, text: long});
		expect(JSON.stringify([model.journals, payloadsOf(model)])).not.toMatch(/eyJ|eHh4/);
	});

	test('are answered by servers, whose names count when they do something else', () => {
		const [n3, n4] = [new MadeServer('n3'), new MadeServer('n4')];
		const stranger = new MadeServer('nats-account-server');
		const model = heard(
			n3.heartbeat(noon),
			n4.heartbeat(noon),
			said(n2, {data: {account, code: 200, message: 'jwt updated'}}),
			said(n3, {data: {account, code: 200, message: 'jwt updated'}}),
			said(n4, {data: {account, code: 200, message: 'jwt update skipped'}}),
			said(stranger, {error: {account, code: 500, description: 'it failed'}}),
			{at: noon + 102, subject: `_INBOX.t.${update}`, text: ''},
		);
		const who = `${account.slice(0, 5)}…`;
		expect(told(model)).toEqual([
			`answered ${who}: claims: jwt updated ×2`,
			`answered ${who}: claims, n4: jwt update skipped`,
			`answered ${who}: claims, nats-account-server: it failed`,
			`answered ${who}: claims: nobody takes any`,
		]);
		expect([...model.servers.values()].map(({name}) => name)).toEqual(['n2', 'n3', 'n4']);
		expect(heard(said(n2, {data: {account, code: 200}})).misunderstood).toBe(1);
	});
});

describe('looking up', () => {
	test.each([
		['CONNZ', {data: {connections: []}}, 0],
		['CONNZ', {data: {}}, 1],
		['CONNZ', failed, 0],
		['VARZ', {data: {server_id: n2.id}}, 0],
		['VARZ', {data: {server_id: 'N'}}, 1],
	])('%s %j changes nothing', (verb, body, misunderstood) => {
		const model = heard(asked(verb, ''), answered(verb, body));
		expect([model.misunderstood, told(model)]).toEqual([misunderstood, []]);
	});

	test.each(['CONNZ', 'VARZ'])('%s may find nobody there', verb => {
		expect(heard(nobody(verb)).misunderstood).toBe(0);
	});
});
