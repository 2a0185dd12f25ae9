import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createSequenceWindow, seenBefore, widen} from '../../source/model/sequence-window.ts';

/** Numbers that rise, each perhaps a second time after up to `lag` others. */
function twice(lag: number): fc.Arbitrary<readonly number[]> {
	return fc
		.array(fc.tuple(fc.integer({min: 1, max: 3}), fc.integer({min: 0, max: lag})), {minLength: 1, maxLength: 300})
		.map(steps => {
			let number = 0;
			const arrivals = steps.flatMap(([step, later], index) => {
				number += step;
				return [
					{at: index, number},
					{at: index + later + 0.5, number},
				];
			});
			return arrivals.sort((a, b) => a.at - b.at).map(arrival => arrival.number);
		});
}

describe('a window of numbers', () => {
	test.each([
		['as it begins', false, 150],
		['that was widened', true, 1300],
	])('%s knows what came twice', (_, isWide, lag) => {
		fc.assert(
			fc.property(twice(lag), numbers => {
				const window = createSequenceWindow();
				if (isWide) widen(window);
				const seen = new Set<number>();
				for (const number of numbers) {
					expect(seenBefore(window, number)).toBe(seen.has(number));
					seen.add(number);
				}
			}),
			{numRuns: 50},
		);
	});

	test('keeps what it knows when it is widened, and stays within 512 bytes', () => {
		const window = createSequenceWindow();
		const numbers = Array.from({length: 500}, (_, index) => 7000 + index * 1);
		for (const number of numbers) seenBefore(window, number);
		widen(window);
		widen(window);
		expect(window.bits.byteLength).toBe(512);
		expect(numbers.filter(number => !seenBefore(window, number))).toEqual([]);
		expect(seenBefore(window, 6999)).toBe(false);
		expect(seenBefore(window, 6999)).toBe(true);
	});

	test('goes on after a jump, and after one that was not true', () => {
		const window = createSequenceWindow();
		const arrivals = [5, 6, 100_000, 100_001, 100_000, 2 ** 52, 100_002, 100_003, 100_002, 100_001];
		expect(arrivals.map(number => seenBefore(window, number))).toEqual([
			false,
			false,
			false,
			false,
			true,
			false,
			false,
			false,
			true,
			// Forgotten by the jump.
			false,
		]);
	});

	test('takes numbers of any size', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({min: 1, max: Number.MAX_SAFE_INTEGER})), numbers => {
				const window = createSequenceWindow();
				for (const number of numbers) {
					seenBefore(window, number);
					expect(seenBefore(window, number) || window.highest - number >= 512).toBe(true);
				}
			}),
		);
	});
});
