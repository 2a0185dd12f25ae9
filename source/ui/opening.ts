import type {Shown} from './shown.ts';
import {withColumn} from './columns.ts';
import {withConnections, withList} from './connections.ts';
import {saying, toView, withLayer, withoutLayer, withPane} from './layers.ts';
import {filterOf, startingPane, type Ui} from './ui.ts';
import type {Target} from './target.ts';

/** Views that were opened one from the other: of more, the first ones are forgotten. */
const mostOrigins = 7;

function within(origin: Ui['from'], most: number): Ui['from'] {
	if (origin === undefined || most === 0) return undefined;
	return {...origin, from: within(origin.from, most - 1)};
}

/** The panes as they are, with the cursors where they were. */
function placed(panes: Ui['panes'], before: Ui['panes']): Ui['panes'] {
	const back = Object.entries(before).map(
		([id, {cursor, top, following, held}]) =>
			[id, {...(panes[id] ?? startingPane), cursor, top, following, held}] as const,
	);
	return {...panes, ...Object.fromEntries(back)};
}

export function opened(ui: Ui, target: Target | undefined, now: number): Ui {
	if (target === undefined) return saying(ui, 'nothing to open here', now);
	switch (target.kind) {
		case 'view': {
			const there = toView(ui, target.view);
			const {view, layers, panes, from} = ui;
			const origin = {view, layers, panes, filter: ui.filters[target.view] ?? '', from: within(from, mostOrigins)};
			return {...there, from: origin, filters: {...there.filters, [target.view]: target.filter}};
		}
		case 'sort':
			return withPane(withoutLayer(ui), target.pane, {
				sort: {column: target.column, descending: target.descending},
			});
		case 'column':
			return withColumn(ui, target);
		case 'connections':
			return withConnections(ui, target.of, target.first, target.servers);
		case 'ask':
			return withList(ui, {servers: target.servers});
		case 'context':
		case 'system':
			return ui;
		default:
			return withLayer(ui, {kind: 'page', target, top: 0, search: ''});
	}
}

const nothingToClose = 'nothing to close; q quits';

/** What Esc does: closes the newest of what is open or narrows the view; undefined where there is nothing. */
function withoutNewest(ui: Ui): Ui | undefined {
	if (ui.layers.length > 0) return withoutLayer(ui);
	if (ui.from !== undefined) {
		const {view, layers, filter, panes, from} = ui.from;
		return {...ui, view, layers, from, panes: placed(ui.panes, panes), filters: {...ui.filters, [ui.view]: filter}};
	}
	if (filterOf(ui) !== '') return {...ui, filters: {...ui.filters, [ui.view]: ''}};
	if (ui.zoomed === ui.view) return {...ui, zoomed: undefined};
	if (ui.comparing) return {...ui, comparing: false};
	if (ui.onlyProblems) return {...ui, onlyProblems: false};
	return undefined;
}

/** Whether Esc leads back to the list of systems: in one of several, where nothing is left to close. */
export function leadsToSystems(ui: Ui, {systems}: Shown): boolean {
	return systems?.here !== undefined && withoutNewest(ui) === undefined;
}

/** Why Esc does nothing here. */
export function whyNotClose(ui: Ui, shown: Shown): string | undefined {
	if (shown.past?.isReplay === false || leadsToSystems(ui, shown)) return undefined;
	return withoutNewest(ui) === undefined ? nothingToClose : undefined;
}

export function closed(ui: Ui, now: number): Ui {
	return withoutNewest(ui) ?? saying(ui, nothingToClose, now);
}
