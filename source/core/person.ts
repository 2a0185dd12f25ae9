// The person at the program: where he is, and the picture that is before him. A key means what it means on that picture.
import type {Poll} from '../asking/poll.ts';
import {stillAcknowledged} from '../ui/acknowledging.ts';
import {actionFor} from '../ui/action-for.ts';
import type {Action, Effect} from '../ui/action.ts';
import {settled} from '../ui/settled.ts';
import {createUi, topLayer, type Ui} from '../ui/ui.ts';
import {update} from '../ui/update.ts';
import type {Look} from '../views/look.ts';
import {problemHere} from '../views/problem-here.ts';
import {type Drawn, screenOf} from '../views/screen-of.ts';

type Size = {readonly columns: number; readonly rows: number; readonly terminalBytesPerSecond: number | undefined};

export type PersonSettings = {
	readonly view: string;
	readonly commands?: unknown;
	readonly ui?: Ui;
};

/** A text that was pasted in one piece, which nobody typed. */
export type Pasted = {readonly pasted: string};

/** What a key or a paste did: `opened` when another view or page is on the screen now. */
type Done = {readonly effects: readonly Effect[]; readonly opened: boolean};

export type Person = {
	readonly ui: () => Ui;
	readonly changeUi: (change: (ui: Ui) => Ui) => void;
	readonly drawn: () => Drawn | undefined;
	/** What is asked while the present picture is seen. */
	readonly polls: () => readonly Poll[];
	readonly draw: (size: Size) => Drawn;
	/** Draws again at the same size, if there is a picture. */
	readonly drawAgain: () => void;
	readonly press: (key: string | Pasted, now: number) => Done;
};

/**
 * What a key means depends on the picture, which one before it that came in the same moment may have changed: the row
 * that Enter opens, the pane that moves. Only moves after moves and letters after letters do without a new picture.
 */
function seesChangeOf(before: Action, next: Action): boolean {
	return before.kind !== next.kind || (next.kind !== 'move' && next.kind !== 'type');
}

/** `lookAs` gives what a picture is made of, for a ui. */
export function createPerson(
	{view, commands, ui: given}: PersonSettings,
	lookAs: (ui: Ui) => Omit<Look, 'terminalBytesPerSecond'>,
): Person {
	let ui = given ?? createUi(view, commands !== undefined);
	let size: Size | undefined;
	let drawn: Drawn | undefined;
	/** What was done last, until there is a picture of it. */
	let unseen: Action | undefined;

	function draw(to: Size): Drawn {
		size = to;
		const {columns, rows, terminalBytesPerSecond} = to;
		const look = lookAs(ui);
		drawn = screenOf({...look, terminalBytesPerSecond}, columns, rows);
		unseen = undefined;
		ui = stillAcknowledged(settled(ui, drawn.panes, drawn.shown.command), () => look.problems.map(problemHere));
		return drawn;
	}

	function drawAgain(): void {
		if (size !== undefined) draw(size);
	}

	function meaningOf(key: string | Pasted, {shown}: Drawn): Action {
		return typeof key === 'string' ? actionFor(key, ui, shown) : {kind: 'paste', text: key.pasted};
	}

	return {
		ui: () => ui,
		changeUi(change) {
			ui = change(ui);
		},
		drawn: () => drawn,
		polls: () => drawn?.polls ?? [],
		draw,
		drawAgain,
		press(key, now) {
			if (drawn === undefined) return {effects: [], opened: false};
			let action = meaningOf(key, drawn);
			if (unseen !== undefined && seesChangeOf(unseen, action)) {
				drawAgain();
				action = meaningOf(key, drawn);
			}
			const {view: viewBefore, layers} = ui;
			const updated = update(ui, action, drawn.shown, now);
			ui = updated.ui;
			if (action.kind !== 'notice') unseen = action;
			const isListChanged = topLayer(ui)?.kind === 'connections' && ui.layers !== layers;
			const opened = ui.view !== viewBefore || ui.layers.length !== layers.length || isListChanged;
			return {effects: updated.effects, opened};
		},
	};
}
