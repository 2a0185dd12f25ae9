// Every topology that the tests know, and what it has.
import {startBridged, startSingle, startSupercluster, startThree, startUnbridged} from './config-accounts.ts';
import {startFullAndCache, startFullResolver, startMemoryResolver, startUrlResolver} from './operator-accounts.ts';
import type {Topology} from './topology.ts';

export type TopologyKind = {
	/** In the tables. */
	readonly name: string;
	readonly start: () => Promise<Topology>;
	/** Whether accounts are an operator's. */
	readonly hasClaims: boolean;
	readonly hasLeafs: boolean;
	readonly hasGateways: boolean;
};

function kind(name: string, start: () => Promise<Topology>, has: Partial<TopologyKind> = {}): TopologyKind {
	return {name, start, hasClaims: false, hasLeafs: false, hasGateways: false, ...has};
}

export const topologyKinds: readonly TopologyKind[] = [
	kind('config, one server, JetStream', startSingle),
	kind('config, cluster of 3, JetStream', () => startThree()),
	kind('config, 2 clusters of 2, JetStream', startSupercluster, {hasLeafs: true, hasGateways: true}),
	kind('config, leaf with SYS', startBridged, {hasLeafs: true}),
	kind('config, leaf without SYS', startUnbridged, {hasLeafs: true}),
	kind('operator, memory', startMemoryResolver, {hasClaims: true}),
	kind('operator, full', startFullResolver, {hasClaims: true}),
	kind('operator, full and cache', startFullAndCache, {hasClaims: true}),
	kind('operator, URL', startUrlResolver, {hasClaims: true}),
];
