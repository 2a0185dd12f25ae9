import {tame} from '../format/tame.ts';
import type {Action} from './action.ts';
import {type Binding, isBound, whyNotHere} from './binding.ts';
import {bindings} from './bindings.ts';
import type {Shown} from './shown.ts';
import type {Typing, Ui} from './ui.ts';

const byKey: ReadonlyMap<string, Binding> = new Map(
	bindings.flatMap(binding => Object.keys(binding.keys).map(key => [key, binding] as const)),
);

// While a name is typed to confirm, the page may have to be scrolled.
const scrolling: ReadonlyMap<string, Action> = new Map(
	['up', 'down', 'page-up', 'page-down'].flatMap(key => {
		const action = byKey.get(key)?.keys[key];
		return action === undefined ? [] : [[key, action]];
	}),
);

const recalling: ReadonlyMap<string, Action> = new Map([
	['up', {kind: 'recall', by: 1}],
	['down', {kind: 'recall', by: -1}],
]);

/** What keys do that type nothing, by what is typed. */
const whileTyping: Readonly<Partial<Record<Typing['purpose'], ReadonlyMap<string, Action>>>> = {
	confirm: scrolling,
	command: recalling,
};

function typingAction(key: string): Action {
	switch (key) {
		case 'enter':
			return {kind: 'accept'};
		case 'escape':
			return {kind: 'cancel'};
		case 'tab':
			return {kind: 'complete'};
		case 'backspace':
			return {kind: 'erase', all: false};
		case 'ctrl-u':
			return {kind: 'erase', all: true};
		case 'ctrl-c':
			return {kind: 'quit'};
		case 'ctrl-l':
			return {kind: 'redraw'};
		case 'ctrl-z':
			return {kind: 'suspend'};
		case 'space':
			return {kind: 'type', text: ' '};
		default:
			// Key names are longer than one character.
			return Array.from(key).length === 1 ? {kind: 'type', text: key} : {kind: 'nothing'};
	}
}

/** What a key does here and now; a key that does nothing says why. */
export function actionFor(key: string, ui: Ui, shown: Shown): Action {
	if (ui.typing !== undefined) return whileTyping[ui.typing.purpose]?.get(key) ?? typingAction(key);
	const binding = byKey.get(key);
	if (binding === undefined) return {kind: 'notice', text: `${tame(key)} does nothing; ? shows the keys`};
	if (!isBound(binding, ui)) {
		return {kind: 'notice', text: `${binding.label} ${binding.commands}: only with --allow-actions`};
	}
	const why = whyNotHere(binding, ui, shown);
	if (why !== undefined) return {kind: 'notice', text: `${binding.label}: ${why}`};
	return binding.keys[key] ?? {kind: 'nothing'};
}
