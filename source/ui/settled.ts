import {withPane} from './layers.ts';
import type {Shown, ShownPane} from './shown.ts';
import {paneOf, type Ui} from './ui.ts';

/**
 * Takes over from a picture what only drawing can tell: on which row the cursor came to stand, and how far the table
 * is scrolled. What is no longer to be confirmed is not typed either. Gives the same ui when nothing differs.
 */
export function settled(ui: Ui, panes: readonly ShownPane[], change?: Shown['change']): Ui {
	const isOver = change !== undefined && change.stage !== 'looking' && change.stage !== 'ready';
	let next = isOver && ui.typing?.purpose === 'confirm' ? {...ui, typing: undefined} : ui;
	for (const {id, cursor, top, columnOffset} of panes) {
		const before = paneOf(next, id);
		const kept = before.held ? cursor : {index: cursor.index, id: undefined};
		if (
			before.cursor.id !== kept.id ||
			before.cursor.index !== kept.index ||
			before.top !== top ||
			before.columnOffset !== columnOffset
		) {
			next = withPane(next, id, {cursor: kept, top, columnOffset});
		}
	}
	return next;
}
