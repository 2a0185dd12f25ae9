// How a view is printed as text on standard output.
import process from 'node:process';
import {paintedLine} from '../components/painted-line.ts';
import type {Options} from '../options/options.ts';
import type {TextSettings} from '../output/text.ts';
import {paper} from './collected-from.ts';
import {printsAscii} from './printed.ts';
import {printedTheme, shownDepth} from './shown-colours.ts';

type Wanted = Pick<Options, 'width' | 'ascii' | 'color' | 'theme'>;

/** As wide, in the characters and in the colours that the options and standard output say. `faded`: everything is old. */
export function textSettings(wanted: Wanted, faded = false): TextSettings {
	const columns = wanted.width ?? process.stdout.columns ?? paper.columns;
	const ascii = printsAscii(wanted);
	if (shownDepth(wanted) === 'none') return {columns, ascii};
	const painting = {theme: printedTheme(wanted), ascii, faded};
	return {columns, ascii, painted: line => paintedLine(line, columns, painting)};
}
