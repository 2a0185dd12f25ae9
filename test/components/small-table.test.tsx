import {describe, expect, test} from 'vitest';
import {widthOf} from '../../source/format/width.ts';
import {bindings} from '../../source/ui/bindings.ts';
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

	test('of the keys fits 80 columns, a line a key', () => {
		const rows = bindings.map(({label, help}) => ({label, help}));
		const lines = smallTableText({rows, columns: ['label', 'help']}).split('\n');
		expect(lines).toHaveLength(bindings.length);
		const column = Math.max(...bindings.map(({label}) => label.length)) + 3;
		for (const [index, line] of lines.entries()) {
			expect(widthOf(line)).toBeLessThanOrEqual(80);
			expect(line.indexOf(bindings[index]?.help ?? '-')).toBe(column);
		}
	});

	test('leaves out what is not asked for', () => {
		expect(smallTableText({rows: [{a: '1', b: '2', c: '3'}], columns: ['c', 'a']})).toBe(' 3  1');
	});
});
