// Commands in the user interface, from the key to the typed name that confirms. What is sent is decided by the command
// in progress, which compares the name again.
import type {CommandTarget} from '../commands/command-target.ts';
import {saying, withLayer, withoutLayer, withPane, withTop} from './layers.ts';
import type {PossibleCommand, Shown} from './shown.ts';
import {topLayer, type Typing, type Ui} from './ui.ts';
import type {Updated} from './updated.ts';

function opened(ui: Ui, target: CommandTarget, file: string): Updated {
	const next = withLayer(ui, {kind: 'command', top: 0, search: '', isOver: false});
	return {
		ui: {...next, typing: {purpose: 'confirm', text: '', before: ''}},
		effects: [{kind: 'begin command', target, file}],
	};
}

// In a stream that follows the newest event, the cursor would move on to another row.
function heldOn(ui: Ui, {pane}: Shown): Ui {
	if (pane?.stream !== true) return ui;
	return withPane(ui, pane.id, {following: false, cursor: pane.cursor, held: true});
}

/** The key of a command was pressed. */
export function chosen(given: Ui, possible: PossibleCommand | undefined, shown: Shown, now: number): Updated {
	if (!given.allowsCommands || possible === undefined) return {ui: given, effects: []};
	if ('why' in possible) return {ui: saying(given, possible.why, now), effects: []};
	const ui = heldOn(given, shown);
	const {target} = possible;
	if (target.kind !== 'push') return opened(ui, target, '');
	return {ui: {...ui, typing: {purpose: 'file', text: '', before: '', target}}, effects: []};
}

/** The name of the file was typed. */
export function begun(ui: Ui, {text, target}: Typing, now: number): Updated {
	const file = text.trim();
	if (file === '' || target === undefined) return {ui: saying(ui, 'no file given', now), effects: []};
	return opened(ui, target, file);
}

/** A name was typed to confirm: the right one sends the request, a wrong one does nothing. */
export function confirmed(ui: Ui, typing: Typing, {command}: Shown): Updated {
	const {text} = typing;
	if (command?.stage !== 'ready' || text === '') return {ui, effects: []};
	if (text !== command.confirmation?.text) {
		return {ui: {...ui, typing: {...typing, text: '', before: text}}, effects: []};
	}
	// The result appears at the top.
	return {ui: withTop({...ui, typing: undefined}, () => 0), effects: [{kind: 'confirm command', text}]};
}

/** The command is cancelled. */
export function abandoned(ui: Ui, now: number): Ui {
	const next = {...ui, typing: undefined};
	return saying(topLayer(next)?.kind === 'command' ? withoutLayer(next) : next, 'nothing was sent', now);
}
