// Links between servers that should be there: each server of a cluster has a route to every other, and each cluster a
// gateway to every other.
import {firstNames} from '../format/first-names.ts';
import {clustersInOrder} from '../model/clusters.ts';
import {clustersWithGateways, gatewayKey} from '../model/gateways.ts';
import type {Model} from '../model/model.ts';
import {isTelling, meshOf, namesOfPeers, type Route, routeKey, routeState} from '../model/routes.ts';
import {type Server, uptimeMs} from '../model/server.ts';
import {shownName} from '../model/server-names.ts';
import {serversInOrder} from '../model/servers.ts';
import type {Stats} from '../model/stats.ts';
import {defineRule, type Finding, type Life} from './problem.ts';

const aboutLinks = {kind: 'view', view: 'links', filter: ''} as const;

/** A server that has just begun does not know all others yet. */
const youngMs = 10_000;

function isSettled(model: Model, server: Server): boolean {
	return isTelling(model, server) && (uptimeMs(server) ?? youngMs) >= youngMs;
}

/** Of each member of a cluster the peers that it told last, and the places of the members that it has no route to. */
type Absent = {readonly peers: (Stats['peers'] | undefined)[]; readonly places: (readonly number[])[]};

const absentIn = new WeakMap<readonly Server[], Absent>();
const noPlaces: readonly number[] = [];

/**
 * Members of its cluster that a server has no route to, itself left out. All are compared with all only when a server
 * has told its routes anew, or when servers have come or gone.
 */
function absentFrom(members: readonly Server[], place: number, absent: Absent): readonly number[] {
	const server = members[place];
	const peers = server?.stats?.peers;
	if (server === undefined || peers === undefined) return noPlaces;
	const known = absent.places[place];
	if (known !== undefined && absent.peers[place] === peers) return known;
	const names = namesOfPeers(peers);
	const found: number[] = [];
	members.forEach((other, index) => {
		if (other !== server && !names.has(other.name)) found.push(index);
	});
	const places = found.length === 0 ? noPlaces : found;
	absent.peers[place] = peers;
	absent.places[place] = places;
	return places;
}

/** Pairs of settled servers of a cluster of which one at least has no route to the other, in order. */
function pairsWithout(model: Model, members: readonly Server[]): readonly (readonly [Server, Server])[] {
	let known = absentIn.get(members);
	if (known === undefined) {
		known = {peers: members.map(() => undefined), places: members.map(() => noPlaces)};
		absentIn.set(members, known);
	}
	let keys: Set<number> | undefined;
	for (let place = 0; place < members.length; place++) {
		const absent = absentFrom(members, place, known);
		const server = members[place];
		if (absent.length === 0 || server === undefined || !isSettled(model, server)) continue;
		keys ??= new Set();
		for (const other of absent) keys.add(Math.min(place, other) * members.length + Math.max(place, other));
	}
	if (keys === undefined) return [];
	return [...keys]
		.sort((a, b) => a - b)
		.flatMap(key => {
			const [one, other] = [members[Math.floor(key / members.length)], members[key % members.length]];
			if (one === undefined || other === undefined) return [];
			return isSettled(model, one) && isSettled(model, other) ? [[one, other] as const] : [];
		});
}

/** Whether one of them has not told anything since it was first found: it may have ended. */
function mayHaveEnded({one, other}: Route, {since}: Life): boolean {
	return Math.min(one.statsAt ?? 0, other.statsAt ?? 0) <= since;
}

function routeFinding(model: Model, route: Route, lifeOf: (key: string) => Life): Finding | undefined {
	const {one, other, state} = route;
	if (state === 'full' || state === 'unknown') return undefined;
	const [a, b] = [shownName(model, one), shownName(model, other)];
	const isHalf = state !== 'missing';
	const how = isHalf ? `only ${state === 'only one' ? a : b} has the route` : 'no route between them';
	const key = routeKey(one, other);
	return {
		key,
		...(mayHaveEnded(route, lifeOf(key)) ? {isUnripe: true} : {}),
		severity: 'bad',
		who: `${a} and ${b}`,
		topic: 'missing route',
		text: `${how}: messages between their clients are lost`,
		short: isHalf ? 'route on one side only' : 'no route',
		about: aboutLinks,
	};
}

export const missingRouteRule = defineRule({
	id: 'missing-route',
	meaning: 'two servers of one cluster that both speak have no route to each other, or only one side has it',
	holdMs: ({linkSettleMs}) => linkSettleMs.value,
	find(model, lifeOf) {
		const found: Finding[] = [];
		for (const members of clustersInOrder(model)) {
			const pairs = pairsWithout(model, members);
			const mesh = pairs.length === 0 ? undefined : meshOf(members.filter(server => isSettled(model, server)));
			if (mesh === undefined) continue;
			for (const [one, other] of pairs) {
				const route: Route = {mesh, one, other, state: routeState(model, mesh, one, other)};
				const finding = routeFinding(model, route, lifeOf);
				if (finding !== undefined) found.push(finding);
			}
		}
		return found;
	},
	fold: problems => ({
		who: '# routes',
		text: `missing: ${firstNames(problems.map(({who}) => who))}`,
		short: 'missing',
		about: aboutLinks,
	}),
});

/** A cluster that lacks gateways to another one. */
type MissingGateway = {
	readonly from: string;
	readonly to: string;
	readonly without: readonly Server[];
	/** Whether none of its servers has one. */
	readonly all: boolean;
};

type Gateways = Stats['gateways'];

/** The gateways that the settled servers told last, by their places, and which ones are missing by that. */
type KnownGateways = {readonly told: (Gateways | undefined)[]; missing: readonly MissingGateway[] | undefined};

const gatewaysKnownOf = new WeakMap<readonly Server[], KnownGateways>();

function areOfSameNames(one: Gateways | undefined, other: Gateways | undefined): boolean {
	if (one === undefined || other === undefined || one.length !== other.length) return one === other;
	return one.every(({name}, index) => name === other[index]?.name);
}

function missingAmong(settled: readonly Server[]): readonly MissingGateway[] {
	const clusters = clustersWithGateways(settled);
	const missing: MissingGateway[] = [];
	for (const [from, members] of clusters) {
		const named = members.map(({stats}) => new Set(stats?.gateways.map(({name}) => name)));
		for (const to of clusters.keys()) {
			if (from === to) continue;
			const without = members.filter((_, place) => named[place]?.has(to) !== true);
			if (without.length > 0) missing.push({from, to, without, all: without.length === members.length});
		}
	}
	return missing;
}

/** All clusters are compared with all only when a server names other gateways than before, or settles, or is one no more. */
function missingGateways(model: Model): readonly MissingGateway[] {
	const servers = serversInOrder(model);
	const known: KnownGateways = gatewaysKnownOf.get(servers) ?? {told: [], missing: undefined};
	for (let place = 0; place < servers.length; place++) {
		const server = servers[place];
		const gateways = server !== undefined && isSettled(model, server) ? server.stats?.gateways : undefined;
		const before = known.told[place];
		if (gateways === before) continue;
		if (!areOfSameNames(gateways, before)) known.missing = undefined;
		known.told[place] = gateways;
	}
	known.missing ??= missingAmong(servers.filter((_, place) => known.told[place] !== undefined));
	gatewaysKnownOf.set(servers, known);
	return known.missing;
}

function gatewayFinding(model: Model, {from, to, without, all}: MissingGateway): Finding {
	const names = all ? '' : firstNames(without.map(server => shownName(model, server)));
	return {
		key: gatewayKey(from, to),
		severity: all ? 'bad' : 'warn',
		who: `gateway ${from} → ${to}`,
		topic: 'missing gateway',
		text: all ? 'missing: no server of it has one' : `missing on ${names}`,
		short: all ? 'missing' : `missing on ${names}`,
		about: aboutLinks,
	};
}

export const missingGatewayRule = defineRule({
	id: 'missing-gateway',
	meaning: 'no server of a cluster has an outbound gateway to another cluster that has gateways and is heard',
	holdMs: ({linkSettleMs}) => linkSettleMs.value,
	find: model => missingGateways(model).map(missing => gatewayFinding(model, missing)),
});
