import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {bytes, bytesInWords, change, count, grouped, percent, perSecond, rate} from '../../source/format/number.ts';

const unknowns = [undefined, Number.NaN, Number.POSITIVE_INFINITY];

describe('numbers', () => {
	test.each([
		[0, '0'],
		[0.4, '0'],
		[999, '999'],
		[9999, '9,999'],
		[9999.4, '9,999'],
		[9999.6, '10.0k'],
		[12_400, '12.4k'],
		[99_950, '100k'],
		[999_499, '999k'],
		[999_500, '1.0M'],
		[3_140_000, '3.1M'],
		[2e9, '2.0G'],
		[7e12, '7.0T'],
		[7e15, '7.0P'],
		[7e18, '7000P'],
		[-12_400, '-12.4k'],
	])('count %d is %s', (value, text) => {
		expect(count(value)).toBe(text);
	});

	test.each([
		[0, '0'],
		[1000, '1,000'],
		[999, '999'],
		[12_323_322_805, '12,323,322,805'],
		[-1234.5, '-1,234'],
	])('in full %d is %s', (value, text) => {
		expect(grouped(value)).toBe(text);
	});

	test.each([
		[0, '0', '0 B'],
		[812, '812', '812 B'],
		[1023.4, '1023', '1023 B'],
		[1023.7, '1.0K', '1.0 KiB'],
		[1024, '1.0K', '1.0 KiB'],
		[9318, '9.1K', '9.1 KiB'],
		[1_042_432, '1018K', '1018 KiB'],
		[1024 ** 2 - 1, '1.0M', '1.0 MiB'],
		[31_876_710, '30.4M', '30.4 MiB'],
		[1024 ** 3 * 1.2, '1.2G', '1.2 GiB'],
		[1024 ** 4 * 3, '3.0T', '3.0 TiB'],
	])('%d bytes are %s, %s', (value, short, words) => {
		expect(bytes(value)).toBe(short);
		expect(bytesInWords(value)).toBe(words);
	});

	test.each([
		[0, '0', '0'],
		[0.01, '0.0', '0'],
		[0.4, '0.4', '+0.4'],
		[9.94, '9.9', '+9.9'],
		[9.96, '10', '+10'],
		[-3, '-3.0', '−3.0'],
		[-0.01, '-0.0', '0'],
		[12_345, '12.3k', '+12.3k'],
	])('a rate of %d is %s, as a change %s', (value, short, signed) => {
		expect(rate(value)).toBe(short);
		expect(change(value)).toBe(signed);
	});

	test.each([
		[0, '0 %'],
		[99.6, '100 %'],
		[12.4, '12 %'],
	])('%d percent is %s', (value, text) => {
		expect(percent(value)).toBe(text);
	});

	test('that nobody knows are a dash, never a zero, and have no unit', () => {
		for (const value of unknowns) {
			for (const tell of [count, bytes, bytesInWords, rate, change, percent, perSecond]) expect(tell(value)).toBe('–');
		}
		expect(perSecond(12_400)).toBe('12.4k/s');
	});

	test('fit into their columns, and get no shorter by growing', () => {
		fc.assert(
			fc.property(fc.double({min: 0, max: 9.9e17, noNaN: true}), value => {
				expect(count(value).length).toBeLessThanOrEqual(5);
				expect(bytes(value).length).toBeLessThanOrEqual(5);
				expect(rate(value).length).toBeLessThanOrEqual(5);
			}),
			{numRuns: 500},
		);
	});
});
