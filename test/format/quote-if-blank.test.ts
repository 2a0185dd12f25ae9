import {expect, test} from 'vitest';
import {quoteIfBlank} from '../../source/format/quote-if-blank.ts';

test.each([
	['', ''],
	[' ', '" "'],
	['\u3000 ', '"\u3000 "'],
	[' a ', ' a '],
	['"', '"'],
])('%j is seen as %j', (name, expected) => {
	expect(quoteIfBlank(name)).toBe(expected);
});
