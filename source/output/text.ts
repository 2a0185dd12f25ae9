// A view as plain text, without a screen.
import {plainAscii} from '../format/plain-ascii.ts';
import {textOf} from '../screen/screen.ts';
import type {Look} from '../views/look.ts';
import {viewAsText} from '../views/view-as-text.ts';

export type TextSettings = {readonly columns: number; readonly ascii: boolean};

/** Narrower than this no row says anything. */
const fewestColumns = 20;

/** What is looked at as plain text, without trailing blanks. */
export function textOnce(look: Look, {columns, ascii}: TextSettings): string {
	const lines = viewAsText(look, Math.max(fewestColumns, columns)).map(line => textOf(line).trimEnd());
	while (lines.at(-1) === '') lines.pop();
	return (ascii ? lines.map(plainAscii) : lines).join('\n');
}
