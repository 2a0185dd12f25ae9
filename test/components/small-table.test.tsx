import {describe, expect, test} from 'vitest';
import {smallTableText} from '../../source/components/small-table.tsx';

describe('small table', () => {
	test('is flat, in columns, and as wide as its rows', () => {
		const rows = [
			{key: '↑ ↓ j k', does: 'move'},
			{key: 'Esc', does: 'close, then clear the filter'},
		];
		expect(smallTableText({rows, columns: ['key', 'does']})).toBe(
			[' ↑ ↓ j k  move', ' Esc      close, then clear the filter'].join('\n'),
		);
	});

	test('leaves out what is not asked for', () => {
		expect(smallTableText({rows: [{a: '1', b: '2', c: '3'}], columns: ['c', 'a']})).toBe(' 3  1');
	});
});
