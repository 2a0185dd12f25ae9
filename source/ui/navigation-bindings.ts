// The keys that move within a view, open and close what is in it, and go from view to view.
import {isKnown, whyNotAcknowledge} from './acknowledging.ts';
import type {Action} from './action.ts';
import type {Binding} from './binding.ts';
import {alwaysShown} from './columns.ts';
import {gridStep} from './grid.ts';
import {leadsToSystems, whyNotClose} from './opening.ts';
import {type ShownPane, targetOf} from './shown.ts';
import {topLayer} from './ui.ts';
import type {Target} from './target.ts';

const row = (by: number): Action => ({kind: 'move', by, unit: 'row'});
const page = (by: number): Action => ({kind: 'move', by, unit: 'page'});
const half = (by: number): Action => ({kind: 'move', by, unit: 'half'});
const first: Action = {kind: 'edge', to: 'first'};
const last: Action = {kind: 'edge', to: 'last'};
const sideways = (by: number): Action => ({kind: 'sideways', by});

// The views themselves say which digit they have.
const viewKeys: Readonly<Record<string, Action>> = Object.fromEntries(
	Array.from('1234567890', key => [key, {kind: 'numbered view', key}]),
);

function whyNotSideways(pane: ShownPane | undefined): string | undefined {
	if (pane === undefined) return 'only in a table';
	if (pane.grid !== undefined) return undefined;
	return pane.hiddenColumns === 0 && pane.columnOffset === 0 ? 'all columns are on the screen' : undefined;
}

function whyNotFurther(
	pane: ShownPane | undefined,
	side: 'left' | 'right',
	columns: number | undefined,
): string | undefined {
	if (pane?.grid === undefined) return columns === 0 ? `no more columns to the ${side}` : undefined;
	const isEdge = gridStep(pane.grid, pane.cursor.index, side) === undefined;
	return isEdge ? `no more cells to the ${side}` : undefined;
}

/** In the footer. The list of columns has Space there for the same. */
function whatEnterDoes(target: Target | undefined): string {
	switch (target?.kind) {
		case 'ask':
			return 'ask';
		case 'column':
			return '';
		case 'context':
			return 'switch';
		case 'sort':
			return 'sort';
		default:
			return 'open';
	}
}

export const navigationBindings: readonly Binding[] = [
	{
		label: '↑ ↓ j k',
		help: 'move',
		group: 'Move',
		keys: {up: row(-1), k: row(-1), down: row(1), j: row(1)},
		footer: {label: '↑↓', text: 'move', rank: 1},
	},
	{
		label: 'PgUp PgDn ^B ^F',
		help: 'a page',
		group: 'Move',
		keys: {'page-up': page(-1), 'ctrl-b': page(-1), 'page-down': page(1), 'ctrl-f': page(1)},
	},
	{label: '^U ^D', help: 'half a page', group: 'Move', keys: {'ctrl-u': half(-1), 'ctrl-d': half(1)}},
	{
		label: 'g G Home End',
		help: 'first, last; G follows a stream again',
		group: 'Move',
		keys: {g: first, home: first, G: last, end: last},
	},
	{
		label: '← h',
		help: 'columns, or a cell, to the left',
		group: 'Move',
		keys: {left: sideways(-1), h: sideways(-1)},
		refuses: (_ui, {pane}) => whyNotSideways(pane) ?? whyNotFurther(pane, 'left', pane?.columnOffset),
	},
	{
		label: '→ l',
		help: 'columns, or a cell, to the right',
		group: 'Move',
		keys: {right: sideways(1), l: sideways(1)},
		refuses: (_ui, {pane}) => whyNotSideways(pane) ?? whyNotFurther(pane, 'right', pane?.hiddenRight),
	},
	{
		label: 'Tab ⇧Tab',
		help: 'next, previous pane of this view; line of a page that opens',
		group: 'Move',
		keys: {tab: {kind: 'pane', by: 1}, 'shift-tab': {kind: 'pane', by: -1}},
		refuses(_ui, {panes, page: open}) {
			if (open !== undefined) return open.openable.length === 0 ? 'nothing on this page opens anything' : undefined;
			return panes.length < 2 ? 'no other pane here has rows' : undefined;
		},
		footer: {
			label: 'Tab',
			text: (_ui, {page: open}) => (open === undefined ? 'pane' : 'related'),
			rank: (_ui, {page: open}) => (open === undefined ? 6 : 3.5),
		},
	},
	{
		label: 'Enter',
		help: 'open the row under the cursor',
		group: 'Row',
		keys: {enter: {kind: 'open'}},
		refuses(ui, shown) {
			if (targetOf(shown) !== undefined) return undefined;
			if (topLayer(ui)?.kind === 'columns') return alwaysShown;
			const canChoose = (shown.page?.openable.length ?? 0) > 0;
			return canChoose ? 'Tab chooses what to open' : 'nothing to open here';
		},
		footer: {label: '⏎', text: (_ui, shown) => whatEnterDoes(targetOf(shown)), rank: 2},
	},
	{
		label: 'Esc',
		help: 'close, then clear the filter, then back to the list of systems',
		group: 'Row',
		keys: {escape: {kind: 'close'}},
		refuses: whyNotClose,
		footer: {label: 'Esc', text: (ui, shown) => (leadsToSystems(ui, shown) ? 'systems' : 'back'), rank: 3},
	},
	{
		label: '1…9 0',
		help: 'view by its number; in the list of systems, a system',
		group: 'Views',
		keys: viewKeys,
	},
	{
		label: '[ ]',
		help: 'previous, next view',
		group: 'Views',
		ofSystem: true,
		keys: {'[': {kind: 'neighbour view', by: -1}, ']': {kind: 'neighbour view', by: 1}},
	},
	{
		label: 'Backspace',
		help: 'the view before this one',
		group: 'Views',
		keys: {backspace: {kind: 'last view'}},
		refuses: ui => (ui.lastView === ui.view ? 'no other view was open before' : undefined),
	},
	{
		label: '!',
		help: 'list of problems',
		group: 'Views',
		ofSystem: true,
		keys: {'!': {kind: 'problems'}},
		footer: {label: '!', text: ui => (topLayer(ui)?.kind === 'problems' ? '' : 'problems'), rank: 8},
	},
	{
		label: 'a',
		help: 'acknowledge a problem, or take that back',
		group: 'Row',
		keys: {a: {kind: 'acknowledge'}},
		refuses: (_ui, {problem}) => whyNotAcknowledge(problem),
		footer: {
			label: 'a',
			text: ({acknowledged}, {problem}) => (isKnown(acknowledged, problem) ? 'tell again' : 'acknowledge'),
			rank: 5.2,
		},
	},
];
