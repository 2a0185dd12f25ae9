import fc from 'fast-check';
import {expect, test} from 'vitest';
import {copyOf, ownText} from '../../source/wire/own-text.ts';

test('a text of its own is the same text, whichever came before in its place', () => {
	// Few ends and lengths, so that many share a place.
	const text = fc.oneof(
		fc.string({maxLength: 400}),
		fc.string({unit: fc.constantFrom('a', 'b', '\ud800', '☂'), minLength: 13, maxLength: 16}),
	);
	fc.assert(
		fc.property(fc.array(text, {maxLength: 50}), texts => {
			expect(texts.map(ownText)).toEqual(texts);
			expect(texts.map(copyOf)).toEqual(texts);
		}),
	);
});
