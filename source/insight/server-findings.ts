// What is found of each server that speaks, told under its name.
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {shownName} from '../model/server-names.ts';
import {isSpeaking} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import type {Stats} from '../model/stats.ts';
import type {Finding, Rule} from './problem.ts';
import type {Thresholds} from './thresholds.ts';

type Told = Omit<Finding, 'key' | 'who' | 'about'>;

/** At most one finding of each server, which opens its page. */
export function findingsOfServers(model: Model, toldOf: (server: Server) => Told | undefined): readonly Finding[] {
	const findings: Finding[] = [];
	for (const server of serversInOrder(model)) {
		const told = isSpeaking(server) ? toldOf(server) : undefined;
		if (told === undefined) continue;
		const {id} = server;
		findings.push({key: id, who: shownName(model, server), about: {kind: 'server', id}, ...told});
	}
	return findings;
}

/** Of which statistics of each server nothing was to be told, in the order of the servers. */
type Quiet = {
	readonly thresholds: Thresholds;
	readonly bucket: number;
	readonly stats: (Stats | undefined)[];
};

/**
 * The same for what follows from a server's statistics, and from its histories, which grow with them: of thousands of
 * servers only those are looked at that have told something new, or of which there was something to tell. What depends
 * on the time changes only with each new bucket of `bucketMs`.
 */
export function findingsByStats(
	toldOf: (server: Server, thresholds: Thresholds, now: number) => Told | undefined,
	bucketMs?: number,
): Rule['find'] {
	const quietIn = new WeakMap<readonly Server[], Quiet>();
	return (model, _lifeOf, thresholds) => {
		const {now} = model;
		const servers = serversInOrder(model);
		const bucket = bucketMs === undefined ? 0 : Math.floor(now / bucketMs);
		let quiet = quietIn.get(servers);
		if (quiet?.bucket !== bucket || quiet.thresholds !== thresholds) {
			quiet = {thresholds, bucket, stats: servers.map(() => undefined)};
			quietIn.set(servers, quiet);
		}
		const findings: Finding[] = [];
		// Of thousands of servers a pair of each would be made every second.
		for (let index = 0; index < servers.length; index++) {
			const server = servers[index];
			if (server === undefined || quiet.stats[index] === server.stats || !isSpeaking(server)) continue;
			const {stats, id} = server;
			const told = toldOf(server, thresholds, now);
			if (told === undefined) quiet.stats[index] = stats;
			else findings.push({key: id, who: shownName(model, server), about: {kind: 'server', id}, ...told});
		}
		return findings;
	};
}
