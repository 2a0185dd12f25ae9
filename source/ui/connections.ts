// Lists of connections, which are requested only on demand, by a key.
import type {Action} from './action.ts';
import {saying, withLayer, withoutPane, withPane, withTopLayer} from './layers.ts';
import {type Shown, targetOf} from './shown.ts';
import {type ConnectionsLayer, listPane, startingPane, topLayer, type Ui} from './ui.ts';
import type {Asked, ConnectionOrder, ConnectionsOf, Target} from './target.ts';

/** Whose connections are listed for what a target opens; undefined where there are none. */
function connectionsOfTarget(target: Target | undefined): ConnectionsOf | undefined {
	switch (target?.kind) {
		case 'server':
		case 'account':
		case 'client':
			return target;
		case 'jetstream':
			return {kind: 'server', id: target.id};
		case 'leafnode':
		case 'listed':
		case 'subjects':
			return {kind: 'server', id: target.serverId};
		default:
			return undefined;
	}
}

/** What is under the cursor, or the open page. */
function subjectOf(ui: Ui, shown: Shown): Target | undefined {
	const layer = topLayer(ui);
	const target = targetOf(shown);
	if (layer?.kind !== 'page') return target;
	// A chosen line comes first, where it has connections.
	return connectionsOfTarget(target) === undefined ? layer.target : target;
}

/** Why there is no list of connections here. */
export function whyNoConnections(ui: Ui, shown: Shown): string | undefined {
	if (topLayer(ui)?.kind === 'connections') return 'these are the connections';
	return connectionsOfTarget(subjectOf(ui, shown)) === undefined
		? 'only where a server, an account or a client is shown'
		: undefined;
}

/** Opens a list of connections; asked for at once where `servers` says whom. */
export function withConnections(ui: Ui, of: ConnectionsOf, first: ConnectionOrder, servers?: Asked): Ui {
	const layer: ConnectionsLayer = {
		kind: 'connections',
		of,
		first,
		state: 'open',
		everywhere: servers === 'all',
		servers,
		page: 0,
	};
	const next = withLayer(ui, layer);
	return withoutPane(next, listPane(next));
}

/** Changes the list that is open; the cursor starts at its top. */
export function withList(ui: Ui, change: Partial<ConnectionsLayer>): Ui {
	const layer = topLayer(ui);
	if (layer?.kind !== 'connections') return ui;
	const next = withTopLayer(ui, {...layer, ...change});
	const {cursor, top, held} = startingPane;
	return withPane(next, listPane(next), {cursor, top, held});
}

type ListAction = Extract<Action, {kind: 'connections' | 'everywhere' | 'open or closed'}>;

/** Opens a list, or asks other servers for it. The notice about the cost is shown again, since their number differs. */
export function listChanged(ui: Ui, action: ListAction, shown: Shown, now: number): Ui {
	if (action.kind === 'connections') {
		const of = connectionsOfTarget(subjectOf(ui, shown));
		if (of === undefined) return saying(ui, 'no connections to list here', now);
		// What it costs stands on the screen.
		return withConnections(ui, of, action.first, shown.page === undefined ? shown.pane?.asks?.servers : undefined);
	}
	const layer = topLayer(ui);
	if (layer?.kind !== 'connections') {
		return action.kind === 'everywhere' ? withConnections(ui, {kind: 'everything'}, 'traffic') : ui;
	}
	if (action.kind === 'everywhere') return withList(ui, {everywhere: !layer.everywhere, servers: undefined, page: 0});
	return withList(ui, {state: layer.state === 'open' ? 'closed' : 'open', page: 0});
}

/** The page after the last row, or before the first one; undefined where there is none. */
export function turned(ui: Ui, {pane}: Shown, by: number): Ui | undefined {
	const layer = topLayer(ui);
	if (layer?.kind !== 'connections' || pane === undefined) return undefined;
	const {index} = pane.cursor;
	if (by > 0 && index >= pane.rows - 1 && pane.hasMore === true) return withList(ui, {page: layer.page + 1});
	if (by < 0 && index === 0 && layer.page > 0) return withList(ui, {page: layer.page - 1});
	return undefined;
}
