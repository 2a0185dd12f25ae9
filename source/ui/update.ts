import type {Action, Effect} from './action.ts';
import {type ArrangingAction, arranged, isArranging} from './arranging.ts';
import {abandoned, begun, chosen, confirmed} from './commanding.ts';
import {neighbour, toNeighbour} from './choosing.ts';
import {completed, recalled, withTyped} from './command-history.ts';
import {listChanged} from './connections.ts';
import {saying, toView, withFocus, withLayer, withoutLayer, withPane} from './layers.ts';
import {marked, markerBegun} from './marking.ts';
import {moved, movedSideways, toEdge} from './moving.ts';
import {closed, leadsToSystems, opened} from './opening.ts';
import {isInSystemList, type Shown, targetOf} from './shown.ts';
import type {Updated} from './updated.ts';
import {mostTyped, pasted, toMatch, typed} from './typing.ts';
import {filterOf, problemsFocus, startingPane, topLayer, type Ui} from './ui.ts';

const none: readonly Effect[] = [];

// The list of contexts is closed.
function switched(ui: Ui, name: string): Updated {
	const layers = ui.layers.filter(({kind}) => kind !== 'contexts');
	return {ui: {...ui, layers}, effects: [{kind: 'switch context', name}]};
}

function toNumbered(ui: Ui, key: string, {views}: Shown, now: number): Ui {
	const found = views.find(view => view.key === key);
	return found === undefined ? saying(ui, `no view has the number ${key}`, now) : toView(ui, found.id);
}

/** In the list of systems the digits open systems; the tenth has the 0. */
function toNumberedSystem(ui: Ui, key: string, {systems}: Shown, now: number): Updated {
	const number = key === '0' ? 10 : Number(key);
	if (number > (systems?.many ?? 0)) return {ui: saying(ui, `no system has the number ${key}`, now), effects: none};
	return {ui, effects: [{kind: 'to system', number}]};
}

/** In the list of systems nothing is asked; what is not connected is tried. */
function askedNow(ui: Ui, shown: Shown, now: number): Updated {
	const isList = isInSystemList(shown);
	const told = isList ? 'trying what is not connected' : 'asked all servers';
	return {ui: saying(ui, told, now), effects: [{kind: isList ? 'connect now' : 'ask now'}]};
}

/** The list of contexts, or of the systems that are watched at once; `missing` is said with it. */
function withContexts(ui: Ui, missing: string | undefined, shown: Shown, now: number): Updated {
	if (shown.systems !== undefined) return {ui, effects: [{kind: 'to systems'}]};
	if (topLayer(ui)?.kind === 'contexts' && missing === undefined) return {ui: withoutLayer(ui), effects: none};
	const told = missing === undefined ? ui : saying(ui, missing, now);
	return {
		ui: withLayer(withPane(told, 'contexts', startingPane), {kind: 'contexts'}),
		effects: [{kind: 'list contexts'}],
	};
}

/** The one way the ui changes. `shown` is the last picture, `now` the time of the action. */
export function update(given: Ui, action: Action, shown: Shown, now: number): Updated {
	// A notice ends with the next key that does something.
	const ui = given.notice === undefined || action.kind === 'nothing' ? given : {...given, notice: undefined};
	return isArranging(action) ? arranged(ui, action, shown, now) : updatedBy(ui, action, shown, now);
}

function updatedBy(ui: Ui, action: Exclude<Action, ArrangingAction>, shown: Shown, now: number): Updated {
	const only = (next: Ui): Updated => ({ui: next, effects: none});
	const {pane} = shown;
	switch (action.kind) {
		case 'move':
			return only(moved(ui, shown, action));
		case 'edge':
			return only(toEdge(ui, shown, action.to));
		case 'sideways':
			return only(movedSideways(ui, shown, action.by));
		case 'view':
			return only(toView(ui, action.view));
		case 'numbered view':
			return isInSystemList(shown)
				? toNumberedSystem(ui, action.key, shown, now)
				: only(toNumbered(ui, action.key, shown, now));
		case 'neighbour view': {
			const at = shown.views.findIndex(({id}) => id === ui.view);
			return only(toView(ui, neighbour(shown.views, at, action.by)?.id ?? ui.view));
		}
		case 'last view':
			return only(toView(ui, ui.lastView));
		case 'pane':
			return only(toNeighbour(ui, shown, action.by));
		case 'open':
			if (pane?.target?.kind === 'context') return switched(ui, pane.target.name);
			if (pane?.target?.kind === 'system') return {ui, effects: [{kind: 'to system', number: pane.target.number}]};
			return only(opened(ui, targetOf(shown), now));
		case 'go':
			return only(opened(ui, action.target, now));
		case 'close':
			if (shown.past?.isReplay === false && ui.layers.length === 0) return {ui, effects: [{kind: 'to now'}]};
			return leadsToSystems(ui, shown) ? {ui, effects: [{kind: 'to systems'}]} : only(closed(ui, now));
		case 'filter': {
			const searching = shown.page !== undefined;
			const before = searching ? '' : filterOf(ui);
			return only({...ui, typing: {purpose: searching ? 'search' : 'filter', text: before, before}});
		}
		case 'match':
			return only(toMatch(ui, shown, action.by, top => top + Math.sign(action.by), now));
		case 'only problems':
			return only({...ui, onlyProblems: !ui.onlyProblems});
		case 'problems':
			if (topLayer(ui)?.kind === 'problems') return only(withoutLayer(ui));
			return only(
				withLayer(withFocus(withPane(ui, 'problems', startingPane), undefined, problemsFocus), {kind: 'problems'}),
			);
		case 'raw':
			if (shown.message === undefined) return only(ui);
			return only(opened(ui, {kind: 'message', number: shown.message}, now));
		case 'connections':
		case 'everywhere':
		case 'open or closed':
			return only(listChanged(ui, action, shown, now));
		case 'copy':
			if (shown.copy === undefined) return only(saying(ui, 'nothing to copy here', now));
			return {ui, effects: [{kind: 'copy', ...shown.copy}]};
		case 'ask now':
			return askedNow(ui, shown, now);
		case 'write recording':
			return {ui: saying(ui, 'writing the last messages…', now), effects: [action]};
		case 'write snapshot':
		case 'write tables':
		case 'to system':
			return {ui, effects: [action]};
		case 'begin marker':
			return only(markerBegun(ui));
		case 'mark':
			return marked(ui, action.note, shown, now);
		case 'redraw':
			return {ui, effects: [{kind: 'redraw'}]};
		case 'next theme':
			return {ui, effects: [{kind: 'next theme'}]};
		case 'suspend':
			return {ui, effects: [{kind: 'suspend'}]};
		case 'help':
			return only(topLayer(ui)?.kind === 'help' ? withoutLayer(ui) : withLayer(ui, {kind: 'help', top: 0, search: ''}));
		case 'command line':
			// Their names are needed for completion.
			return {ui: {...ui, typing: {purpose: 'command', text: '', before: ''}}, effects: [{kind: 'list contexts'}]};
		case 'contexts':
			return withContexts(ui, action.missing, shown, now);
		case 'switch context':
			return switched(ui, action.name);
		case 'command':
			return chosen(ui, shown.commands?.[action.command], shown, now);
		case 'quit or close':
			if (ui.layers.length > 0) return only(withoutLayer(ui));
			return {ui, effects: [{kind: shown.systems?.here === undefined ? 'quit' : 'to systems'}]};
		case 'quit':
			return {ui, effects: [{kind: 'quit'}]};
		case 'type':
		case 'paste':
		case 'erase':
		case 'accept':
		case 'cancel':
		case 'complete':
		case 'recall':
			return whileTyping(ui, action, shown, now);
		case 'notice':
			return only(saying(ui, action.text, now));
		case 'nothing':
			return only(ui);
	}
}

type TypingAction = Extract<Action, {kind: 'type' | 'paste' | 'erase' | 'accept' | 'cancel' | 'complete' | 'recall'}>;

/** What keys do in a prompt: filter, search, command line, file name, confirmation. */
function whileTyping(ui: Ui, action: TypingAction, shown: Shown, now: number): Updated {
	const only = (next: Ui): Updated => ({ui: next, effects: none});
	switch (action.kind) {
		case 'type':
			return only(
				ui.typing === undefined ? ui : typed(ui, ui.typing, (ui.typing.text + action.text).slice(0, mostTyped)),
			);
		case 'paste':
			return only(pasted(ui, action.text, now));
		case 'erase': {
			if (ui.typing === undefined) return only(ui);
			const shorter = action.all ? '' : Array.from(ui.typing.text).slice(0, -1).join('');
			return only(typed(ui, ui.typing, shorter));
		}
		case 'accept': {
			const next = {...ui, typing: undefined};
			switch (ui.typing?.purpose) {
				case 'search':
					return only(toMatch(next, shown, 1, top => top, now));
				case 'command':
					return update(withTyped(next, ui.typing.text), shown.typedCommand?.action ?? {kind: 'nothing'}, shown, now);
				case 'file':
					return begun(next, ui.typing, now);
				case 'confirm':
					return confirmed(ui, ui.typing, shown);
				case 'note':
					return marked(next, ui.typing.text, shown, now);
				default:
					return only(next);
			}
		}
		case 'cancel':
			if (ui.typing?.purpose === 'confirm') return only(abandoned(ui, now));
			return only(ui.typing === undefined ? ui : {...typed(ui, ui.typing, ''), typing: undefined});
		case 'complete':
			if (ui.typing === undefined || shown.typedCommand === undefined) return only(ui);
			return only(completed(ui, ui.typing, shown.typedCommand));
		case 'recall':
			return only(ui.typing === undefined ? ui : recalled(ui, ui.typing, action.by, now));
	}
}
