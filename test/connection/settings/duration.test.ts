import fc from 'fast-check';
import {expect, test} from 'vitest';
import {durationMs} from '../../../source/connection/settings/duration.ts';

test.each([
	['5s', 5000],
	['500ms', 500],
	['1m30s', 90_000],
	['1.5h', 5_400_000],
	['.5s', 500],
	['1.s', 1000],
	['250µs', 0.25],
	['250us', 0.25],
	['1h0m0.001s', 3_600_001],
	['0s', 0],
])('%s', (text, milliseconds) => {
	expect(durationMs(text)).toBeCloseTo(milliseconds, 9);
});

test.each(['', '5', 's', '5 s', '-5s', '5S', '5s5', '5d', '1..5s', '.s', 'NaNs', '5s,'])('not a duration: %s', text => {
	expect(durationMs(text)).toBeUndefined();
});

test('seconds and minutes add up', () => {
	fc.assert(
		fc.property(fc.nat(10_000), fc.nat(59), (minutes, seconds) => {
			expect(durationMs(`${minutes}m${seconds}s`)).toBe(minutes * 60_000 + seconds * 1000);
		}),
	);
});
