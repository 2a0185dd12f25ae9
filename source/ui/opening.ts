import {withConnections, withList} from './connections.ts';
import {saying, toView, withLayer, withoutLayer, withPane} from './layers.ts';
import {filterOf, type Target, type Ui} from './ui.ts';

export function opened(ui: Ui, target: Target | undefined, now: number): Ui {
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
		case 'connections':
			return withConnections(ui, target.of, target.first, target.servers);
		case 'ask':
			return withList(ui, {servers: target.servers});
		case 'context':
			return ui;
		default:
			return withLayer(ui, {kind: 'page', target, top: 0, search: ''});
	}
}

export function closed(ui: Ui, now: number): Ui {
	if (ui.layers.length > 0) return withoutLayer(ui);
	if (ui.from !== undefined) {
		const {view, layers, filter} = ui.from;
		return {...ui, view, layers, from: undefined, filters: {...ui.filters, [ui.view]: filter}};
	}
	if (filterOf(ui) !== '') return {...ui, filters: {...ui.filters, [ui.view]: ''}};
	if (ui.onlyProblems) return {...ui, onlyProblems: false};
	return saying(ui, 'nothing to close; q quits', now);
}
