// The whole system in a few numbers, for the lines above every view.
import {missingServers} from '../../model/server-census.ts';
import type {Model} from '../../model/model.ts';
import {oncePerMoment} from '../../model/once-per-moment.ts';
import {coverageOf, serversInOrder} from '../../model/servers.ts';
import {isSpeaking, silenceLimitMs} from '../../model/server-state.ts';
import type {Look} from '../look.ts';

/** The system in a few numbers. */
export type Summary = {
	readonly speaking: number;
	/** Servers that are known, and those that only the other servers count or tell of by name. */
	readonly expected: number;
	/** Servers that the others count and that were never heard. */
	readonly missing: number;
	/** Servers that the others tell of by name and that were never heard. */
	readonly named: number;
	/** Of those that speak, how many were not heard for longer than they may be quiet: not since our link is back. */
	readonly stale: number;
	readonly clusters: number;
	readonly newestMs: number | undefined;
	readonly oldestMs: number | undefined;
	/** Percent of the servers' numbered messages that arrived; messages to other clients are numbered too, so this is a lower bound. */
	readonly coverage: number | undefined;
};

/** The lines above a view and the sums of servers tell the same. */
export function summaryIn({model}: Pick<Look, 'model'>): Summary {
	return summaryOfMoment(model);
}

const summaryOfMoment = oncePerMoment(summaryOf);

export function summaryOf(model: Model): Summary {
	let speaking = 0;
	let known = 0;
	let stale = 0;
	let newest: number | undefined;
	let oldest: number | undefined;
	let received = 0;
	let numbered = 0;
	const clusters = new Set<string>();
	let cluster = '';
	for (const server of serversInOrder(model)) {
		if (server.goodbye?.kind === 'stopped') continue;
		known++;
		if (server.cluster !== cluster) {
			cluster = server.cluster;
			if (cluster !== '') clusters.add(cluster);
		}
		const {statsAt} = server;
		if (statsAt !== undefined) {
			if (newest === undefined || statsAt > newest) newest = statsAt;
			// The last numbers of a silent server are on the screen too.
			if (oldest === undefined || statsAt < oldest) oldest = statsAt;
		}
		if (!isSpeaking(server)) continue;
		speaking++;
		if (model.now - server.lastSeenAt > silenceLimitMs(model, server)) stale++;
		const covered = coverageOf(server);
		received += covered.received;
		numbered += covered.numbered;
	}
	const {missing, named} = missingServers(model);
	return {
		speaking,
		expected: known + Math.max(missing, named),
		missing,
		named,
		stale,
		clusters: clusters.size,
		newestMs: newest === undefined ? undefined : model.now - newest,
		oldestMs: oldest === undefined ? undefined : model.now - oldest,
		coverage: numbered === 0 ? undefined : (received / numbered) * 100,
	};
}
