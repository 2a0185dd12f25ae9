// Routes and gateways as the rows of a table, those in trouble first, and how many of them there are in all.
import {count} from '../../format/number.ts';
import {clustersWithGateways, type Gateway, gatewayKey, gatewaysAmong} from '../../model/gateways.ts';
import {linkedServers, type Mesh, meshesOf, type Route, routeKey, routesIn} from '../../model/routes.ts';
import type {Model} from '../../model/model.ts';
import type {Server} from '../../model/server.ts';
import type {Target} from '../../ui/target.ts';
import type {Look} from '../look.ts';

export type LinkRow =
	| {readonly kind: 'route'; readonly id: string; readonly route: Route}
	| {readonly kind: 'gateway'; readonly id: string; readonly gateway: Gateway};

export type LinkState = Route['state'] | Gateway['state'];

type Counts = {readonly all: number; readonly full: number; readonly missing: number; readonly partly: number};

export type Links = {
	readonly meshes: readonly Mesh[];
	readonly clusters: ReadonlyMap<string, readonly Server[]>;
	readonly rows: readonly LinkRow[];
	/** Links that are well, or unknown, and have no row of their own. */
	readonly left: number;
	readonly routes: Counts;
	readonly gateways: Counts;
};

/** More rows than anybody looks through; links in trouble come first. */
const mostRows = 2000;

export function stateOfRow(row: LinkRow): LinkState {
	return row.kind === 'route' ? row.route.state : row.gateway.state;
}

/** Missing, on one side only or only partly there: what somebody has to look at. */
export function isBroken(state: LinkState): boolean {
	return state !== 'full' && state !== 'unknown';
}

const ranks: Readonly<Record<LinkState, number>> = {
	missing: 0,
	'only one': 1,
	'only other': 1,
	partly: 1,
	'only outbound': 1,
	unknown: 2,
	full: 3,
};

function countsOf(rows: readonly LinkRow[]): Counts {
	let [full, missing, partly] = [0, 0, 0];
	for (const row of rows) {
		const state = stateOfRow(row);
		if (state === 'full') full++;
		else if (state === 'missing') missing++;
		else if (state !== 'unknown') partly++;
	}
	return {all: rows.length, full, missing, partly};
}

function found(model: Model): Links {
	const meshes = meshesOf(model);
	const clusters = clustersWithGateways(linkedServers(model));
	const routes: LinkRow[] = [];
	for (const mesh of meshes) {
		for (const route of routesIn(model, mesh)) {
			routes.push({kind: 'route', id: routeKey(route.one, route.other), route});
		}
	}
	const gateways: LinkRow[] = [];
	for (const gateway of gatewaysAmong(model, clusters)) {
		gateways.push({kind: 'gateway', id: gatewayKey(gateway.from, gateway.to), gateway});
	}
	const all = [...gateways, ...routes];
	const byRank = Map.groupBy(all, row => ranks[stateOfRow(row)]);
	const rows = [0, 1, 2, 3].flatMap(rank => byRank.get(rank) ?? []).slice(0, mostRows);
	const left = all.length - rows.length;
	return {meshes, clusters, rows, left, routes: countsOf(routes), gateways: countsOf(gateways)};
}

// The matrix, the table and the title need all links; they are looked for once, until something is heard or time passes.
const foundIn = new WeakMap<
	Model['servers'],
	{readonly revision: number; readonly now: number; readonly links: Links}
>();
/** Where there are more links than this, they are compared once a second. */
const manyLinks = 500;

export function linksOf({model}: Pick<Look, 'model'>): Links {
	const {servers, revision, now} = model;
	const known = foundIn.get(servers);
	if (known !== undefined) {
		const {routes, gateways} = known.links;
		const isOfNow = known.revision === revision && known.now === now;
		const isOfThisSecond = Math.floor(known.now / 1000) === Math.floor(now / 1000);
		if (isOfNow || (isOfThisSecond && routes.all + gateways.all > manyLinks)) return known.links;
	}
	const links = found(model);
	foundIn.set(servers, {revision, now, links});
	return links;
}

export function linkTarget(row: LinkRow): Target {
	return row.kind === 'route'
		? {kind: 'route', one: row.route.one.id, other: row.route.other.id}
		: {kind: 'gateway', from: row.gateway.from, to: row.gateway.to};
}

function countsInWords(name: string, partlyWord: string, {all, full, missing, partly}: Counts): string {
	if (all === 0) return '';
	const unknown = all - full - missing - partly;
	return [
		`${count(full)} of ${count(all)} ${name}`,
		missing === 0 ? '' : `${count(missing)} missing`,
		partly === 0 ? '' : `${count(partly)} ${partlyWord}`,
		unknown === 0 ? '' : `${count(unknown)} unknown`,
	]
		.filter(part => part !== '')
		.join(', ');
}

/** `11 of 12 routes, 1 missing · 2 of 2 gateways`. */
export function totalsInWords(look: Look): string {
	const {routes, gateways, left} = linksOf(look);
	return [
		countsInWords('routes', 'one-sided', routes),
		countsInWords('gateways', 'partly', gateways),
		left === 0 ? '' : `${count(left)} more are not listed`,
	]
		.filter(part => part !== '')
		.join(' · ');
}
