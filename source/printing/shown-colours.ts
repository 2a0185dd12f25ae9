// How many colours what is shown on standard output has, and which.
import process from 'node:process';
import type {Rgb} from '../components/contrast.ts';
import {type Depth, themeNamed, themeOn} from '../components/theme-named.ts';
import type {Theme} from '../components/theme.ts';
import type {Options} from '../options/options.ts';
import {canTellBackground} from '../terminal/background.ts';
import {colourDepth} from '../terminal/colour-depth.ts';

export function shownDepth({color}: Pick<Options, 'color'>): Depth {
	if (color === 'never') return 'none';
	const {env, stdout} = process;
	if (color === 'auto') return colourDepth(env, stdout);
	// As many as the environment says; sixteen where it says none.
	const depth = colourDepth({...env, FORCE_COLOR: env['FORCE_COLOR'] ?? ''}, stdout);
	return depth === 'none' ? '16' : depth;
}

/** The theme of what is printed: nothing tells the background of a file. */
export function printedTheme({color, theme}: Pick<Options, 'color' | 'theme'>): Theme {
	return themeNamed(theme === 'auto' ? 'palette' : theme, shownDepth({color}));
}

/** The theme of the screen. `background` asks the terminal for its own, where that is of use and does no harm. */
export async function screenTheme(
	options: Pick<Options, 'color' | 'theme'>,
	background: () => Promise<Rgb | undefined>,
): Promise<Theme> {
	const {env, platform, stdin} = process;
	const depth = shownDepth(options);
	const hasManyColours = depth === '256' || depth === 'truecolour';
	if (options.theme !== 'auto' || !hasManyColours || !stdin.isTTY || !canTellBackground(env, platform)) {
		return printedTheme(options);
	}
	return themeOn(await background(), depth);
}
