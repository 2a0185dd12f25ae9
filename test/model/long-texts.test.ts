import fc from 'fast-check';
import {expect, test} from 'vitest';
import {copyOfLongTexts, createLongTexts, keepLongText, longTextOf} from '../../source/model/long-texts.ts';

const mostBytes = 2 ** 14;
// With every number of bytes a unit can take, and what a decoder may take for a mark.
const letter = fc.constantFrom('a', 'é', '€', '🦀', '\ufeff');
const text = fc
	.tuple(letter, fc.integer({min: 0, max: 600}))
	.map(([unit, times]) => unit.repeat(times))
	.filter(({length}) => length > 0);

test('the last long texts are there to the letter, older ones are not there', () => {
	fc.assert(
		fc.property(fc.array(text, {minLength: 1, maxLength: 80}), all => {
			const texts = createLongTexts(mostBytes);
			const kept = all.map(one => keepLongText(texts, one));
			const found = kept.map(place => longTextOf(texts, place));
			const first = found.findIndex(one => one !== undefined);
			expect(found.slice(first)).toEqual(all.slice(first));
			expect(found.slice(0, first).every(one => one === undefined)).toBe(true);
			expect(texts.bytes.length).toBeLessThanOrEqual(mostBytes);
			// A text takes three bytes a unit at most, and may have to begin anew at the start.
			const room = Math.floor(mostBytes / (2 * 1200 * 3));
			expect(kept.length - first).toBeGreaterThanOrEqual(Math.min(room, all.length));
		}),
	);
});

test('a copy is not reached by what comes after', () => {
	fc.assert(
		fc.property(fc.array(text, {minLength: 1, maxLength: 20}), fc.array(text, {maxLength: 40}), (before, after) => {
			const texts = createLongTexts(mostBytes);
			const kept = before.map(one => keepLongText(texts, one));
			const copy = copyOfLongTexts(texts);
			const found = kept.map(place => longTextOf(copy, place));
			for (const one of after) keepLongText(texts, one);
			expect(kept.map(place => longTextOf(copy, place))).toEqual(found);
			for (const one of after) keepLongText(copy, one);
			expect(copy).toEqual(texts);
		}),
	);
});
