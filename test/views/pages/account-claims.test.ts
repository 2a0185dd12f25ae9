// The claims of an operator's account on the account's page: by whose word they are known, and what has changed.
import {expect, test} from 'vitest';
import type {Message} from '../../../source/wire/message.ts';
import type {Model} from '../../../source/model/model.ts';
import {textOf} from '../../../source/screen/screen.ts';
import type {Look} from '../../../source/views/look.ts';
import {claimsLines, claimsPolls} from '../../../source/views/pages/account-claims.ts';
import {MadeServer, noon} from '../../events/made-server.ts';
import {replay} from '../../helpers/replay.ts';
import {invariantsOf} from '../../model/invariants.ts';
import {Stage} from '../stage.ts';

const key = `A${'B'.repeat(55)}`;
const operator = `O${'C'.repeat(55)}`;
const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')] as const;
const issuedAt = noon / 1000 - 3600;

type Changes = {readonly limits?: object; readonly exp?: number; readonly iss?: string; readonly nats?: object};

function claims(id: string, {limits = {}, nats = {}, ...more}: Changes = {}) {
	const all = {conn: 5, leaf: -1, subs: -1, payload: -1, data: -1, imports: -1, exports: -1, ...limits};
	const inner = {type: 'account', limits: all, ...nats};
	return {jti: id, iat: issuedAt, iss: operator, sub: key, name: 'ORDERS', nats: inner, ...more};
}

function pushed(at: number, id: string, changes: Changes = {}): Message {
	const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	const text = `${part({typ: 'JWT'})}.${part(claims(id, changes))}.c2lnbmF0dXJl`;
	return {at, subject: `$SYS.ACCOUNT.${key}.CLAIMS.UPDATE`, text};
}

function told(server: MadeServer, at: number, id: string, changes: Changes = {}): Message {
	const data = {account_name: key, decoded_jwt: claims(id, changes)};
	return server.message(at, `_INBOX.t.$SYS.REQ.ACCOUNT.${key}.INFO`, {data});
}

function lookAt(model: Model): Look {
	return {...new Stage(80, 24).look(), model};
}

/** The lines below the heading, without the blanks that align them. */
function shown(model: Model): readonly string[] {
	const account = model.accounts.get(key);
	if (account === undefined) throw new Error('the account is not known');
	return claimsLines(lookAt(model), account)
		.map(line => textOf(line).trim().replaceAll(/ {2,}/g, ' | '))
		.slice(1);
}

test('are asked of all servers, where an account has any', () => {
	const model = replay([n1.connect(noon, 5, {acc: key}), n1.connect(noon, 6, {acc: 'APP'})]);
	const [ofOperator, ofFile] = [model.accounts.get(key), model.accounts.get('APP')];
	if (ofOperator === undefined || ofFile === undefined) throw new Error('an account is missing');
	const request = {subject: `$SYS.REQ.ACCOUNT.${key}.INFO`, body: ''};
	expect(claimsPolls(ofOperator)).toEqual([{request, everyMs: 10_000, scope: 'all'}]);
	expect(shown(model)).toEqual(['Claims | not known yet: only servers where the account is in use report them']);
	expect(claimsPolls(ofFile)).toEqual([]);
	expect(claimsLines(lookAt(model), ofFile)).toEqual([]);
});

test('are those that the servers use', () => {
	expect(shown(replay([told(n1, noon, 'A'), told(n2, noon, 'A')]))).toEqual([
		'Claims | last reported 0.0 s ago',
		`issued by | ${operator}`,
		'issued at | 2026-11-23 11:00:00',
		'expire | never',
		'servers | n1 n2 use these',
		'connections | 5',
		'JetStream | off',
		'unlimited | leafnodes, subscriptions, payload, data, imports, exports',
	]);
});

test('that are pushed are told with what they change, and as not yet taken', () => {
	const limits = {conn: 9, payload: 1024, disk_storage: -1};
	const nats = {revocations: {U1: 1, U2: 2}, signing_keys: ['A1']};
	expect(shown(replay([told(n1, noon, 'A'), pushed(noon + 1000, 'B', {limits, nats})]))).toEqual([
		'Claims | last reported 0.0 s ago',
		`issued by | ${operator}`,
		'issued at | 2026-11-23 11:00:00',
		'expire | never',
		'pushed | 12:00:01, asking the servers whether they accepted them',
		'n1: different claims, issued 2026-11-23 11:00:00',
		'connections | 9 (was 5)',
		'payload | 1.0 KiB (was unlimited)',
		'memory storage | 0 B',
		'file storage | unlimited (was 0 B)',
		'streams | unlimited (was 0)',
		'consumers | unlimited (was 0)',
		'unlimited | leafnodes, subscriptions, data, imports, exports',
		'signing keys | 1 (was 0)',
		'revoked users | 2 (was 0)',
	]);
});

test('that a server has taken are told so, and which server has not', () => {
	const model = replay([
		told(n1, noon, 'A'),
		told(n2, noon, 'A'),
		pushed(noon + 1000, 'B', {limits: {conn: 9}}),
		told(n2, noon + 2000, 'A'),
		told(n1, noon + 2001, 'B', {limits: {conn: 9}}),
	]);
	expect(shown(model)).toEqual(
		expect.arrayContaining([
			'pushed | 12:00:01, accepted',
			'servers | n1 uses these',
			'n2: different claims, issued 2026-11-23 11:00:00',
			'connections | 9 (was 5)',
		]),
	);
});

test('that no server takes do not count', () => {
	const forged = pushed(noon + 1000, 'F', {iss: `O${'X'.repeat(55)}`, limits: {conn: 1}});
	const lines = shown(replay([told(n1, noon, 'A'), forged, told(n1, noon + 2000, 'A')]));
	expect(lines).toContain('pushed | 12:00:01, no server uses them');
	expect(lines).toContain('connections | 5');
	expect(lines).toContain(`issued by | ${operator}`);
});

test.each<[string, number, string, string | undefined]>([
	['are over', noon / 1000 - 1, 'expired | 2026-11-23 11:59:59', 'bad'],
	['end within the day', noon / 1000 + 3600, 'expire | 2026-11-23 13:00:00', 'warn'],
	['end some day', noon / 1000 + 864_000, 'expire | 2026-12-03 12:00:00', undefined],
	['end beyond all dates', 1e15, 'expire | never', undefined],
])('that %s', (_, exp, expected, style) => {
	const model = replay([told(n1, noon, 'A', {exp})]);
	expect(shown(model)).toContain(expected);
	const account = model.accounts.get(key);
	const line = account && claimsLines(lookAt(model), account).find(each => /expire/.test(textOf(each)));
	expect(line?.spans.at(-1)?.style).toBe(style);
});

test('made to be long are told in bounds', () => {
	const long = (text: string): string => text.repeat(500);
	const tiers = Object.fromEntries(['1', '2', '3', '4'].map(n => [long(n), {disk_storage: -1, mem_storage: -1}]));
	const hostile = pushed(noon + 1000, 'B', {iss: long('O'), limits: {tiered_limits: tiers}});
	const model = replay([told(n1, noon, 'A'), hostile]);
	expect(invariantsOf(model)).toEqual([]);
	expect(model.journals.notices.slots.at(-1)?.text).toMatch(/ and 9 more, issued by O{31}…$/);
	expect(shown(model).length).toBeLessThan(50);
});

test('of servers that are gone are forgotten', () => {
	const model = replay([told(n1, noon, 'A'), told(n2, noon, 'A')]);
	model.servers.delete(n2.id);
	expect(shown(model)).toContain('servers | n1 uses these');
	const again = replay([told(n1, noon + 10_000, 'A')], {model});
	expect([...(again.accounts.get(key)?.claims?.told.keys() ?? [])]).toEqual([n1.id]);
});
