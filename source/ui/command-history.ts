// The command line remembers what was typed, and goes through the completions of what is being typed.
import {saying} from './layers.ts';
import type {TypedCommand} from './shown.ts';
import {typed} from './typing.ts';
import type {Typing, Ui} from './ui.ts';

const mostRemembered = 50;

/** Remembers what was typed after `:`; what was typed before comes last once more. */
export function withTyped(ui: Ui, text: string): Ui {
	const line = text.trim();
	if (line === '') return ui;
	const others = ui.typedBefore.filter(before => before !== line);
	return {...ui, typedBefore: [...others, line].slice(-mostRemembered)};
}

/** What was typed before the text that stands there, or after it; the line as it was begun comes after the latest. */
export function recalled(ui: Ui, typing: Typing, by: number, now: number): Ui {
	const {recalled: at = 0} = typing;
	const next = at + by;
	if (next > ui.typedBefore.length) return saying(ui, at === 0 ? 'nothing was typed before' : 'the first one', now);
	if (next < 0) return saying(ui, 'nothing was typed after this', now);
	const {cycle: _cycle, ...rest} = typing;
	const begun = at === 0 ? typing.text : typing.before;
	const text = next === 0 ? begun : (ui.typedBefore.at(-next) ?? '');
	return typed(ui, {...rest, before: begun, recalled: next}, text);
}

/** Everything before the word that is completed. */
function beforeWord(text: string): string {
	return text.slice(0, text.search(/\S*$/));
}

/**
 * What all completions have in common, where that is more than what stands there; otherwise one completion after the
 * other, and then what was typed.
 */
export function completed(ui: Ui, typing: Typing, {completions, completed: common}: TypedCommand): Ui {
	const {cycle, text} = typing;
	if (cycle !== undefined && cycle.texts[cycle.at] === text) {
		const at = (cycle.at + 1) % cycle.texts.length;
		return cycled(ui, typing, {texts: cycle.texts, at});
	}
	if (common.length > text.length || completions.length < 2) return typed(ui, typing, common);
	const texts = [...completions.map(one => `${beforeWord(text)}${one}`), text];
	return cycled(ui, typing, {texts, at: 0});
}

function cycled(ui: Ui, typing: Typing, cycle: NonNullable<Typing['cycle']>): Ui {
	return typed(ui, {...typing, cycle}, cycle.texts[cycle.at] ?? typing.text);
}
