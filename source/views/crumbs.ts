// The way to what is open: `Servers › n2 › connections`.
import {displayName} from '../format/display-name.ts';
import {quoteIfBlank} from '../format/quote-if-blank.ts';
import {cut, widthOf} from '../format/width.ts';
import {shownNameOf} from '../model/server-names.ts';
import type {Line} from '../screen/screen.ts';
import type {Layer, Ui} from '../ui/ui.ts';
import type {ConnectionsOf, Target} from '../ui/target.ts';
import type {Look} from './look.ts';
import {shownViews} from './shown-views.ts';

const separator = ' › ';

function nameOfConnections({model}: Look, of: Exclude<ConnectionsOf, {kind: 'everything'}>): string {
	switch (of.kind) {
		case 'server':
			return shownNameOf(model, of.id);
		case 'account':
			return model.accounts.get(of.id)?.name ?? of.id;
		case 'client': {
			const client = model.clients.get(of.key);
			return client === undefined ? 'client' : quoteIfBlank(displayName(client));
		}
	}
}

function crumbOfTarget(look: Look, target: Target): string {
	const {model} = look;
	switch (target.kind) {
		case 'server':
		case 'account':
		case 'client':
			return nameOfConnections(look, target);
		case 'jetstream':
			return shownNameOf(model, target.id);
		case 'route':
			return `${shownNameOf(model, target.one)} – ${shownNameOf(model, target.other)}`;
		case 'gateway':
			return `${target.from} → ${target.to}`;
		case 'refused': {
			const refused = model.refused.get(target.key);
			return refused === undefined ? 'refused' : quoteIfBlank(displayName(refused));
		}
		case 'connection':
			return 'event';
		case 'leafnode':
			return 'leafnode';
		case 'graphs':
			return 'graphs';
		case 'listed':
			return `connection ${target.cid}`;
		case 'subjects':
			return 'subscriptions';
		case 'notable':
			return 'notice';
		case 'message':
			return 'message';
		case 'connections':
		case 'ask':
		case 'view':
		case 'sort':
		case 'column':
		case 'context':
		case 'system':
			return target.kind;
	}
}

function crumbsOfLayer(look: Look, layer: Layer): readonly string[] {
	switch (layer.kind) {
		case 'page':
			return [crumbOfTarget(look, layer.target)];
		case 'connections': {
			const what = layer.state === 'open' ? 'connections' : 'closed connections';
			return layer.of.kind === 'everything' ? [`all ${what}`] : [nameOfConnections(look, layer.of), what];
		}
		case 'told':
			return [layer.title];
		case 'help':
		case 'command':
		case 'problems':
		case 'contexts':
		case 'sort':
		case 'columns':
			return [layer.kind];
	}
}

function viewTitle(view: string): string {
	return shownViews.find(({id}) => id === view)?.title ?? view;
}

type Place = Pick<Ui, 'view' | 'layers' | 'from'>;

/** Where it was opened from, then the view, then what is open above it; each once where it follows itself. */
function wayTo(look: Look, {view, layers, from}: Place): readonly string[] {
	const before = from === undefined ? [] : wayTo(look, from);
	const way = [...before, viewTitle(view), ...layers.flatMap(layer => crumbsOfLayer(look, layer))];
	return way.filter((crumb, index) => crumb !== way[index - 1]);
}

/** The way to the topmost layer, without itself. */
export function crumbsOf(look: Look): readonly string[] {
	const {view, layers, from} = look.ui;
	return wayTo(look, {view, layers: layers.slice(0, -1), from});
}

/** The way to a list of connections. */
export function wayToList(look: Look): readonly string[] {
	return wayTo(look, look.ui).slice(0, -1);
}

/** As much of the end of the way as there is room for. */
export function crumbsWithin(crumbs: readonly string[], room: number): string {
	let text = '';
	for (const crumb of crumbs.toReversed()) {
		const longer = `${crumb}${separator}${text}`;
		if (widthOf(longer) > room) {
			const shorter = `…${separator}${text}`;
			return widthOf(shorter) <= room ? shorter : text;
		}
		text = longer;
	}
	return text;
}

/** ` Servers › Server n2  1–17 of 60`. */
export function titleWithCrumbs(crumbs: readonly string[], title: string, about: string, width: number): Line {
	const right = about === '' ? '' : ` ${about}`;
	const named = cut(title, Math.max(10, width - 3 - widthOf(right)));
	const room = Math.max(0, width - 3 - widthOf(named) - widthOf(right));
	return {
		spans: [
			{text: ` ${crumbsWithin(crumbs, room)}`, style: 'dim'},
			{text: `${named} `, style: 'title'},
			{text: right, style: 'dim'},
		],
	};
}
