// Claims that somebody pushes: the payload is the token itself.
import {payloadOf} from '../../source/model/messages.ts';
import {expect, test} from 'vitest';
import {entriesOf} from '../../source/model/journal.ts';
import {replay} from '../helpers/replay.ts';
import {noon} from './made-server.ts';

const key = 'ACZ4LFN5C3BE4HIUAKZSBPM2NLZFJLNG2FZ5DBNMDZKRJ7LURGCWKX3J';
const operator = 'ODPB4YYQEVRYVKOOXUOVZ4MWMMVLZPEWVFIQJ6HVLWTGIZ4JGSTAYPYS';

function tokenOf(name: string | undefined, limits: unknown, id = 'x'.repeat(52)): string {
	const claims = {
		jti: id,
		iat: 1_795_428_000,
		iss: operator,
		sub: key,
		name,
		nats: {type: 'account', limits},
	};
	const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({typ: 'JWT', alg: 'ed25519-nkey'})}.${part(claims)}.${'Sgn4tvr-'.repeat(11)}`;
}

test('are told in words, and the token is nowhere', () => {
	const token = tokenOf('orders', {conn: 5});
	const model = replay([{at: noon, subject: `$SYS.ACCOUNT.${key}.CLAIMS.UPDATE`, text: token}]);
	expect(model.misunderstood).toBe(0);
	expect([...entriesOf(model.journals.notices)].map(([, one]) => one)).toEqual([
		{
			kind: 'claims',
			at: noon,
			serverId: '',
			who: 'orders',
			text: 'connections 5 (before: not known), issued by ODPB4…',
			count: 1,
		},
	]);
	expect(model.accounts.get(key)).toMatchObject({id: key, name: 'orders'});
	const everything = JSON.stringify([...model.accounts.values(), model.journals, model.clients]);
	for (const part of token.split('.')) expect(everything).not.toContain(part.slice(0, 16));
	const [kept] = [...entriesOf(model.journals.messages)].map(([, message]) => message);
	expect(kept).toMatchObject({size: token.length, isCut: false});
	expect(JSON.parse((kept && payloadOf(model, kept)) ?? '')).toMatchObject({name: 'orders', nats: {limits: {conn: 5}}});
});

test('are told by what changed, when others were known', () => {
	const subject = `$SYS.ACCOUNT.${key}.CLAIMS.UPDATE`;
	const pushed = [
		tokenOf('orders', {conn: 5}, 'A'),
		tokenOf('orders', {conn: 9}, 'B'),
		tokenOf('orders', {conn: 9}, 'B'),
	];
	const model = replay(pushed.map((text, index) => ({at: noon + index * 1000, subject, text})));
	expect(model.duplicates).toBe(1);
	expect([...entriesOf(model.journals.notices)].map(([, {text}]) => text)).toEqual([
		'connections 5 (before: not known), issued by ODPB4…',
		'connections 5 → 9, issued by ODPB4…',
	]);
});

test('may have no limit and no name', () => {
	const model = replay([
		{at: noon, subject: `$SYS.ACCOUNT.${key}.CLAIMS.UPDATE`, text: tokenOf(undefined, {conn: -1})},
	]);
	const [[, note] = []] = entriesOf(model.journals.notices);
	expect(note).toMatchObject({who: key, text: 'connections unlimited (before: not known), issued by ODPB4…'});
});

test.each(['', '{}', 'hello', 'a.b.c', '[redacted]'])('are not made of %j', text => {
	const model = replay([{at: noon, subject: `$SYS.ACCOUNT.${key}.CLAIMS.UPDATE`, text}]);
	expect([model.misunderstood, model.accounts.size, model.journals.notices.added]).toEqual([1, 0, 0]);
});
