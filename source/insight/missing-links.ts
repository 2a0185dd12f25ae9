// Links between servers that should be there: each server of a cluster has a route to every other, and each cluster a
// gateway to every other. Peers are compared by name, never links by number: routes come in pools.
import {firstNames} from '../format/first-names.ts';
import type {Model} from '../model/model.ts';
import {type Server, uptimeMs} from '../model/server.ts';
import {shownName} from '../model/server-names.ts';
import {isSpeaking} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';

import {defineRule, type Finding, type Life} from './problem.ts';

const aboutServers = {kind: 'view', view: 'servers', filter: ''} as const;

/** A server that has just begun does not know all others yet. */
const youngMs = 10_000;
/** What is compared must not be older than this: a heartbeat and a bit. */
const freshMs = 35_000;

function isSettled(model: Model, server: Server): boolean {
	if (!isSpeaking(server) || server.stats === undefined || server.statsAt === undefined) return false;
	if (model.now - server.statsAt > freshMs) return false;
	return (uptimeMs(server) ?? youngMs) >= youngMs;
}

/** Clusters of two servers and more, of which each name stands for one server. */
function clustersOf(model: Model): readonly (readonly Server[])[] {
	const settled = serversInOrder(model).filter(server => server.cluster !== '' && isSettled(model, server));
	return [...Map.groupBy(settled, ({cluster}) => cluster).values()].filter(
		servers => servers.length > 1 && new Set(servers.map(({name}) => name)).size === servers.length,
	);
}

function hasRoute(from: Server, to: Server): boolean {
	return from.stats?.peers.some(({name}) => name === to.name) === true;
}

/** Whether one of them has not told anything since it was first found: it may have ended. */
function mayHaveEnded(one: Server, other: Server, {since}: Life): boolean {
	return Math.min(one.statsAt ?? 0, other.statsAt ?? 0) <= since;
}

function routeFinding(model: Model, one: Server, other: Server, lifeOf: (key: string) => Life): Finding | undefined {
	const there = hasRoute(one, other);
	const back = hasRoute(other, one);
	if (there && back) return undefined;
	const [a, b] = [shownName(model, one), shownName(model, other)];
	const isHalf = there || back;
	const how = isHalf ? `only ${there ? a : b} has the route` : 'no route between them';
	const key = `${one.id} ${other.id}`;
	return {
		key,
		...(mayHaveEnded(one, other, lifeOf(key)) ? {isUnripe: true} : {}),
		severity: 'bad',
		who: `${a} and ${b}`,
		topic: 'missing route',
		text: `${how}: messages between their clients are lost`,
		short: isHalf ? 'route on one side only' : 'no route',
		about: aboutServers,
	};
}

export const missingRouteRule = defineRule({
	id: 'missing-route',
	meaning: 'two servers of one cluster that both speak have no route to each other, or only one side has it',
	holdMs: ({linkSettleMs}) => linkSettleMs.value,
	find(model, lifeOf) {
		const found: Finding[] = [];
		for (const servers of clustersOf(model)) {
			// Leafnode servers that bring the system account call themselves a cluster of their own and have no routes.
			if (!servers.some(({stats}) => (stats?.peers.length ?? 0) > 0)) continue;
			for (const [index, one] of servers.entries()) {
				for (let next = index + 1; next < servers.length; next++) {
					const other = servers[next];
					const finding = other && routeFinding(model, one, other, lifeOf);
					if (finding !== undefined) found.push(finding);
				}
			}
		}
		return found;
	},
	fold: problems => ({
		who: '# routes',
		text: `missing: ${firstNames(problems.map(({who}) => who))}`,
		short: 'missing',
		about: aboutServers,
	}),
});

export const missingGatewayRule = defineRule({
	id: 'missing-gateway',
	meaning: 'no server of a cluster has an outbound gateway to another cluster that has gateways and is heard',
	holdMs: ({linkSettleMs}) => linkSettleMs.value,
	find(model) {
		const settled = serversInOrder(model).filter(server => isSettled(model, server));
		const withGateways = settled.filter(({stats}) => (stats?.gateways.length ?? 0) > 0);
		if (withGateways.length === 0) return [];
		const named = new Set(withGateways.flatMap(({stats}) => stats?.gateways.map(({name}) => name) ?? []));
		const clusters = Map.groupBy(
			settled.filter(({cluster}) => named.has(cluster) || withGateways.some(one => one.cluster === cluster)),
			({cluster}) => cluster,
		);
		const found: Finding[] = [];
		for (const [from, servers] of clusters) {
			for (const to of clusters.keys()) {
				if (from === to) continue;
				const without = servers.filter(({stats}) => !stats?.gateways.some(({name}) => name === to));
				if (without.length === 0) continue;
				const all = without.length === servers.length;
				const names = firstNames(without.map(server => shownName(model, server)));
				found.push({
					key: `${from} ${to}`,
					severity: all ? 'bad' : 'warn',
					who: `gateway ${from} → ${to}`,
					topic: 'missing gateway',
					text: all ? 'missing: no server of it has one' : `missing on ${names}`,
					short: all ? 'missing' : `missing on ${names}`,
					about: aboutServers,
				});
			}
		}
		return found;
	},
});
