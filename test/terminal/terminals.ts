// Terminals, by what they say of themselves in the environment, and what the program makes of it.
import type {Between} from '../../source/terminal/clipboard.ts';
import type {ColourDepth} from '../../source/terminal/colour-depth.ts';

export type TerminalKind = {
	readonly name: string;
	/** Variables that programs in it see. */
	readonly env: Readonly<Record<string, string>>;
	readonly platform?: NodeJS.Platform;
	readonly depth: ColourDepth;
	/** Whether it shows more than ASCII where the locale is UTF-8. */
	readonly unicode: boolean;
	/** What is between the program and the clipboard. */
	readonly clipboard: Between;
	/** Whether it is asked for the colour behind its texts. */
	readonly isAsked: boolean;
};

const plain = {unicode: true, clipboard: 'nothing', isAsked: true} as const;
const manyColours = {TERM: 'xterm-256color'};
const truecolour = {...manyColours, COLORTERM: 'truecolor'};

export const terminals: readonly TerminalKind[] = [
	{name: 'xterm', env: manyColours, depth: '256', ...plain},
	{name: 'xterm, as old systems call it', env: {TERM: 'xterm'}, depth: '16', ...plain},
	{name: 'xterm with 16 colours', env: {TERM: 'xterm-16color'}, depth: '16', ...plain},
	{name: 'GNOME Terminal', env: {...truecolour, VTE_VERSION: '7600'}, depth: 'truecolour', ...plain},
	{name: 'Konsole', env: {...truecolour, KONSOLE_VERSION: '230804'}, depth: 'truecolour', ...plain},
	{name: 'kitty', env: {TERM: 'xterm-kitty', COLORTERM: 'truecolor'}, depth: 'truecolour', ...plain},
	{name: 'kitty, over ssh', env: {TERM: 'xterm-kitty'}, depth: 'truecolour', ...plain},
	{name: 'Alacritty, over ssh', env: {TERM: 'alacritty'}, depth: 'truecolour', ...plain},
	{name: 'foot, over ssh', env: {TERM: 'foot'}, depth: 'truecolour', ...plain},
	{name: 'Ghostty, over ssh', env: {TERM: 'xterm-ghostty'}, depth: 'truecolour', ...plain},
	{name: 'WezTerm', env: {...manyColours, TERM_PROGRAM: 'WezTerm'}, depth: 'truecolour', ...plain},
	{name: 'iTerm2', env: {...truecolour, TERM_PROGRAM: 'iTerm.app'}, depth: 'truecolour', ...plain},
	{name: 'Terminal of macOS', env: {...manyColours, TERM_PROGRAM: 'Apple_Terminal'}, depth: '256', ...plain},
	{name: 'Visual Studio Code', env: {...truecolour, TERM_PROGRAM: 'vscode'}, depth: 'truecolour', ...plain},
	{name: 'PuTTY', env: {TERM: 'putty-256color'}, depth: '256', ...plain},
	{name: 'Windows Terminal, in WSL', env: {...manyColours, WT_SESSION: 'f00'}, depth: 'truecolour', ...plain},
	{
		name: 'Windows Terminal',
		env: {WT_SESSION: 'f00'},
		platform: 'win32',
		depth: 'truecolour',
		unicode: true,
		clipboard: 'nothing',
		isAsked: false,
	},
	// It passes TERM on, and nothing else.
	{name: 'mosh', env: manyColours, depth: '256', ...plain},
	{
		name: 'tmux',
		env: {TERM: 'tmux-256color', TMUX: '/tmp/tmux-0/default,1,0'},
		depth: '256',
		unicode: true,
		clipboard: 'tmux',
		isAsked: true,
	},
	{
		name: 'tmux, as old ones call themselves',
		env: {TERM: 'screen-256color', TMUX: '/tmp/tmux-0/default,1,0'},
		depth: '256',
		unicode: true,
		clipboard: 'tmux',
		isAsked: true,
	},
	{
		name: 'tmux with true colours',
		env: {TERM: 'tmux-256color', TMUX: '/tmp/tmux-0/default,1,0', COLORTERM: 'truecolor'},
		depth: 'truecolour',
		unicode: true,
		clipboard: 'tmux',
		isAsked: true,
	},
	{
		name: 'tmux, over ssh',
		env: {TERM: 'tmux-256color'},
		depth: '256',
		unicode: true,
		clipboard: 'distant tmux',
		isAsked: true,
	},
	{
		name: 'screen',
		env: {TERM: 'screen', STY: '1.pts-0.host'},
		depth: '16',
		unicode: true,
		clipboard: 'screen',
		isAsked: false,
	},
	{
		name: 'screen, or an old tmux, over ssh',
		env: {TERM: 'screen-256color'},
		depth: '256',
		unicode: true,
		clipboard: 'screen',
		isAsked: false,
	},
	{name: 'Linux console', env: {TERM: 'linux'}, depth: '16', unicode: false, clipboard: 'console', isAsked: false},
	{
		name: 'console of FreeBSD',
		env: {TERM: 'cons25'},
		depth: '16',
		unicode: false,
		clipboard: 'console',
		isAsked: false,
	},
	{name: 'VT220', env: {TERM: 'vt220'}, depth: '16', unicode: false, clipboard: 'console', isAsked: false},
	{name: 'a dumb one', env: {TERM: 'dumb'}, depth: 'none', unicode: false, clipboard: 'console', isAsked: false},
];
