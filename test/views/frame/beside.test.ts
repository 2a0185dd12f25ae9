import {describe, expect, test} from 'vitest';
import {paintedLine} from '../../../source/components/painted-line.ts';
import {colourTheme} from '../../../source/components/theme.ts';
import {textOf} from '../../../source/screen/screen.ts';
import {beside} from '../../../source/views/frame/beside.ts';

describe('two panes side by side', () => {
	test('take their places whatever they hold', () => {
		const left = [{spans: [{text: 'short'}]}, {spans: [{text: 'a text that is too long'}]}];
		const right = [{spans: [{text: '日本語日本語'}]}, {spans: []}, {spans: [{text: 'last'}]}];
		expect(beside(left, right, 10, 20).map(textOf)).toEqual([
			'short     │日本語日…',
			'a text th…│         ',
			'          │last     ',
		]);
	});

	test('have a bar that ends with its pane', () => {
		const row = {spans: [{text: 'n1', style: 'bad' as const}], selected: true};
		const painting = {theme: colourTheme, ascii: false, faded: false};
		const painted = ([line = {spans: []}]: ReturnType<typeof beside>): string => paintedLine(line, 12, painting);
		const {on, off} = colourTheme.selected;
		const dim = colourTheme.styles.dim;
		const rule = `${dim.on}│${dim.off}`;
		expect(painted(beside([row], [{spans: [{text: 'ab'}]}], 5, 12))).toBe(`${on}n1${off}${on}   ${off}${rule}ab    `);
		expect(painted(beside([{spans: [{text: 'ab'}]}], [row], 5, 12))).toBe(`ab   ${rule}${on}n1${off}${on}    ${off}`);
	});
});
