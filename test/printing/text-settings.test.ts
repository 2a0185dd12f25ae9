import {expect, test} from 'vitest';
import {textSettings} from '../../source/printing/text-settings.ts';

const wanted = {width: 200, ascii: true, theme: 'palette'} as const;
const line = {spans: [{text: 'x'.repeat(200), style: 'good'}]} as const;

test('a line in colours is as wide as one without', () => {
	const {columns, painted} = textSettings({...wanted, color: 'always'});
	expect(columns).toBe(200);
	expect(painted?.(line)).toBe(`\u001B[32m${'x'.repeat(200)}\u001B[39m`);
});

test('without colours nothing is painted', () => {
	expect(textSettings({...wanted, color: 'never'})).toEqual({columns: 200, ascii: true});
});

test('what is old is faded', () => {
	expect(textSettings({...wanted, color: 'always'}, true).painted?.(line)).toBe(
		`\u001B[2m${'x'.repeat(200)}\u001B[22m`,
	);
});
