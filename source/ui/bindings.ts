// Every key, once: this list is what handles a key, fills the footer, is the help, and writes the README's table.
import type {CommandKind} from '../commands/command-target.ts';
import type {Action} from './action.ts';
import type {Binding} from './binding.ts';
import type {Shown} from './shown.ts';
import {isText, topLayer, type Ui} from './ui.ts';

const row = (by: number): Action => ({kind: 'move', by, unit: 'row'});
const page = (by: number): Action => ({kind: 'move', by, unit: 'page'});
const half = (by: number): Action => ({kind: 'move', by, unit: 'half'});
const first: Action = {kind: 'edge', to: 'first'};
const last: Action = {kind: 'edge', to: 'last'};
const sideways = (by: number): Action => ({kind: 'sideways', by});

function needsSorting(_ui: Ui, shown: Shown): string | undefined {
	if (shown.pane === undefined) return 'only in a table';
	if (shown.pane.stream) return 'this list keeps the order of time';
	return shown.pane.sorts.length === 0 ? 'this list has its own order' : undefined;
}

function needsRows(ui: Ui, shown: Shown): string | undefined {
	if (shown.pane === undefined) return 'only in a table';
	return ui.layers.length > 0 ? 'this list is short as it is' : undefined;
}

/** The digit that opens each view, by view id. */
export const viewKeys: Readonly<Record<string, string>> = {
	overview: '1',
	servers: '2',
	connects: '3',
	'auth-errors': '4',
	accounts: '5',
	messages: '0',
};

function viewActions(): Record<string, Action> {
	return Object.fromEntries(Object.entries(viewKeys).map(([view, key]) => [key, {kind: 'view', view}]));
}

/** A key that changes something: after it the target is shown, and its name has to be typed. */
function commanding(key: string, command: CommandKind, help: string, commands: string): Binding {
	return {
		label: key,
		help: `${help}; only with --allow-actions`,
		group: 'Command',
		commands,
		keys: {[key]: {kind: 'command', command}},
		// After all that only look.
		footer: {label: key, text: command, rank: 20},
		refuses(_ui, {commands: allowed}) {
			const possible = allowed?.[command];
			if (possible === undefined) return 'nothing that can be changed is under the cursor';
			return 'why' in possible ? possible.why : undefined;
		},
	};
}

export const bindings: readonly Binding[] = [
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
		label: '← → h l',
		help: 'columns sideways',
		group: 'Move',
		keys: {left: sideways(-1), h: sideways(-1), right: sideways(1), l: sideways(1)},
		refuses: (_ui, {pane}) => {
			if (pane === undefined) return 'only in a table';
			return pane.hiddenColumns === 0 && pane.columnOffset === 0 ? 'all columns are on the screen' : undefined;
		},
	},
	{
		label: 'Tab ⇧Tab',
		help: 'next, previous pane of this view',
		group: 'Move',
		keys: {tab: {kind: 'pane', by: 1}, 'shift-tab': {kind: 'pane', by: -1}},
		refuses: (ui, {panes}) => (ui.layers.length > 0 || panes.length < 2 ? 'no other pane here has rows' : undefined),
		footer: {label: 'Tab', text: 'pane', rank: 6},
	},
	{
		label: 'Enter',
		help: 'open the row under the cursor',
		group: 'Row',
		keys: {enter: {kind: 'open'}},
		refuses: (_ui, {pane}) => (pane?.target === undefined ? 'nothing to open here' : undefined),
		footer: {label: '⏎', text: 'open', rank: 2},
	},
	{
		label: 'Esc',
		help: 'close, then clear the filter',
		group: 'Row',
		keys: {escape: {kind: 'close'}},
		refuses: ui =>
			ui.layers.length === 0 && ui.from === undefined && (ui.filters[ui.view] ?? '') === '' && !ui.onlyProblems
				? 'nothing to close; q quits'
				: undefined,
		footer: {label: 'Esc', text: 'back', rank: 3},
	},
	{
		label: '1…5 0',
		help: 'view by its number',
		group: 'Views',
		keys: viewActions(),
	},
	{
		label: '[ ]',
		help: 'previous, next view',
		group: 'Views',
		keys: {'[': {kind: 'neighbour view', by: -1}, ']': {kind: 'neighbour view', by: 1}},
	},
	{
		label: 'Backspace',
		help: 'the view before this one',
		group: 'Views',
		keys: {backspace: {kind: 'last view'}},
		refuses: ui => (ui.lastView === ui.view ? 'there was no other view yet' : undefined),
	},
	{
		label: '!',
		help: 'list of problems',
		group: 'Views',
		keys: {'!': {kind: 'problems'}},
		footer: {label: '!', text: 'problems', rank: 8},
	},
	{
		label: '/',
		help: 'filter a table, search a page',
		group: 'Find',
		keys: {'/': {kind: 'filter'}},
		refuses: ui => (ui.layers.length > 0 && !isText(topLayer(ui)) ? 'this list has no filter' : undefined),
		footer: {label: '/', text: (_ui, {page: open}) => (open === undefined ? 'filter' : 'search'), rank: 4},
	},
	{
		label: 'n N',
		help: 'next, previous match in a page',
		group: 'Find',
		keys: {n: {kind: 'match', by: 1}, N: {kind: 'match', by: -1}},
		refuses: (ui, shown) => {
			if (shown.page === undefined) return 'only in a page of text';
			const layer = topLayer(ui);
			return !isText(layer) || layer.search === '' ? 'nothing is searched for; / searches' : undefined;
		},
		footer: {label: 'n', text: 'next match', rank: 2},
	},
	{
		label: 'e',
		help: 'only what is wrong',
		group: 'Find',
		keys: {e: {kind: 'only problems'}},
		refuses: needsRows,
		footer: {label: 'e', text: ui => (ui.onlyProblems ? 'everything' : 'problems only'), rank: 5},
	},
	{
		label: '< >',
		help: 'sort by the column to the left, right',
		group: 'Table',
		keys: {'<': {kind: 'sort column', by: -1}, '>': {kind: 'sort column', by: 1}},
		refuses: needsSorting,
	},
	{
		label: 'I',
		help: 'reverse the sorting',
		group: 'Table',
		keys: {I: {kind: 'reverse'}},
		refuses: (ui, shown) =>
			needsSorting(ui, shown) ?? (shown.pane?.sort === undefined ? 'nothing is sorted; < > sorts' : undefined),
	},
	{
		label: 's',
		help: 'choose the column to sort by',
		group: 'Table',
		keys: {s: {kind: 'sort menu'}},
		refuses: (ui, shown) => (topLayer(ui)?.kind === 'sort' ? 'choose with Enter' : needsSorting(ui, shown)),
		footer: {label: 's', text: 'sort', rank: 7},
	},
	{
		label: 't',
		help: 'totals or rates',
		group: 'Table',
		keys: {t: {kind: 'totals'}},
		refuses: (_ui, {pane}) => (pane?.totals === true ? undefined : 'only in a table of servers'),
	},
	{
		label: 'b',
		help: 'numbers in full or shortened',
		group: 'Table',
		keys: {b: {kind: 'units'}},
		refuses: (_ui, {pane}) => (pane?.units === true ? undefined : 'only in tables of servers and accounts'),
	},
	{
		label: 'Space',
		help: 'freeze, resume; counting goes on',
		group: 'Time',
		keys: {space: {kind: 'freeze'}},
		footer: {label: '␣', text: ui => (ui.frozenAt === undefined ? 'freeze' : 'resume'), rank: 5.5},
	},
	{
		label: 'F',
		help: 'follow the newest of a stream',
		group: 'Time',
		keys: {F: {kind: 'follow'}},
		refuses: (_ui, {pane}) => (pane?.stream === true ? undefined : 'only in a stream of events'),
	},
	{
		label: 'J',
		help: 'raw message of the row',
		group: 'Row',
		keys: {J: {kind: 'raw'}},
		refuses: (ui, {message}) => {
			if (message === undefined) return 'no single message stands behind this';
			const layer = topLayer(ui);
			const isRaw = layer?.kind === 'page' && layer.target.kind === 'message' && layer.target.number === message;
			return isRaw ? 'this is it' : undefined;
		},
		footer: {label: 'J', text: 'raw', rank: 5.7},
	},
	{label: 'y', help: 'copy the row, or the page', group: 'Row', keys: {y: {kind: 'copy'}}},
	{
		label: ':',
		help: 'command line: :servers, :server n4, :context prod',
		group: 'Find',
		keys: {':': {kind: 'command line'}},
	},
	{
		label: 'x',
		help: 'list of contexts; Enter switches',
		group: 'Program',
		keys: {x: {kind: 'contexts'}},
	},
	{
		label: 'r',
		help: 'ask all servers now',
		group: 'Program',
		keys: {r: {kind: 'ask now'}},
		refuses: (_ui, {whyNotAsk}) => whyNotAsk,
	},
	{label: '^L', help: 'draw everything again', group: 'Program', keys: {'ctrl-l': {kind: 'redraw'}}},
	{
		label: '? F1',
		help: 'help',
		group: 'Program',
		keys: {'?': {kind: 'help'}, f1: {kind: 'help'}},
	},
	commanding('K', 'kick', 'kick the connection', 'kicks a connection'),
	commanding('L', 'move', 'ask the connection to move', 'asks a connection to move'),
	commanding('R', 'reload', 'reload the server’s configuration', 'reloads a server’s configuration'),
	commanding('P', 'push', 'push the account’s claims', 'pushes an account’s claims'),
	{label: 'q', help: 'close, quit', group: 'Program', keys: {q: {kind: 'quit or close'}}},
	{label: 'Q ^C', help: 'quit', group: 'Program', keys: {Q: {kind: 'quit'}, 'ctrl-c': {kind: 'quit'}}},
	{label: '^Z', help: 'suspend', group: 'Program', keys: {'ctrl-z': {kind: 'suspend'}}},
];
