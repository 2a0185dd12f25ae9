import type {AccentColour} from '../screen/screen.ts';
import {plainTheme, type SgrPair, sgrPair, type Theme} from './theme.ts';

/**
 * Of the terminal's sixteen colours, with texts of the one that can be read on it. Black is not bold: many terminals make
 * it grey then.
 */
const codes: Readonly<Record<AccentColour, string>> = {
	red: '1;97;41',
	yellow: '30;103',
	green: '30;42',
	blue: '1;97;44',
	magenta: '1;97;45',
	cyan: '30;46',
};

/** What a bar of this colour looks like; inverse where there are no colours. */
export function accentBar(colour: AccentColour, theme: Theme): SgrPair {
	return theme === plainTheme ? theme.selected : sgrPair(codes[colour], '22;39;49');
}
