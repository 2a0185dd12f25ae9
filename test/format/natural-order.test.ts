import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {compareNames} from '../../source/format/natural-order.ts';

const collator = new Intl.Collator('en', {numeric: true});

const printable = Array.from({length: 95}, (_, index) => String.fromCharCode(32 + index));
/** Few signs, so that names begin alike and go on with digits, zeros and both cases. */
const alike = fc.string({unit: fc.constantFrom('a', 'A', 'b', '0', '1', '9', '-', '_', '.', '/'), maxLength: 12});
const ascii = fc.string({unit: fc.constantFrom(...printable), maxLength: 12});
const any = fc.string({unit: 'grapheme', maxLength: 6});

describe('names are in the order of English with numbers by value', () => {
	test.each([
		['alike', alike],
		['ASCII', ascii],
		['of any kind', any],
	])('%s', (_, names) => {
		fc.assert(
			fc.property(names, names, (one, other) => {
				expect(Math.sign(compareNames(one, other))).toBe(Math.sign(collator.compare(one, other)));
			}),
			{numRuns: 20_000},
		);
	});

	test('every two signs', () => {
		const wrong = printable.flatMap(one =>
			printable
				.filter(other => Math.sign(compareNames(one, other)) !== Math.sign(collator.compare(one, other)))
				.map(other => `${one}${other}`),
		);
		expect(wrong).toEqual([]);
	});

	test('long numbers', () => {
		for (const digits of [1, 20, 199, 200, 300]) {
			const [one, other] = [`n${'9'.repeat(digits)}`, `n1${'0'.repeat(digits)}`];
			expect(Math.sign(compareNames(one, other))).toBe(Math.sign(collator.compare(one, other)));
		}
	});
});
