// Where the person is: view, cursor by identity, sort, filter, open layers. Small, immutable, and changed only by
// `update`.
import type {CommandTarget} from '../commands/command-target.ts';
import type {Cursor, Needs, Sort} from '../table/table.ts';
import type {ProblemHere} from './problem-here.ts';
import type {Asked, ConnectionOrder, ConnectionsOf, Target} from './target.ts';

export type ConnectionsLayer = {
	readonly kind: 'connections';
	readonly of: ConnectionsOf;
	readonly first: ConnectionOrder;
	readonly state: 'open' | 'closed';
	/** All servers are to be asked, not only those that know of them. */
	readonly everywhere: boolean;
	/** Undefined until somebody has said that it is to be asked for. */
	readonly servers: Asked | undefined;
	/** From 0. */
	readonly page: number;
};

export type Layer =
	| ConnectionsLayer
	/** `chosen`: the line that Enter opens, as `keyOfTarget` gives it. */
	| {
			readonly kind: 'page';
			readonly target: Target;
			readonly top: number;
			readonly search: string;
			readonly chosen?: string;
	  }
	| {readonly kind: 'help'; readonly top: number; readonly search: string}
	/** A message in paragraphs: why a context could not be opened. */
	| {
			readonly kind: 'told';
			readonly title: string;
			readonly paragraphs: readonly string[];
			readonly top: number;
			readonly search: string;
	  }
	/** The command in progress. `isOver`: it has ended, and its page was scrolled to the result. */
	| {readonly kind: 'command'; readonly top: number; readonly search: string; readonly isOver: boolean}
	| {readonly kind: 'problems'}
	| {readonly kind: 'contexts'}
	| {readonly kind: 'sort'; readonly pane: string}
	| {readonly kind: 'columns'; readonly pane: string};

/** A layer of text, which scrolls and can be searched. */
export type TextLayer = Extract<Layer, {readonly top: number}>;

export type PaneUi = {
	readonly cursor: Cursor;
	readonly top: number;
	/** Undefined: the pane's own order. */
	readonly sort: Sort | undefined;
	/** So many rows at most, where there is no screen. */
	readonly mostRows?: number | undefined;
	readonly columnOffset: number;
	/** What its columns have held since the view was opened, in cells: columns grow at once, and do not shrink. */
	readonly needs: Needs;
	/** Keeps to the newest; only in streams. */
	readonly following: boolean;
	/** True after the cursor was moved: it then stays on its row. Before, it stays at the top of the table. */
	readonly held: boolean;
};

export type Typing = {
	/** `file`: the file with the claims; `confirm`: the name of the command's target; `note`: what a marker says. */
	readonly purpose: 'filter' | 'search' | 'command' | 'file' | 'confirm' | 'note';
	readonly text: string;
	/** The text before typing began; of `confirm` the last wrong name. */
	readonly before: string;
	/** While ↑ and ↓ go through what was typed before: which one, 1 is the latest. */
	readonly recalled?: number;
	/** While Tab goes through completions: all of them, and which one stands there. */
	readonly cycle?: {readonly texts: readonly string[]; readonly at: number};
	/** What the file is for. */
	readonly target?: CommandTarget;
};

/** How far back histograms and sparklines reach. */
export type WindowMinutes = 1 | 5 | 15;

/** Where Esc goes back to, the filter that the view had before, and the panes as they were. */
type Origin = {
	readonly view: string;
	readonly layers: readonly Layer[];
	readonly filter: string;
	readonly panes: Ui['panes'];
	/** Where that in turn was opened from. */
	readonly from: Origin | undefined;
};

/** A sentence about what became of something. */
export type Told = {
	readonly text: string;
	/** The part of the text that is a path: it is shown whole where there is room, or else shortened in its middle. */
	readonly path?: string;
};

/** How a table begins where somebody has said so before. */
export type TableStart = {
	readonly pane: string;
	readonly sort?: Sort;
	/** Whether each is shown. */
	readonly columns?: Readonly<Record<string, boolean>>;
};

export type Ui = {
	/** Whether commands are allowed; otherwise their keys are not bound. */
	readonly allowsCommands: boolean;
	readonly view: string;
	readonly lastView: string;
	/** By pane; a pane that was never touched has none. */
	readonly panes: Readonly<Record<string, PaneUi>>;
	/** By pane: the columns that somebody has asked for, or taken out. */
	readonly columns: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
	/** How tables begin. */
	readonly tableStarts: readonly TableStart[];
	/** What was typed after `:`, the latest last. */
	readonly typedBefore: readonly string[];
	/** By view, and of the list of problems: the pane that has the keys. */
	readonly focus: Readonly<Record<string, string>>;
	/** By view, and by pane of a list of connections. */
	readonly filters: Readonly<Record<string, string>>;
	readonly layers: readonly Layer[];
	/** Where a row was opened that led to this view: Esc goes back there. */
	readonly from: Origin | undefined;
	readonly typing: Typing | undefined;
	readonly onlyProblems: boolean;
	/** Problems that somebody knows of, by id: as each was then. */
	readonly acknowledged: Readonly<Record<string, ProblemHere>>;
	/** Numbers in full instead of shortened. */
	readonly rawUnits: boolean;
	/** Totals since the start instead of rates. */
	readonly totals: boolean;
	/** How far back histograms and sparklines reach. */
	readonly windowMinutes: WindowMinutes;
	/** Tables show only what has moved since the baseline. */
	readonly comparing: boolean;
	/** The view whose focused pane has the whole body. */
	readonly zoomed: string | undefined;
	/** Tables show only the columns that a narrow screen has room for. */
	readonly narrow: boolean;
	/** Since when the display is frozen. */
	readonly frozenAt: number | undefined;
	/** Why a key did nothing, or what one did; shown for two seconds. */
	readonly notice: (Told & {readonly at: number; readonly lastsMs: number}) | undefined;
};

/** The list of problems among the focuses. */
export const problemsFocus = 'problems list';

/** A pane before anybody touches it. */
export const startingPane: PaneUi = {
	cursor: {index: 0, id: undefined},
	top: 0,
	sort: undefined,
	columnOffset: 0,
	needs: {},
	following: true,
	held: false,
};

export function createUi(view: string, allowsCommands = false): Ui {
	return {
		allowsCommands,
		view,
		lastView: view,
		panes: {},
		columns: {},
		tableStarts: [],
		typedBefore: [],
		focus: {},
		filters: {},
		layers: [],
		from: undefined,
		typing: undefined,
		onlyProblems: false,
		acknowledged: {},
		rawUnits: false,
		totals: false,
		windowMinutes: 1,
		comparing: false,
		zoomed: undefined,
		narrow: false,
		frozenAt: undefined,
		notice: undefined,
	};
}

/** The state of a pane, as it is before anybody touches it. */
export function paneOf(ui: Ui, pane: string): PaneUi {
	return ui.panes[pane] ?? startingPane;
}

/** Whether a layer is text. */
export function isText(layer: Layer | undefined): layer is TextLayer {
	return layer !== undefined && 'top' in layer;
}

/** The pane of the list of connections that is open: each of several open ones has its own. */
export function listPane({layers}: Pick<Ui, 'layers'>): string {
	return `connections ${layers.filter(({kind}) => kind === 'connections').length}`;
}

/** The owner of the filter that applies: the view, or the list of connections that is open. */
export function filterPlace(ui: Ui): string {
	return topLayer(ui)?.kind === 'connections' ? listPane(ui) : ui.view;
}

/** The filter that applies here. */
export function filterOf(ui: Ui): string {
	return ui.filters[filterPlace(ui)] ?? '';
}

/** Undefined when none is open. */
export function topLayer(ui: Ui): Layer | undefined {
	return ui.layers.at(-1);
}
