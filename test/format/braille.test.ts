import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {asciiOfBraille, brailleArea} from '../../source/format/braille.ts';
import {plainAscii} from '../../source/format/plain-ascii.ts';

/** How many dots each column of dots has, from the left. */
function dotsOf(lines: readonly string[]): readonly number[] {
	const columns: number[] = [];
	for (const line of lines) {
		Array.from(line).forEach((character, cell) => {
			const pattern = character === ' ' ? 0 : (character.codePointAt(0) ?? 0) - 0x28_00;
			for (const [side, mask] of [0x47, 0xb8].entries()) {
				const dots = Array.from({length: 8}, (_, bit) => (pattern & mask & (1 << bit) ? 1 : 0)).filter(Boolean).length;
				columns[cell * 2 + side] = (columns[cell * 2 + side] ?? 0) + dots;
			}
		});
	}
	return columns;
}

describe('an area of braille', () => {
	test('rises from the left to the right', () => {
		expect(brailleArea([0, 1, 2, 3, 4, 5, 6, 7, 8], 8, 9, 2)).toEqual(['     ⣀⣤⣶⣿', '⣀⣀⣤⣶⣿⣿⣿⣿⣿']);
	});

	test('has nothing where nothing is known, and a line of dots at zero', () => {
		expect(brailleArea([1, Number.NaN, 0, 1], 1, 4, 1)).toEqual(['⣿ ⣀⣿']);
		expect(brailleArea([Number.NaN, Number.NaN], 0, 2, 2)).toEqual(['  ', '  ']);
		expect(brailleArea([0, 0], 0, 2, 1)).toEqual(['⣀⣀']);
	});

	test('gives each value its part of the width, also half a cell', () => {
		expect(brailleArea([4, 2], 4, 1, 1)).toEqual(['⣧']);
		expect(brailleArea([1, 4, 2, 3], 4, 2, 1)).toEqual(['⣸⣴']);
	});

	test('is as large as asked for, and a higher value is never lower', () => {
		const value = fc.oneof(fc.double({min: 0, max: 1e9, noNaN: true}), fc.constant(Number.NaN));
		fc.assert(
			fc.property(
				fc.array(value, {minLength: 1, maxLength: 60}),
				fc.integer({min: 1, max: 80}),
				fc.integer({min: 1, max: 6}),
				(values, width, height) => {
					const top = Math.max(0, ...values.filter(one => !Number.isNaN(one)));
					const lines = brailleArea(values, top, width, height);
					expect(lines).toHaveLength(height);
					for (const line of lines) expect(Array.from(line)).toHaveLength(width);
					const dots = dotsOf(lines).map((count, column) => ({
						count,
						of: values[Math.floor((column * values.length) / (width * 2))] ?? Number.NaN,
					}));
					for (const {count, of} of dots) expect(count > 0).toBe(!Number.isNaN(of));
					const known = dots.filter(({of}) => !Number.isNaN(of)).toSorted((a, b) => a.of - b.of);
					for (const [index, one] of known.entries()) {
						expect(one.count).toBeGreaterThanOrEqual(known[index - 1]?.count ?? 0);
					}
					for (const {count, of} of known) if (of === top && top > 0) expect(count).toBe(height * 4);
				},
			),
		);
	});

	test('has a likeness in ASCII', () => {
		expect(plainAscii('⣿⣶⣤⣀ ⡇⢸')).toBe('#+:. ::');
		expect(asciiOfBraille('x')).toBeUndefined();
		expect(asciiOfBraille('⠀')).toBe(' ');
	});
});
