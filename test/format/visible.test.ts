import {expect, test} from 'vitest';
import {visible} from '../../source/format/visible.ts';

test.each([
	['', ''],
	[' ', '" "'],
	['\u3000 ', '"\u3000 "'],
	[' a ', ' a '],
	['"', '"'],
])('%j is seen as %j', (name, expected) => {
	expect(visible(name)).toBe(expected);
});
