import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {age, ageInWords, clock, dateAndClock, duration, stopwatch, zoneName} from '../../source/format/time.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const noon = Date.UTC(2026, 10, 23, 12, 3, 44, 123);

describe('times', () => {
	test.each([
		[0, '0 s'],
		[0.25, '0.3 ms'],
		[0.7, '0.7 ms'],
		[38.4, '38 ms'],
		[94, '94 ms'],
		[400, '0.4 s'],
		[999, '1.0 s'],
		[1500, '1.5 s'],
		[9940, '9.9 s'],
		[9950, '10 s'],
		[41 * second, '41 s'],
		[59.6 * second, '1m 0s'],
		[3 * minute + 12 * second, '3m 12s'],
		[hour - 1, '1h 0m'],
		[3 * hour + 12 * minute, '3h 12m'],
		[12 * day + 4 * hour, '12d 4h'],
		[364 * day, '364d 0h'],
		[2 * 365 * day + 40 * day, '2y 40d'],
		[-5, '0 s'],
	])('%d ms take %s', (milliseconds, text) => {
		expect(duration(milliseconds)).toBe(text);
	});

	test.each([
		[0, '0.0s', '0.0 s', '0:00'],
		[300, '0.3s', '0.3 s', '0:00'],
		[9949, '9.9s', '9.9 s', '0:09'],
		[9950, '10s', '10 s', '0:09'],
		[41 * second, '41s', '41 s', '0:41'],
		[99 * second, '99s', '1m 39s', '1:39'],
		[125 * second, '2m', '2m 5s', '2:05'],
		[99 * minute, '99m', '1h 39m', '1h 39m'],
		[3 * hour, '3h', '3h 0m', '3h 0m'],
		[40 * hour, '40h', '1d 16h', '1d 16h'],
		[4 * day, '4d', '4d 0h', '4d 0h'],
		[-5, '0.0s', '0.0 s', '0:00'],
	])('%d ms are %s old, in words %s, on a stopwatch %s', (milliseconds, short, words, watch) => {
		expect(age(milliseconds)).toBe(short);
		expect(ageInWords(milliseconds)).toBe(words);
		expect(stopwatch(milliseconds)).toBe(watch);
	});

	test('that nobody knows are a dash', () => {
		for (const value of [undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
			for (const tell of [duration, age, ageInWords]) expect(tell(value)).toBe('–');
		}
	});

	test('of the day are those of the zone', () => {
		expect(clock(noon, true)).toBe('12:03:44');
		expect(clock(noon, true, true)).toBe('12:03:44.123');
		expect(dateAndClock(noon, true)).toBe('2026-11-23 12:03:44');
		expect(zoneName(noon, true)).toBe('UTC');
		const local = new Date(noon);
		const two = (value: number): string => String(value).padStart(2, '0');
		const here = `${two(local.getHours())}:${two(local.getMinutes())}:${two(local.getSeconds())}`;
		expect(clock(noon, false)).toBe(here);
		expect(dateAndClock(noon, false)).toBe(
			`${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())} ${here}`,
		);
		expect(zoneName(noon, false)).toMatch(/^UTC([+−]\d\d:\d\d)?$/);
	});

	test('fit into their columns', () => {
		fc.assert(
			fc.property(fc.double({min: 0, max: 900 * day, noNaN: true}), milliseconds => {
				expect(age(milliseconds).length).toBeLessThanOrEqual(5);
				expect(duration(milliseconds).length).toBeLessThanOrEqual(8);
			}),
			{numRuns: 500},
		);
	});
});
