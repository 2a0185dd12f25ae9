import {expect, test} from 'vitest';
import {
	amountOrNothing,
	amountUnlessLeftOut,
	fields,
	fieldsOrNothing,
	list,
	measureOrNothing,
	text,
	wholeOrNothing,
} from '../../source/wire/fields.ts';

const impossible: readonly unknown[] = [
	...[-1, -0.5, 2 ** 63, 2 ** 64, 2 ** 70, 1e308, -1e308, Infinity, -Infinity, NaN],
	...['7', '', null, true, [], [1], {}],
];

test('counts and measures are from 0 up and fit 63 bits; anything else is unknown, never 0', () => {
	const nothing = impossible.map(() => undefined);
	expect(impossible.map(amountOrNothing)).toEqual(nothing);
	expect(impossible.map(measureOrNothing)).toEqual(nothing);
	expect(impossible.map(amountUnlessLeftOut)).toEqual(nothing);
	for (const value of [0, 1, 2 ** 53, 2 ** 62]) expect(amountOrNothing(value)).toBe(value);
	expect([0.5, 12.5].map(amountOrNothing)).toEqual([undefined, undefined]);
	expect([0, 0.5, 12.5].map(measureOrNothing)).toEqual([0, 0.5, 12.5]);
	expect([amountOrNothing(undefined), measureOrNothing(undefined)]).toEqual([undefined, undefined]);
	expect([undefined, 0, 7].map(amountUnlessLeftOut)).toEqual([0, 0, 7]);
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
