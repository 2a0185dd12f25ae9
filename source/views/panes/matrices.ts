// Who is linked to whom, as small matrices: one for each cluster's routes, and one for the gateways between clusters. Rows
// tell, columns are told of.
import {exactFilter} from '../../format/exact-filter.ts';
import {gatewayBetween} from '../../model/gateways.ts';
import type {Model} from '../../model/model.ts';
import {oncePerMoment} from '../../model/once-per-moment.ts';
import {type Mesh, routeState} from '../../model/routes.ts';
import {shownName} from '../../model/server-names.ts';
import type {Style} from '../../screen/screen.ts';
import type {Target} from '../../ui/target.ts';
import {styleOfState} from '../columns/link-columns.ts';
import {type LinkState, linksOf} from '../columns/link-rows.ts';
import type {Look} from '../look.ts';

type MatrixCell = {readonly text: string; readonly style: Style | undefined};

export type Matrix = {
	/** What tells it from the others. */
	readonly key: string;
	readonly title: string;
	readonly names: readonly string[];
	/** Of the rows, and of the columns: ids of servers, names of clusters. */
	readonly places: readonly string[];
	/** Undefined where row and column are the same. */
	readonly cellAt: (row: number, column: number) => MatrixCell | undefined;
	/** The link from row to column; of both the same, the server or the servers of the cluster. */
	readonly targetAt: (row: number, column: number) => Target | undefined;
};

/** What a cell shows: `◐→` where the row has the route and the column does not, `◐←` where it is the other way round. */
function signOf(state: LinkState, isTurned: boolean): string {
	switch (state) {
		case 'full':
			return '●';
		case 'only one':
			return isTurned ? '◐←' : '◐→';
		case 'only other':
			return isTurned ? '◐→' : '◐←';
		case 'partly':
			return '◐';
		case 'only outbound':
			return '◐→';
		case 'missing':
			return '✗';
		case 'unknown':
			return '–';
	}
}

function cellOf(state: LinkState, isTurned = false): MatrixCell {
	return {text: signOf(state, isTurned), style: styleOfState(state)};
}

function routeMatrix(model: Model, mesh: Mesh): Matrix {
	const {cluster, servers} = mesh;
	return {
		key: `routes ${cluster}`,
		title: cluster,
		names: servers.map(server => shownName(model, server)),
		places: servers.map(({id}) => id),
		cellAt(row, column) {
			const [from, to] = [servers[row], servers[column]];
			if (from === undefined || to === undefined || from === to) return undefined;
			// A route has one state, whichever end is asked for it.
			return row < column ? cellOf(routeState(model, mesh, from, to)) : cellOf(routeState(model, mesh, to, from), true);
		},
		targetAt(row, column) {
			const [from, to] = [servers[row], servers[column]];
			if (from === undefined || to === undefined) return undefined;
			return from === to ? {kind: 'server', id: from.id} : {kind: 'route', one: from.id, other: to.id};
		},
	};
}

function gatewayMatrix(model: Model): Matrix | undefined {
	const {clusters} = linksOf({model});
	if (clusters.size < 2) return undefined;
	const names = [...clusters.keys()];
	return {
		key: 'gateways',
		title: 'gateways',
		names,
		places: names,
		cellAt(row, column) {
			const [from, to] = [names[row], names[column]];
			if (from === undefined || to === undefined || from === to) return undefined;
			return cellOf(gatewayBetween(model, clusters, from, to).state);
		},
		targetAt(row, column) {
			const [from, to] = [names[row], names[column]];
			if (from === undefined || to === undefined) return undefined;
			if (from === to) return {kind: 'view', view: 'servers', filter: exactFilter({cluster: from})};
			return {kind: 'gateway', from, to};
		},
	};
}

const matricesIn = oncePerMoment((model): readonly Matrix[] => {
	const gateways = gatewayMatrix(model);
	const routes = linksOf({model}).meshes.map(mesh => routeMatrix(model, mesh));
	return gateways === undefined ? routes : [gateways, ...routes];
});

export function matricesOf({model}: Look): readonly Matrix[] {
	return matricesIn(model);
}
