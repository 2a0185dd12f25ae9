import fc from 'fast-check';
import {expect, test} from 'vitest';
import {goDurationMs} from '../../source/wire/go-duration.ts';

test.each([
	['910µs', 0.91],
	['1.644417ms', 1.644417],
	['0s', 0],
	['2.5s', 2500],
	['1m2.5s', 62_500],
	['3h0m0s', 10_800_000],
	['250ns', 0.00025],
])('%s is %d ms', (text, ms) => {
	expect(goDurationMs(text)).toBeCloseTo(ms, 9);
});

test.each([undefined, null, 5, '', 'soon', '1', '1ms ', '-1s', '1 ms', 'ms', '1.s'])('%j is no duration', value => {
	expect(goDurationMs(value)).toBeUndefined();
});

test('any text gives a number from 0 up, or nothing', () => {
	fc.assert(
		fc.property(fc.string(), text => {
			const ms = goDurationMs(text);
			expect(ms === undefined || ms >= 0).toBe(true);
		}),
	);
});
