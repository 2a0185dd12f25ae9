import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {conditionsOf, type Field, fieldNobodyHas, matcherOf} from '../../source/table/filter.ts';
import {anyCharacter} from '../helpers/any-character.ts';

type Row = Readonly<Record<string, string | number | undefined>>;

const row: Row = {
	name: 'Orders-svc',
	acc: 'APP',
	host: '10.2.3.4',
	id: 'XSVCAPP',
	reason: 'Slow Consumer (Pending Bytes)',
	conns: 120,
	share: 0.5,
	'bytes-in': 2048,
	on: 'n1 n20',
};

function fieldOf(id: string): Field<Row> {
	return {id, value: one => (Object.hasOwn(one, id) ? one[id] : undefined)};
}

const fields: readonly Field<Row>[] = [
	{...fieldOf('name'), aliases: ['client']},
	{...fieldOf('acc'), aliases: ['account']},
	fieldOf('host'),
	{...fieldOf('id'), aliases: ['account'], searched: false},
	fieldOf('reason'),
	fieldOf('conns'),
	fieldOf('share'),
	fieldOf('bytes-in'),
	fieldOf('none'),
	{...fieldOf('on'), values: one => String(one['on'] ?? '').split(' ')},
	{id: 'sparkline'},
];

function passes(filter: string, one: Row = row): boolean {
	return matcherOf(conditionsOf(filter), fields)(one);
}

describe('filter line', () => {
	test.each([
		['', true],
		['orders', true],
		['ORDERS', true],
		['orders billing', false],
		['orders 10.2', true],
		['!billing', true],
		['!orders', false],
		['"slow consumer"', true],
		['"slow  consumer"', false],
		['"svc app"', false],
		['!"slow consumer"', false],
		['xsvc', false],
		['120', false],
		['name:orders', true],
		['name:ORDERS', true],
		['!name:billing', true],
		['!name:orders', false],
		['acc:APP name:svc', true],
		['client:orders', true],
		['account:app !account:orders', true],
		['account:xsvc', true],
		['id:xsvc', true],
		['sparkline:x', false],
		['name:=Orders-svc', true],
		['client:="Orders-svc"', true],
		// All of the text, as it is written.
		['name:=Orders', false],
		['name:=orders-svc', false],
		['!name:=Orders', true],
		['conns:=120', true],
		['conns:=12', false],
		['nothing:=x', false],
		['sparkline:=x', false],
		// One of several, and not what they are together.
		['on:=n1', true],
		['on:=n20', true],
		['on:=n2', false],
		['on:="n1 n20"', false],
		['on:n2', true],
		['reason:"slow consumer"', true],
		['reason:"slow consumer', true],
		['nothing:orders', false],
		['!nothing:orders', true],
		['conns>100', true],
		['conns>120', false],
		['conns<1k', true],
		['conns>0.1k', true],
		['!conns>100', false],
		['share<1', true],
		['bytes-in>2k', true],
		['conns>-5', true],
		['name>100', false],
		['nothing>1', false],
		['conns<1M conns>1', true],
	])('%s', (filter, expected) => {
		expect(passes(filter)).toBe(expected);
	});

	test.each(['conns>', 'conns>x', 'name:', '!', 'name:""', 'name:=', 'name:=""', '   ', '!name:'])(
		'that is not finished narrows nothing: %s',
		filter => {
			expect(conditionsOf(filter)).toEqual([]);
		},
	);

	test('never fails, whatever is typed', () => {
		fc.assert(
			fc.property(fc.string({unit: anyCharacter, maxLength: 60}), filter => {
				expect(passes(filter)).toBeTypeOf('boolean');
			}),
		);
	});

	test('finds every word that stands in the row, and nothing with its opposite', () => {
		const word = fc.stringMatching(/^[a-z0-9.]{1,8}$/);
		fc.assert(
			fc.property(fc.array(word, {minLength: 1, maxLength: 5}), fc.nat(4), (words, pick) => {
				const picked = words[pick % words.length] ?? '';
				const there = {name: words.join(' ')};
				expect(passes(picked, there)).toBe(true);
				expect(passes(`!${picked}`, there)).toBe(false);
			}),
		);
	});

	test.each([
		['orders !x', undefined],
		['conns>1M', undefined],
		['!foo>3', undefined],
		['acc:OTHER', undefined],
		['foo>3', 'nothing here has a number "foo"; there are conns share bytes-in'],
		['conns>3 foo<3', 'nothing here has a number "foo"; there are conns share bytes-in'],
		['name>3', 'nothing here has a number "name"; there are conns share bytes-in'],
		['foo:x', 'nothing here has a field "foo"; there are name acc host id reason conns share bytes-in on'],
	])('names what no row has: %s', (filter, words) => {
		expect(fieldNobodyHas(conditionsOf(filter), [row, {...row}], fields)).toBe(words);
	});

	test('says so when rows have no fields at all', () => {
		expect(fieldNobodyHas(conditionsOf('foo:x'), [{}], fields)).toBe('nothing here has a field "foo"; there is none');
	});

	test('knows no field that is not a column', () => {
		expect(passes('constructor:function')).toBe(false);
		expect(passes('!constructor:function')).toBe(true);
	});
});
