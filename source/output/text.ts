// A view as plain text, without a screen.
import {plainAscii} from '../format/plain-ascii.ts';
import {textOf} from '../screen/screen.ts';
import type {Look} from '../views/look.ts';
import {screenOf} from '../views/screen-of.ts';

export type TextSettings = {
	readonly columns: number;
	/** The number of lines; enough for every server when absent. */
	readonly rows?: number;
	readonly ascii: boolean;
};

const frameLines = 24;

/** What is looked at as plain text, without trailing blanks. */
export function textOnce(look: Look, {columns, rows, ascii}: TextSettings): string {
	const {screen} = screenOf(look, columns, rows ?? Math.max(50, look.model.servers.size + frameLines));
	// Without the last lines, which list keys.
	const lines = screen.lines.slice(0, -2).map(line => textOf(line).trimEnd());
	while (lines.at(-1) === '') lines.pop();
	const text = lines.join('\n');
	return ascii ? text.split('\n').map(plainAscii).join('\n') : text;
}
