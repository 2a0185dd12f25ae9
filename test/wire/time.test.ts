import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {timeOf} from '../../source/wire/time.ts';
import {realMessages} from './mutations.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** An RFC 3339 time, and what it means by Date.parse, which knows three digits of a fraction, and the rest of them. */
const valid = fc
	.record({
		day: fc.date({min: new Date('0002-01-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true}),
		digits: fc.integer({min: 0, max: 9}),
		fraction: fc.integer({min: 0, max: 999_999_999}),
		offset: fc.option(fc.integer({min: -23 * 60 - 59, max: 23 * 60 + 59})),
	})
	.map(({day, digits, fraction, offset}) => {
		const decimals = two(fraction).padStart(9, '0').slice(0, digits);
		const size = Math.abs(offset ?? 0);
		const sign = (offset ?? 0) < 0 ? '-' : '+';
		const zone = offset === null ? 'Z' : `${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
		const date = `${String(day.getUTCFullYear()).padStart(4, '0')}${day.toISOString().slice(-20, -5)}`;
		return {text: `${date}${digits > 0 ? `.${decimals}` : ''}${zone}`, rest: Number(`0.${decimals.slice(3) || '0'}`)};
	});

describe('the time of an RFC 3339 text', () => {
	test('is that of Date.parse, to the fraction of a millisecond', () => {
		fc.assert(
			fc.property(valid, ({text, rest}) => {
				const expected = Date.parse(text) + rest;
				expect(Number.isFinite(expected)).toBe(true);
				expect(timeOf(text)).toBeCloseTo(expected, 1);
			}),
			{numRuns: 1500},
		);
	});

	test('is found in every server block of the recordings', () => {
		let seen = 0;
		for (const {text} of realMessages) {
			for (const [, time = ''] of text.matchAll(/"(?:time|start|stop|timestamp)":"([^"]+)"/g)) {
				if (time.startsWith('0001') || time.startsWith('[')) continue;
				seen++;
				expect(timeOf(time)).toBeCloseTo(Date.parse(time), -1);
			}
		}
		expect(seen).toBeGreaterThan(3000);
	});

	test.each([
		['2026-11-23T10:17:06Z', Date.UTC(2026, 10, 23, 10, 17, 6)],
		['2026-11-23T10:17:06.51-05:00', Date.UTC(2026, 10, 23, 15, 17, 6, 510)],
		['2026-11-23T10:17:06.510123456+05:30', Date.UTC(2026, 10, 23, 4, 47, 6, 510) + 0.123],
		['2024-02-29T23:59:59.999Z', Date.UTC(2024, 1, 29, 23, 59, 59, 999)],
		['1969-12-31T23:59:59Z', -1000],
	])('%s', (text, expected) => {
		expect(timeOf(text)).toBeCloseTo(expected, 2);
	});
});

describe('what is no time', () => {
	test.each<unknown>([
		'0001-01-01T00:00:00Z',
		'0001-01-01T00:00:00.000Z',
		'0000-11-23T10:17:06Z',
		'',
		'now',
		'2026-11-23',
		'2026-11-23T10:17:06',
		'2026-11-23 10:17:06Z',
		'2026-11-23t10:17:06Z',
		'2026/11/23T10:17:06Z',
		'2026-11-23T10.17.06Z',
		'2026-11-23T10:17:06.Z',
		'2026-11-23T10:17:06z',
		'2026-11-23T10:17:06ZZ',
		'2026-11-23T10:17:06+0530',
		'2026-11-23T10:17:06+05:30Z',
		'2026-11-23T10:17:06+05-30',
		'2026-11-23T10:17:06+24:00',
		'2026-00-23T10:17:06Z',
		'2026-13-23T10:17:06Z',
		'2026-11-00T10:17:06Z',
		'2026-11-32T10:17:06Z',
		'2026-11-23T24:17:06Z',
		'2026-11-23T10:60:06Z',
		'2026-11-23T10:17:60Z',
		'+026-11-23T10:17:06Z',
		'2026-1a-23T10:17:06Z',
		`2026-11-23T10:17:06.${'1'.repeat(40)}Z`,
		1_795_428_000_000,
		null,
		undefined,
		{},
		['2026-11-23T10:17:06Z'],
	])('is undefined: %j', value => {
		expect(timeOf(value)).toBeUndefined();
	});

	test('is never taken for one that Date.parse does not know', () => {
		const spoilt = fc
			.tuple(valid, fc.nat(40), fc.constantFrom(...'0123456789-+:.TZ x'), fc.constantFrom(0, 1))
			.map(
				([{text}, where, by, width]) =>
					text.slice(0, where % text.length) + by + text.slice((where % text.length) + width),
			);
		fc.assert(
			fc.property(fc.oneof(spoilt, fc.string(), fc.string({minLength: 20, maxLength: 30})), text => {
				const time = timeOf(text);
				// With ten digits after the point Date.parse loses its way.
				if (time !== undefined) expect(time).toBeCloseTo(Date.parse(text.replace(/(\.\d{9})\d+/, '$1')), -1);
			}),
			{numRuns: 1500},
		);
	});
});
