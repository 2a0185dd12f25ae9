import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {exactFilter, exactFilterOfClient} from '../../source/format/exact-filter.ts';
import {conditionsOf, matcherOf} from '../../source/table/filter.ts';

type Row = Readonly<Record<string, string>>;

const fields = ['name', 'user', 'host'].map(id => ({id, value: (row: Row) => row[id]}));

describe('the filter for exactly these values', () => {
	test('leaves rows that have them, and no others, whatever they are', () => {
		const text = fc.string({unit: 'grapheme', minLength: 1, maxLength: 12}).filter(one => !one.includes('"'));
		fc.assert(
			fc.property(text, text, (name, other) => {
				const passes = matcherOf(conditionsOf(exactFilter({name})), fields);
				expect(passes({name})).toBe(true);
				expect(passes({name: other})).toBe(other === name);
				expect(passes({name: `${name}0`})).toBe(false);
			}),
		);
	});

	test('leaves out what is not known and what no filter can say', () => {
		expect(exactFilter({name: '', user: 'a"b', host: '10.2.3.4'})).toBe('host:="10.2.3.4"');
	});

	test.each([
		[{name: 'orders', user: 'svc', host: '10.1.1.1'}, 'name:="orders"'],
		[{name: '', user: 'svc', host: '10.1.1.1'}, 'user:="svc"'],
		[{name: '', user: '', host: '10.1.1.1'}, 'host:="10.1.1.1"'],
	])('of a client %j is by what it is called', (client, filter) => {
		expect(exactFilterOfClient(client)).toBe(filter);
	});
});
