import {expect, test} from 'vitest';
import {disambiguate} from '../../source/insight/disambiguate.ts';

test.each([
	[
		[
			['a', 'x'],
			['b', 'x'],
		],
		['a', 'b'],
	],
	[
		[
			['a', 'x'],
			['a', 'y'],
			['b', 'x'],
		],
		['a (x)', 'a (y)', 'b'],
	],
	[
		[
			['a', ''],
			['a', 'y'],
		],
		['a', 'a (y)'],
	],
	[
		[
			['a', 'x', 'one'],
			['a', 'x', 'two'],
			['a', 'y', 'one'],
		],
		['a (x) (one)', 'a (x) (two)', 'a (y)'],
	],
	[
		[
			['a', 'x'],
			['a', 'x'],
		],
		['a (x)', 'a (x)'],
	],
	[[], []],
])('%j are told as %j', (identities, told) => {
	expect(disambiguate(identities)).toEqual(told);
});
