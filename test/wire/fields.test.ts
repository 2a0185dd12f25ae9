import {expect, test} from 'vitest';
import {
	fields,
	fieldsOrNothing,
	list,
	number,
	numberOrNothing,
	text,
	wholeOrNothing,
} from '../../source/wire/fields.ts';

const unlimited = 18_446_744_073_709_551_615n;

const values: readonly unknown[] = [
	0,
	-1,
	0.5,
	2 ** 64,
	Number(unlimited),
	1e20,
	1e308,
	-1e308,
	Infinity,
	NaN,
	'7',
	null,
];

test('numbers are those that 64 bits can hold', () => {
	expect(values.map(number)).toEqual([0, -1, 0.5, 2 ** 64, 2 ** 64, 0, 0, 0, 0, 0, 0, 0]);
	expect(values.map(numberOrNothing).slice(4)).toEqual([2 ** 64, ...Array(7).fill(undefined)]);
});

test('ids and sequence numbers are whole, from 0 up, and exact', () => {
	const whole = [0, 1, 2 ** 53 - 1];
	expect(whole.map(wholeOrNothing)).toEqual(whole);
	expect([-1, 0.5, 2 ** 53, Infinity, NaN, '7', null, [1]].map(wholeOrNothing)).toEqual(Array(8).fill(undefined));
});

test('texts are tamed; what is no text is empty', () => {
	expect(text('a\u001b[2Jb')).toBe('a\ufffd[2Jb');
	expect([7, null, undefined, {}, ['a'], true].map(text)).toEqual(['', '', '', '', '', '']);
});

test('only objects have fields, only arrays are lists', () => {
	expect(fields({a: 1})).toEqual({a: 1});
	expect([null, undefined, [1], 'a', 7].map(fields)).toEqual([{}, {}, {}, {}, {}]);
	expect([null, [1], 'a'].map(fieldsOrNothing)).toEqual([undefined, undefined, undefined]);
	expect([[1], null, {length: 3}, 'abc'].map(list)).toEqual([[1], [], [], []]);
});
