// Where the person is: view, cursor by identity, sort, filter, open layers. Small, immutable, and changed only here.
import {tame} from './format/tame.ts';
import type {Cursor, Sort} from './table/table.ts';

/** What Enter opens. */
export type Target =
	| {readonly kind: 'server'; readonly id: string}
	| {readonly kind: 'account'; readonly id: string}
	| {readonly kind: 'client'; readonly key: string}
	| {readonly kind: 'refused'; readonly key: string}
	| {readonly kind: 'connection'; readonly journal: 'connections' | 'refusals'; readonly number: number}
	| {readonly kind: 'notable'; readonly number: number}
	| {readonly kind: 'message'; readonly number: number}
	| {readonly kind: 'view'; readonly view: string; readonly filter: string}
	| {readonly kind: 'sort'; readonly pane: string; readonly column: string; readonly descending: boolean};

export type Layer =
	| {readonly kind: 'page'; readonly target: Target; readonly top: number; readonly search: string}
	| {readonly kind: 'help'; readonly top: number; readonly search: string}
	| {readonly kind: 'problems'}
	| {readonly kind: 'sort'; readonly pane: string};

export type PaneUi = {
	readonly cursor: Cursor;
	readonly top: number;
	/** Undefined: the pane's own order. */
	readonly sort: Sort | undefined;
	readonly columnOffset: number;
	/** Keeps to the newest; only in streams. */
	readonly following: boolean;
	/** The person has put the cursor on a row, where it stays; until then it is at the top, whatever comes there. */
	readonly held: boolean;
};

type Typing = {readonly purpose: 'filter' | 'search'; readonly text: string; readonly before: string};

/** A place to come back to, and the filter that the view which is left then had before. */
type Origin = {readonly view: string; readonly layers: readonly Layer[]; readonly filter: string};

export type Ui = {
	readonly view: string;
	readonly lastView: string;
	/** By pane; a pane that was never touched has none. */
	readonly panes: Readonly<Record<string, PaneUi>>;
	/** By view: the pane that has the keys. */
	readonly focus: Readonly<Record<string, string>>;
	/** By view. */
	readonly filters: Readonly<Record<string, string>>;
	readonly layers: readonly Layer[];
	/** Where a row was opened that led to this view: Esc goes back there. */
	readonly from: Origin | undefined;
	readonly typing: Typing | undefined;
	readonly onlyProblems: boolean;
	/** Numbers in full instead of shortened. */
	readonly rawUnits: boolean;
	/** Totals since the start instead of rates. */
	readonly totals: boolean;
	/** Since when the picture stands still. */
	readonly frozenAt: number | undefined;
	/** Why a key did nothing, or what one did; shown for two seconds. */
	readonly notice: {readonly text: string; readonly at: number} | undefined;
};

/** What is on the screen, as far as a key needs to know it. */
export type Shown = {
	readonly views: readonly {readonly id: string; readonly title: string}[];
	/** Panes of the view, in the order of Tab. */
	readonly panes: readonly string[];
	/** The pane that has the keys; undefined when a page is open. */
	readonly pane: ShownPane | undefined;
	/** The open page, scrolled as far as its `top`. */
	readonly page: {readonly lines: number; readonly height: number; readonly matches: readonly number[]} | undefined;
	/** Its raw message, when what is under the cursor has one. */
	readonly message: number | undefined;
	readonly copy: string;
};

/** A column that sorts; texts ascend first, numbers descend. */
export type Sortable = {readonly id: string; readonly title: string; readonly descending: boolean};

export type ShownPane = {
	readonly id: string;
	readonly stream: boolean;
	readonly cursor: Cursor;
	readonly top: number;
	readonly rows: number;
	readonly height: number;
	readonly columnOffset: number;
	readonly hiddenColumns: number;
	readonly sort: Sort | undefined;
	/** Columns that sort, in order. */
	readonly sorts: readonly Sortable[];
	/** Shows rates, for which totals can be had. */
	readonly totals: boolean;
	/** Shows numbers shortened, which can be had in full. */
	readonly units: boolean;
	readonly target: Target | undefined;
};

export type Action =
	| {readonly kind: 'move'; readonly by: number; readonly unit: 'row' | 'half' | 'page'}
	| {readonly kind: 'edge'; readonly to: 'first' | 'last'}
	| {readonly kind: 'sideways'; readonly by: number}
	| {readonly kind: 'view'; readonly view: string}
	| {readonly kind: 'neighbour view'; readonly by: number}
	| {readonly kind: 'last view'}
	| {readonly kind: 'pane'; readonly by: number}
	| {readonly kind: 'open'}
	| {readonly kind: 'close'}
	| {readonly kind: 'filter'}
	| {readonly kind: 'match'; readonly by: number}
	| {readonly kind: 'only problems'}
	| {readonly kind: 'problems'}
	| {readonly kind: 'sort column'; readonly by: number}
	| {readonly kind: 'reverse'}
	| {readonly kind: 'sort menu'}
	| {readonly kind: 'totals'}
	| {readonly kind: 'units'}
	| {readonly kind: 'freeze'}
	| {readonly kind: 'follow'}
	| {readonly kind: 'raw'}
	| {readonly kind: 'copy'}
	| {readonly kind: 'ask now'}
	| {readonly kind: 'redraw'}
	| {readonly kind: 'suspend'}
	| {readonly kind: 'help'}
	| {readonly kind: 'quit or close'}
	| {readonly kind: 'quit'}
	| {readonly kind: 'type'; readonly text: string}
	| {readonly kind: 'erase'; readonly all: boolean}
	| {readonly kind: 'accept'}
	| {readonly kind: 'cancel'}
	| {readonly kind: 'notice'; readonly text: string}
	| {readonly kind: 'nothing'};

/** What the runtime must do about an action. */
export type Effect =
	| {readonly kind: 'quit'}
	| {readonly kind: 'suspend'}
	| {readonly kind: 'redraw'}
	| {readonly kind: 'ask now'}
	| {readonly kind: 'freeze'}
	| {readonly kind: 'thaw'}
	| {readonly kind: 'copy'; readonly text: string};

export type Updated = {readonly ui: Ui; readonly effects: readonly Effect[]};

const startingPane: PaneUi = {
	cursor: {index: 0, id: undefined},
	top: 0,
	sort: undefined,
	columnOffset: 0,
	following: true,
	held: false,
};

export function createUi(view: string): Ui {
	return {
		view,
		lastView: view,
		panes: {},
		focus: {},
		filters: {},
		layers: [],
		from: undefined,
		typing: undefined,
		onlyProblems: false,
		rawUnits: false,
		totals: false,
		frozenAt: undefined,
		notice: undefined,
	};
}

/** The state of a pane, as it is before anybody touches it. */
export function paneOf(ui: Ui, pane: string): PaneUi {
	return ui.panes[pane] ?? startingPane;
}

/** The topmost layer, when one is open. */
export function topLayer(ui: Ui): Layer | undefined {
	return ui.layers.at(-1);
}

function withPane(ui: Ui, pane: string, change: Partial<PaneUi>): Ui {
	return {...ui, panes: {...ui.panes, [pane]: {...paneOf(ui, pane), ...change}}};
}

function withTop(ui: Ui, change: (top: number) => number): Ui {
	const layer = topLayer(ui);
	if (layer === undefined || (layer.kind !== 'page' && layer.kind !== 'help')) return ui;
	return {...ui, layers: [...ui.layers.slice(0, -1), {...layer, top: Math.max(0, change(layer.top))}]};
}

const mostLayers = 8;

// Help and lists are open once; of pages opened from pages the oldest go.
function withLayer(ui: Ui, layer: Layer): Ui {
	const others = layer.kind === 'page' ? ui.layers : ui.layers.filter(({kind}) => kind !== layer.kind);
	return {...ui, layers: [...others, layer].slice(-mostLayers)};
}

function withoutLayer(ui: Ui): Ui {
	return {...ui, layers: ui.layers.slice(0, -1)};
}

function saying(ui: Ui, text: string, now: number): Ui {
	return {...ui, notice: {text, at: now}};
}

function toView(ui: Ui, view: string): Ui {
	if (view === ui.view && ui.layers.length === 0) return ui;
	return {
		...ui,
		view,
		lastView: view === ui.view ? ui.lastView : ui.view,
		layers: [],
		from: undefined,
		typing: undefined,
	};
}

function moved(ui: Ui, shown: Shown, action: Action & {kind: 'move'}): Ui {
	const {pane, page} = shown;
	if (page !== undefined) {
		const step = action.unit === 'row' ? 1 : action.unit === 'half' ? Math.floor(page.height / 2) : page.height - 1;
		return withTop(ui, top => Math.min(top + action.by * step, Math.max(0, page.lines - page.height)));
	}
	if (pane === undefined) return ui;
	const step = action.unit === 'row' ? 1 : action.unit === 'half' ? Math.floor(pane.height / 2) : pane.height - 1;
	// Several keys may come before the next picture: the second one moves from where the first went.
	const {cursor, following: follows} = paneOf(ui, pane.id);
	const from = cursor.id === undefined && !(pane.stream && follows) ? cursor.index : pane.cursor.index;
	const index = Math.min(Math.max(0, from + action.by * Math.max(1, step)), Math.max(0, pane.rows - 1));
	const following = pane.stream && action.by > 0 && index >= pane.rows - 1 && paneOf(ui, pane.id).following;
	return withPane(ui, pane.id, {cursor: {index, id: undefined}, following, held: index > 0});
}

function toEdge(ui: Ui, shown: Shown, to: 'first' | 'last'): Ui {
	const {pane, page} = shown;
	if (page !== undefined) return withTop(ui, () => (to === 'first' ? 0 : Math.max(0, page.lines - page.height)));
	if (pane === undefined) return ui;
	const index = to === 'first' ? 0 : Math.max(0, pane.rows - 1);
	return withPane(ui, pane.id, {
		cursor: {index, id: undefined},
		following: pane.stream && to === 'last',
		held: index > 0,
	});
}

function opened(ui: Ui, target: Target | undefined, now: number): Ui {
	if (target === undefined) return saying(ui, 'nothing to open here', now);
	switch (target.kind) {
		case 'view': {
			const there = toView(ui, target.view);
			const from = {view: ui.view, layers: ui.layers, filter: ui.filters[target.view] ?? ''};
			return {...there, from, filters: {...there.filters, [target.view]: target.filter}};
		}
		case 'sort':
			return withPane(withoutLayer(ui), target.pane, {
				sort: {column: target.column, descending: target.descending},
			});
		default:
			return withLayer(ui, {kind: 'page', target, top: 0, search: ''});
	}
}

function closed(ui: Ui, now: number): Ui {
	if (ui.layers.length > 0) return withoutLayer(ui);
	if (ui.from !== undefined) {
		const {view, layers, filter} = ui.from;
		return {...ui, view, layers, from: undefined, filters: {...ui.filters, [ui.view]: filter}};
	}
	if ((ui.filters[ui.view] ?? '') !== '') return {...ui, filters: {...ui.filters, [ui.view]: ''}};
	if (ui.onlyProblems) return {...ui, onlyProblems: false};
	return saying(ui, 'nothing to close; q quits', now);
}

function sorted(ui: Ui, pane: ShownPane, by: number): Ui {
	const columns = pane.sorts;
	const at = columns.findIndex(({id}) => id === pane.sort?.column);
	const next = columns[(at < 0 ? (by > 0 ? 0 : columns.length - 1) : at + by + columns.length) % columns.length];
	if (next === undefined) return ui;
	return withPane(ui, pane.id, {sort: {column: next.id, descending: next.descending}});
}

function withSortMenu(ui: Ui, {id, sort, sorts}: ShownPane): Ui {
	const index = Math.max(
		0,
		sorts.findIndex(({id: column}) => column === sort?.column),
	);
	const cursor = {index, id: sorts[index]?.id};
	return withLayer(withPane(ui, 'sort', {...startingPane, cursor, held: true}), {kind: 'sort', pane: id});
}

function neighbour<T>(list: readonly T[], at: number, by: number): T | undefined {
	return list.length === 0 ? undefined : list[(Math.max(0, at) + by + list.length) % list.length];
}

function typed(ui: Ui, typing: Typing, given: string): Ui {
	// What is pasted may be a stranger's name; what it is compared with is tamed too.
	const text = tame(given);
	const next = {...ui, typing: {...typing, text}};
	return typing.purpose === 'filter' ? {...next, filters: {...ui.filters, [ui.view]: text}} : withSearch(next, text);
}

function withSearch(ui: Ui, search: string): Ui {
	const layer = topLayer(ui);
	if (layer === undefined || (layer.kind !== 'page' && layer.kind !== 'help')) return ui;
	return {...ui, layers: [...ui.layers.slice(0, -1), {...layer, search}]};
}

// `from` is the first line that counts as after, or before, where the page is.
function toMatch(ui: Ui, {page}: Shown, by: number, from: (top: number) => number, now: number): Ui {
	const layer = topLayer(ui);
	if (page === undefined || layer === undefined || (layer.kind !== 'page' && layer.kind !== 'help')) return ui;
	if (layer.search === '') return saying(ui, 'nothing is searched for; / searches', now);
	const {matches} = page;
	const start = from(layer.top);
	const next =
		by > 0
			? (matches.find(number => number >= start) ?? matches[0])
			: (matches.findLast(number => number <= start) ?? matches.at(-1));
	if (next === undefined) return saying(ui, `"${layer.search}" is not in here`, now);
	return withTop(ui, () => next);
}

const none: readonly Effect[] = [];

/** The one way the ui changes. `shown` is the last picture, `now` the time of the action. */
export function update(ui: Ui, action: Action, shown: Shown, now: number): Updated {
	const only = (next: Ui): Updated => ({ui: next, effects: none});
	const {pane} = shown;
	switch (action.kind) {
		case 'move':
			return only(moved(ui, shown, action));
		case 'edge':
			return only(toEdge(ui, shown, action.to));
		case 'sideways':
			if (pane === undefined) return only(ui);
			return only(withPane(ui, pane.id, {columnOffset: Math.max(0, pane.columnOffset + action.by)}));
		case 'view':
			return only(toView(ui, action.view));
		case 'neighbour view': {
			const at = shown.views.findIndex(({id}) => id === ui.view);
			return only(toView(ui, neighbour(shown.views, at, action.by)?.id ?? ui.view));
		}
		case 'last view':
			return only(toView(ui, ui.lastView));
		case 'pane': {
			const next = neighbour(shown.panes, shown.panes.indexOf(pane?.id ?? ''), action.by);
			return only(next === undefined ? ui : {...ui, focus: {...ui.focus, [ui.view]: next}});
		}
		case 'open':
			return only(opened(ui, pane?.target, now));
		case 'close':
			return only(closed(ui, now));
		case 'filter': {
			const searching = shown.page !== undefined;
			const before = searching ? '' : (ui.filters[ui.view] ?? '');
			return only({...ui, typing: {purpose: searching ? 'search' : 'filter', text: before, before}});
		}
		case 'match':
			return only(toMatch(ui, shown, action.by, top => top + Math.sign(action.by), now));
		case 'only problems':
			return only({...ui, onlyProblems: !ui.onlyProblems});
		case 'problems':
			if (topLayer(ui)?.kind === 'problems') return only(withoutLayer(ui));
			return only(withLayer(withPane(ui, 'problems', startingPane), {kind: 'problems'}));
		case 'sort column':
			return only(pane === undefined ? ui : sorted(ui, pane, action.by));
		case 'reverse':
			if (pane?.sort === undefined) return only(ui);
			return only(withPane(ui, pane.id, {sort: {...pane.sort, descending: !pane.sort.descending}}));
		case 'sort menu':
			return only(pane === undefined ? ui : withSortMenu(ui, pane));
		case 'totals':
			return only(saying({...ui, totals: !ui.totals}, ui.totals ? 'rates' : 'totals since the start', now));
		case 'units':
			return only(saying({...ui, rawUnits: !ui.rawUnits}, ui.rawUnits ? 'numbers shortened' : 'numbers in full', now));
		case 'freeze':
			if (ui.frozenAt === undefined) return {ui: {...ui, frozenAt: now}, effects: [{kind: 'freeze'}]};
			return {ui: {...ui, frozenAt: undefined}, effects: [{kind: 'thaw'}]};
		case 'follow':
			if (pane === undefined) return only(ui);
			return only(withPane(ui, pane.id, {following: !paneOf(ui, pane.id).following, cursor: pane.cursor, held: true}));
		case 'raw':
			if (shown.message === undefined) return only(ui);
			return only(opened(ui, {kind: 'message', number: shown.message}, now));
		case 'copy':
			if (shown.copy === '') return only(saying(ui, 'nothing to copy here', now));
			return {
				ui: saying(ui, 'copied, where the terminal allows it', now),
				effects: [{kind: 'copy', text: shown.copy}],
			};
		case 'ask now':
			return {ui: saying(ui, 'asked all servers', now), effects: [{kind: 'ask now'}]};
		case 'redraw':
			return {ui, effects: [{kind: 'redraw'}]};
		case 'suspend':
			return {ui, effects: [{kind: 'suspend'}]};
		case 'help':
			return only(topLayer(ui)?.kind === 'help' ? withoutLayer(ui) : withLayer(ui, {kind: 'help', top: 0, search: ''}));
		case 'quit or close':
			return ui.layers.length > 0 ? only(withoutLayer(ui)) : {ui, effects: [{kind: 'quit'}]};
		case 'quit':
			return {ui, effects: [{kind: 'quit'}]};
		case 'type':
			return only(ui.typing === undefined ? ui : typed(ui, ui.typing, (ui.typing.text + action.text).slice(0, 200)));
		case 'erase': {
			if (ui.typing === undefined) return only(ui);
			const shorter = action.all ? '' : Array.from(ui.typing.text).slice(0, -1).join('');
			return only(typed(ui, ui.typing, shorter));
		}
		case 'accept': {
			const next = {...ui, typing: undefined};
			return only(ui.typing?.purpose === 'search' ? toMatch(next, shown, 1, top => top, now) : next);
		}
		case 'cancel':
			return only(ui.typing === undefined ? ui : {...typed(ui, ui.typing, ''), typing: undefined});
		case 'notice':
			return only(saying(ui, action.text, now));
		case 'nothing':
			return only(ui);
	}
}

/**
 * Takes over from a picture what only drawing can tell: on which row the cursor came to stand, and how far the table
 * is scrolled. Gives the same ui when nothing differs.
 */
export function settled(ui: Ui, panes: readonly ShownPane[]): Ui {
	let next = ui;
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
