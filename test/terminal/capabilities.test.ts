import {describe, expect, test} from 'vitest';
import {betweenUsAndTheTerminal, clipboardSequence, mostClipboardBytes} from '../../source/terminal/clipboard.ts';
import {type ColourDepth, colourDepth} from '../../source/terminal/colour-depth.ts';
import {supportsUnicode} from '../../source/terminal/supports-unicode.ts';

type Environment = Readonly<Record<string, string>>;

const xterm = {TERM: 'xterm-256color'};

describe('colours', () => {
	test.for<[Environment, ColourDepth]>([
		[{}, 'none'],
		[{TERM: 'dumb'}, 'none'],
		[{TERM: 'dumb', COLORTERM: 'truecolor'}, 'none'],
		[{TERM: 'xterm'}, '16'],
		[{TERM: 'linux'}, '16'],
		[{TERM: 'vt220'}, '16'],
		[{TERM: 'screen'}, '16'],
		[xterm, '256'],
		[{TERM: 'screen-256color'}, '256'],
		[{TERM: 'tmux-256color', TERM_PROGRAM: 'iTerm.app'}, '256'],
		[{...xterm, TERM_PROGRAM: 'Apple_Terminal'}, '256'],
		[{...xterm, TERM_PROGRAM: 'iTerm.app'}, 'truecolour'],
		[{...xterm, COLORTERM: 'truecolor'}, 'truecolour'],
		[{...xterm, COLORTERM: '24bit'}, 'truecolour'],
		[{TERM: 'xterm', COLORTERM: 'yes'}, '16'],
		[{TERM: 'xterm-kitty'}, 'truecolour'],
		[{TERM: 'alacritty'}, 'truecolour'],
		[{TERM: 'xterm-direct'}, 'truecolour'],
		[{WT_SESSION: 'f00'}, 'truecolour'],
		[{...xterm, NO_COLOR: '1'}, 'none'],
		[{...xterm, NO_COLOR: 'false'}, 'none'],
		[{...xterm, NO_COLOR: ''}, '256'],
		[{...xterm, NO_COLOR: '1', FORCE_COLOR: '3'}, 'truecolour'],
		[{...xterm, FORCE_COLOR: '0'}, 'none'],
		[{...xterm, FORCE_COLOR: 'false'}, 'none'],
		[{...xterm, FORCE_COLOR: '1'}, '16'],
		[{...xterm, FORCE_COLOR: 'true'}, '16'],
		[{TERM: 'dumb', FORCE_COLOR: '2'}, '256'],
		[{...xterm, FORCE_COLOR: ''}, '256'],
		[{FORCE_COLOR: ''}, '16'],
	])('on a terminal with %o: %s', ([env, depth]) => {
		expect(colourDepth(env, {isTTY: true})).toBe(depth);
	});

	test.for<[Environment, ColourDepth]>([
		[{...xterm, COLORTERM: 'truecolor'}, 'none'],
		[{...xterm, FORCE_COLOR: '2'}, '256'],
		[{...xterm, FORCE_COLOR: 'always'}, '256'],
	])('on no terminal with %o: %s', ([env, depth]) => {
		expect(colourDepth(env, {isTTY: false})).toBe(depth);
		expect(colourDepth(env, {})).toBe(depth);
	});
});

test.for<[Environment, boolean]>([
	[{}, true],
	[{TERM: 'linux', LANG: 'en_GB.UTF-8'}, false],
	[{TERM: 'vt100'}, false],
	[{LANG: 'en_GB.UTF-8'}, true],
	[{LANG: 'en_GB.utf8'}, true],
	[{LANG: 'C.UTF-8'}, true],
	[{LC_CTYPE: 'UTF-8'}, true],
	[{LANG: 'C'}, false],
	[{LANG: 'POSIX'}, false],
	[{LANG: 'de_DE.ISO-8859-1'}, false],
	[{LANG: 'C', LC_CTYPE: 'en_GB.UTF-8'}, true],
	[{LC_ALL: 'C', LC_CTYPE: 'en_GB.UTF-8', LANG: 'en_GB.UTF-8'}, false],
	[{LC_ALL: '', LANG: 'en_GB.UTF-8'}, true],
])('more than ASCII with %o: %s', ([env, supported]) => {
	expect(supportsUnicode(env)).toBe(supported);
});

describe('the clipboard', () => {
	test('gets text as base64 of its UTF-8', () => {
		expect(clipboardSequence('grüße', 'nothing')).toBe('\u001B]52;c;Z3LDvMOfZQ==\u0007');
	});

	test.each([
		[{TERM: 'xterm-256color'}, 'nothing'],
		[{}, 'nothing'],
		[{TERM: 'tmux-256color', TMUX: '/tmp/tmux-0/default,1,0'}, 'tmux'],
		[{TERM: 'screen-256color', TMUX: '/tmp/tmux-0/default,1,0'}, 'tmux'],
		[{TERM: 'screen', STY: '1.pts-0.host'}, 'screen'],
		[{TERM: 'xterm', STY: '1.pts-0.host'}, 'screen'],
		[{TERM: 'screen.xterm-256color'}, 'screen'],
		[{TERM: 'tmux-256color'}, 'distant tmux'],
		[{TERM: 'linux'}, 'console'],
		[{TERM: 'vt220'}, 'console'],
	])('with %o has %s before it', (env, between) => {
		expect(betweenUsAndTheTerminal(env)).toBe(between);
	});

	test('is reached through screen in pieces that it keeps whole, which give the sequence again', () => {
		const text = 'x'.repeat(5000);
		const pieces = (clipboardSequence(text, 'screen') ?? '').split('\u001BP').slice(1);
		expect(pieces.length).toBeGreaterThan(25);
		for (const piece of pieces) {
			expect(piece.length).toBeLessThan(256);
			expect(piece.endsWith('\u001B\\')).toBe(true);
		}
		expect(pieces.map(piece => piece.slice(0, -2)).join('')).toBe(clipboardSequence(text, 'nothing'));
	});

	test('is reached through tmux with every Escape doubled', () => {
		expect(clipboardSequence('x', 'distant tmux')).toBe('\u001BPtmux;\u001B\u001B]52;c;eA==\u0007\u001B\\');
	});

	test('gets nothing that is too long', () => {
		expect(clipboardSequence('x'.repeat(mostClipboardBytes), 'nothing')).toMatch(/^\u001B\]52;c;[\w+/]+=*\u0007$/);
		expect(clipboardSequence('x'.repeat(mostClipboardBytes + 1), 'nothing')).toBeUndefined();
		expect(clipboardSequence('ü'.repeat(mostClipboardBytes / 2 + 1), 'nothing')).toBeUndefined();
	});
});
