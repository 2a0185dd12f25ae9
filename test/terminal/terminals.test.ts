import {describe, expect, test} from 'vitest';
import {canTellBackground} from '../../source/terminal/background.ts';
import {betweenUsAndTheTerminal} from '../../source/terminal/clipboard.ts';
import {colourDepth} from '../../source/terminal/colour-depth.ts';
import {supportsUnicode} from '../../source/terminal/supports-unicode.ts';
import {terminals} from './terminals.ts';

describe.each(terminals)('$name', ({env, platform = 'linux', depth, unicode, clipboard, isAsked}) => {
	test('is known for what it is', () => {
		expect(colourDepth(env, {isTTY: true})).toBe(depth);
		expect(supportsUnicode({...env, LANG: 'C.UTF-8'})).toBe(unicode);
		expect(betweenUsAndTheTerminal(env)).toBe(clipboard);
		expect(canTellBackground(env, platform)).toBe(isAsked);
	});

	test('shows ASCII where the locale is not UTF-8, and no colours where NO_COLOR is set', () => {
		expect(supportsUnicode({...env, LANG: 'C'})).toBe(false);
		expect(colourDepth({...env, NO_COLOR: '1'}, {isTTY: true})).toBe('none');
	});
});
