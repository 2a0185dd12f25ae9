import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {conditionsOf, fieldIn, fieldNobodyHas, passes} from '../../source/table/filter.ts';

const fields = {
	name: 'Orders-svc',
	acc: 'APP',
	reason: 'Slow Consumer (Pending Bytes)',
	conns: 120,
	share: 0.5,
	'bytes-in': 2048,
};
const row = {
	text: () => 'orders-svc app 10.2.3.4',
	field: (name: string) => fieldIn(fields, name),
};

describe('filter line', () => {
	test.each([
		['', true],
		['orders', true],
		['ORDERS', true],
		['orders billing', false],
		['orders 10.2', true],
		['!billing', true],
		['!orders', false],
		['"svc app"', true],
		['"svc  app"', false],
		['!"svc app"', false],
		['name:orders', true],
		['name:ORDERS', true],
		['!name:billing', true],
		['!name:orders', false],
		['acc:APP name:svc', true],
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
		expect(passes(conditionsOf(filter), row)).toBe(expected);
	});

	test.each(['conns>', 'conns>x', 'name:', '!', 'name:""', '   ', '!name:'])(
		'that is not finished narrows nothing: %s',
		filter => {
			expect(conditionsOf(filter)).toEqual([]);
		},
	);

	test('never fails, whatever is typed', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary', maxLength: 60}), filter => {
				const conditions = conditionsOf(filter);
				expect(passes(conditions, row)).toBeTypeOf('boolean');
			}),
		);
	});

	test('finds every word that stands in the row, and nothing with its opposite', () => {
		const word = fc.stringMatching(/^[a-z0-9.]{1,8}$/);
		fc.assert(
			fc.property(fc.array(word, {minLength: 1, maxLength: 5}), fc.nat(4), (words, pick) => {
				const picked = words[pick % words.length] ?? '';
				const there = {text: () => words.join(' '), field: () => undefined};
				expect(passes(conditionsOf(picked), there)).toBe(true);
				expect(passes(conditionsOf(`!${picked}`), there)).toBe(false);
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
		['foo:x', 'nothing here has a field "foo"; there are acc name reason conns share bytes-in'],
	])('names what no row has: %s', (filter, words) => {
		expect(fieldNobodyHas(conditionsOf(filter), [row, {...row}], ['share', 'bytes-in', 'none'])).toBe(words);
	});

	test('says so when rows have no fields at all', () => {
		const bare = {text: () => '', field: () => undefined};
		expect(fieldNobodyHas(conditionsOf('foo:x'), [bare], [])).toBe('nothing here has a field "foo"; there is none');
	});

	test('asks a record only for what it has itself', () => {
		expect(fieldIn(fields, 'constructor')).toBeUndefined();
		expect(fieldIn(fields, 'conns')).toBe(120);
	});
});
