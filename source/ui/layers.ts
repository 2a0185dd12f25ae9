// The basic changes of the user interface: a pane, a layer, a notice, a view.
import {
	isText,
	type Layer,
	paneOf,
	type PaneUi,
	problemsFocus,
	startingPane,
	type Told,
	topLayer,
	type Ui,
} from './ui.ts';

export function withPane(ui: Ui, pane: string, change: Partial<PaneUi>): Ui {
	return {...ui, panes: {...ui.panes, [pane]: {...paneOf(ui, pane), ...change}}};
}

/** Moves the focus to a pane of the view or of the list of problems; to the first one when undefined. */
export function withFocus(
	ui: Ui,
	pane: string | undefined,
	place = topLayer(ui)?.kind === 'problems' ? problemsFocus : ui.view,
): Ui {
	const {[place]: _before, ...others} = ui.focus;
	return {...ui, focus: pane === undefined ? others : {...others, [place]: pane}};
}

/** Puts another layer in the place of the one that is open. */
export function withTopLayer(ui: Ui, layer: Layer): Ui {
	return {...ui, layers: [...ui.layers.slice(0, -1), layer]};
}

export function withTop(ui: Ui, change: (top: number) => number): Ui {
	const layer = topLayer(ui);
	if (!isText(layer)) return ui;
	return withTopLayer(ui, {...layer, top: Math.max(0, change(layer.top))});
}

const mostLayers = 8;

// Help and lists are open at most once; of many pages the oldest are closed.
export function withLayer(ui: Ui, layer: Layer): Ui {
	const isMany = layer.kind === 'page' || layer.kind === 'connections';
	const others = isMany ? ui.layers : ui.layers.filter(({kind}) => kind !== layer.kind);
	return {...ui, layers: [...others, layer].slice(-mostLayers)};
}

export function withoutLayer(ui: Ui): Ui {
	return {...ui, layers: ui.layers.slice(0, -1)};
}

/** A pane as it is before anybody touches it, without a filter. */
export function withoutPane(ui: Ui, pane: string): Ui {
	const {[pane]: _pane, ...panes} = ui.panes;
	const {[pane]: _filter, ...filters} = ui.filters;
	return {...ui, panes, filters};
}

/** A notice at the bottom, for two seconds. */
export function saying(ui: Ui, text: string, now: number): Ui {
	return {...ui, notice: {text, at: now, lastsMs: 2000}};
}

/** A notice that is to be read to its end: what became of something, with the name of a file. */
export function telling(ui: Ui, told: Told, now: number): Ui {
	return {...ui, notice: {...told, at: now, lastsMs: 10_000}};
}

// Column widths start again when a view is opened.
function withoutNeeds(panes: Ui['panes']): Ui['panes'] {
	return Object.fromEntries(Object.entries(panes).map(([id, pane]) => [id, {...pane, needs: startingPane.needs}]));
}

export function toView(ui: Ui, view: string): Ui {
	if (view === ui.view && ui.layers.length === 0) return ui;
	return {
		...ui,
		view,
		panes: withoutNeeds(ui.panes),
		lastView: view === ui.view ? ui.lastView : ui.view,
		layers: [],
		from: undefined,
		typing: undefined,
	};
}
