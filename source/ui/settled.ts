import {withPane, withTopLayer} from './layers.ts';
import type {Shown, ShownPane} from './shown.ts';
import {paneOf, topLayer, type Ui} from './ui.ts';

function withEndSeen(ui: Ui): Ui {
	const layer = topLayer(ui);
	if (layer?.kind !== 'command' || layer.isOver) return ui;
	return withTopLayer(ui, {...layer, top: 0, isOver: true});
}

// Keys that went to another pane because theirs was empty stay there, also when it has rows again.
function withFocus(ui: Ui, pane: string): Ui {
	const chosen = ui.focus[ui.view];
	if (ui.layers.length > 0 || chosen === undefined || chosen === pane) return ui;
	return {...ui, focus: {...ui.focus, [ui.view]: pane}};
}

/**
 * Takes over facts that only drawing knows: the row under the cursor, the scroll position, the widths of columns.
 * Also closes the confirmation of a command that has ended, and scrolls its page to the result, once. Returns the same
 * object when nothing differs.
 */
export function settled(ui: Ui, panes: readonly ShownPane[], command?: Shown['command']): Ui {
	const isOver = command !== undefined && command.stage !== 'looking' && command.stage !== 'ready';
	let next = isOver && ui.typing?.purpose === 'confirm' ? {...ui, typing: undefined} : ui;
	if (command?.stage === 'done' || command?.stage === 'refused') next = withEndSeen(next);
	for (const {id, cursor, top, columnOffset, needs, focused} of panes) {
		const before = paneOf(next, id);
		const kept = before.held ? cursor : {index: cursor.index, id: undefined};
		if (
			before.cursor.id !== kept.id ||
			before.cursor.index !== kept.index ||
			before.top !== top ||
			before.columnOffset !== columnOffset ||
			before.needs !== needs
		) {
			next = withPane(next, id, {cursor: kept, top, columnOffset, needs});
		}
		if (focused) next = withFocus(next, id);
	}
	return next;
}
