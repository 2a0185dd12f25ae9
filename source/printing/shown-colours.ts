// How many colours what is shown on standard output has, and which.
import process from 'node:process';
import {type Depth, themeNamed} from '../components/theme-named.ts';
import type {Theme} from '../components/theme.ts';
import type {Options} from '../options/options.ts';
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
