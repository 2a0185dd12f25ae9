// What is shown in another order, in other numbers, at another time, or more quietly.
import {acknowledged} from './acknowledging.ts';
import type {Action} from './action.ts';
import {alwaysShown, withColumnChooser} from './columns.ts';
import {saying, withPane} from './layers.ts';
import {opened} from './opening.ts';
import type {Shown} from './shown.ts';
import {reversed, sorted, withSortMenu} from './sorting.ts';
import {paneOf, topLayer, type Ui} from './ui.ts';
import {withWindow} from './window.ts';
import type {Updated} from './updated.ts';

const kinds = [
	'sort column',
	'reverse',
	'sort menu',
	'totals',
	'units',
	'freeze',
	'step',
	'to problem',
	'to time',
	'follow',
	'acknowledge',
	'window',
	'zoom',
	'narrow',
	'compare',
	'set baseline',
	'column chooser',
	'copy command',
] as const;

export type ArrangingAction = Extract<Action, {kind: (typeof kinds)[number]}>;

/** A step through the past, in a window of one minute; in a wider one it is longer. */
const stepMs = 1000;

/** Why Y copies nothing. */
export const whyNoNatsCommand = 'the nats program has no command for this';

const kindsOfAll: ReadonlySet<string> = new Set(kinds);

export function isArranging(action: Action): action is ArrangingAction {
	return kindsOfAll.has(action.kind);
}

export function arranged(ui: Ui, action: ArrangingAction, shown: Shown, now: number): Updated {
	switch (action.kind) {
		case 'set baseline':
			return {ui: saying(ui, 'baseline set; = shows what moves from now on', now), effects: [{kind: 'set baseline'}]};
		case 'copy command': {
			const {natsCommand: text} = shown;
			if (text === undefined) return {ui: saying(ui, whyNoNatsCommand, now), effects: []};
			return {ui, effects: [{kind: 'copy', what: text, text}]};
		}
		case 'freeze':
			// In the list of columns the same key chooses.
			if (topLayer(ui)?.kind === 'columns') {
				const target = shown.pane?.target;
				return {ui: target === undefined ? saying(ui, alwaysShown, now) : opened(ui, target, now), effects: []};
			}
			if (shown.past !== undefined) return {ui, effects: [{kind: 'play or pause'}]};
			if (ui.frozenAt === undefined) return {ui: {...ui, frozenAt: now}, effects: [{kind: 'freeze'}]};
			return {ui: {...ui, frozenAt: undefined}, effects: [{kind: 'thaw'}]};
		case 'step':
			return {
				ui: {...ui, frozenAt: undefined},
				effects: [{kind: 'step', byMs: action.by * ui.windowMinutes * stepMs}],
			};
		case 'to time':
			if (shown.whyNoPast !== undefined) return {ui: saying(ui, shown.whyNoPast, now), effects: []};
			return {ui: {...ui, frozenAt: undefined}, effects: [action]};
		case 'to problem':
			return {ui: {...ui, frozenAt: undefined}, effects: [{kind: 'to problem', by: action.by}]};
		default:
			return {ui: rearranged(ui, action, shown, now), effects: []};
	}
}

function rearranged(
	ui: Ui,
	action: Exclude<
		ArrangingAction,
		{kind: 'freeze' | 'step' | 'to problem' | 'to time' | 'set baseline' | 'copy command'}
	>,
	shown: Shown,
	now: number,
): Ui {
	const {pane, problem} = shown;
	switch (action.kind) {
		case 'sort column':
			return pane === undefined ? ui : sorted(ui, pane, action.by, now);
		case 'reverse':
			return pane === undefined ? ui : reversed(ui, pane, now);
		case 'sort menu':
			return pane === undefined ? ui : withSortMenu(ui, pane);
		case 'column chooser':
			return withColumnChooser(ui, shown);
		case 'totals':
			return saying({...ui, totals: !ui.totals}, ui.totals ? 'rates' : 'totals since the start', now);
		case 'units':
			return saying({...ui, rawUnits: !ui.rawUnits}, ui.rawUnits ? 'numbers shortened' : 'numbers in full', now);
		case 'follow':
			if (pane === undefined) return ui;
			return withPane(ui, pane.id, {following: !paneOf(ui, pane.id).following, cursor: pane.cursor, held: true});
		case 'acknowledge':
			return acknowledged(ui, problem, now);
		case 'window':
			return withWindow(ui, action.by, now);
		case 'compare':
			return {...ui, comparing: !ui.comparing};
		case 'zoom':
			return {...ui, zoomed: ui.zoomed === ui.view ? undefined : ui.view};
		case 'narrow':
			return saying({...ui, narrow: !ui.narrow}, ui.narrow ? 'all columns that fit' : 'the most useful columns', now);
	}
}
