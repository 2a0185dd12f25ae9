import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {themeNamed} from '../../source/components/theme-named.ts';
import {colourTheme, plainTheme} from '../../source/components/theme.ts';
import {themeChoices} from '../../source/options/theme-choice.ts';
import {createScreenTheme} from '../../source/printing/screen-theme.ts';
import {printedTheme} from '../../source/printing/shown-colours.ts';

beforeEach(() => {
	vi.stubEnv('FORCE_COLOR', '2');
	vi.stubEnv('NO_COLOR', undefined);
	vi.stubEnv('TERM', 'xterm-256color');
});
afterEach(() => void vi.unstubAllEnvs());

const neverAsked = () => Promise.reject(new Error('asked'));

test('each key leads to the next theme, and says which it is', async () => {
	const theme = createScreenTheme({color: 'auto', theme: 'monochrome'}, neverAsked);
	await theme.begin();
	expect(theme.current()).toBe(plainTheme);
	// What the tests run in is no terminal that could be asked.
	expect(await theme.next()).toBe('theme auto · the terminal’s own colours');
	expect(theme.current()).toBe(colourTheme);
	for (const name of themeChoices) {
		if (name === 'auto') continue;
		expect(await theme.next()).toBe(`theme ${name}`);
		expect(theme.current()).toEqual(themeNamed(name, '256'));
		expect(theme.current()).toBe(theme.current());
	}
});

test('where there are no colours it says why nothing changes', async () => {
	const theme = createScreenTheme({color: 'never', theme: 'auto'}, neverAsked);
	await theme.begin();
	expect(theme.current()).toBe(plainTheme);
	expect(await theme.next()).toBe('theme palette · no colours: --color never, NO_COLOR or the terminal’s kind');
	expect(theme.current()).toBe(plainTheme);
});

test.each([
	['auto', '2', undefined, '256'],
	['auto', '3', undefined, 'truecolour'],
	['auto', undefined, undefined, 'none'],
	['auto', undefined, '1', 'none'],
	['always', undefined, '1', '256'],
	['always', '0', undefined, '16'],
	['always', '3', undefined, 'truecolour'],
	['never', '3', undefined, 'none'],
] as const)('--color %s, FORCE_COLOR %s, NO_COLOR %s: printed with %s colours', (color, force, no, depth) => {
	vi.stubEnv('FORCE_COLOR', force);
	vi.stubEnv('NO_COLOR', no);
	vi.stubEnv('COLORTERM', undefined);
	vi.stubEnv('TERM_PROGRAM', undefined);
	vi.stubEnv('WT_SESSION', undefined);
	expect(printedTheme({color, theme: 'light'})).toEqual(themeNamed('light', depth));
	expect(printedTheme({color, theme: 'auto'})).toBe(depth === 'none' ? plainTheme : colourTheme);
});
