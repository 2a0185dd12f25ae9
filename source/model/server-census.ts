// How many servers the servers themselves count, against those that were heard. `active_servers` is one server's
// opinion, and it lags: a process that was killed is counted on by the others for minutes.
import type {Model} from './model.ts';
import {oncePerMoment} from './once-per-moment.ts';
import {type Server, uptimeMs} from './server.ts';
import {isSpeaking} from './server-state.ts';
import {serversInOrder} from './servers.ts';
import {unheardServers} from './unheard-servers.ts';

/** A server that was killed is counted by the others for 150 to 240 seconds. */
export const agingMs = 240_000;
/** They do not forget it at the same time; from the first to the last it takes at most this long. */
export const agingSpreadMs = 100_000;
/** Every join is known to all only after a while. */
const settlingMs = 20_000;

export type ServerCensus = {
	/** Servers that were heard and have not shut down. */
	readonly known: number;
	/** How many are counted that were not heard, beyond processes that have ended lately. */
	readonly missing: number;
	/** The speaking servers do not all count the same number. */
	readonly disagreeing: boolean;
	/** True when every opinion may come from a server that has just joined, or from one that has ended lately. */
	readonly explained: boolean;
};

/** How long it has run by now; undefined as long as it has not told. */
function uptimeNowMs(server: Server, now: number): number | undefined {
	const toldMs = uptimeMs(server);
	return toldMs === undefined || server.statsAt === undefined ? undefined : toldMs + (now - server.statsAt);
}

/** Processes that ended lately under its name: those that were heard, or one at least when it is young itself. */
function predecessors(server: Server, now: number): number {
	const ended = server.predecessorsEndedAt;
	const heard = ended.length === 0 ? 0 : ended.filter(at => now - at < agingMs).length;
	return Math.max(heard, (uptimeNowMs(server, now) ?? agingMs) < agingMs ? 1 : 0);
}

/** How many servers one counts; undefined while it says nothing, or has only begun and does not know them all. */
function opinionOf(server: Server, now: number): number | undefined {
	if (!isSpeaking(server) || (uptimeNowMs(server, now) ?? settlingMs) < settlingMs) return undefined;
	return server.stats?.knownServers;
}

function countedNow(model: Model): ServerCensus {
	const {now, completeAt} = model;
	let known = 0;
	let most = 0;
	let fewest = Number.POSITIVE_INFINITY;
	/** Servers that some count although they have ended. */
	let ended = 0;
	/** Servers that some do not count although they are known. */
	let uncounted = 0;
	for (const server of serversInOrder(model)) {
		if (server.goodbye?.kind === 'stopped') {
			if (now - server.goodbye.at < agingMs) ended++;
			continue;
		}
		known++;
		ended += predecessors(server, now);
		if (!isSpeaking(server)) {
			if (server.silentSince === undefined || now - server.silentSince < agingMs) uncounted++;
			continue;
		}
		const joined = completeAt !== undefined && server.firstSeenAt > completeAt && now - server.firstSeenAt < settlingMs;
		if (joined) uncounted++;
		const counted = opinionOf(server, now);
		if (counted === undefined) continue;
		if (counted > most) most = counted;
		if (counted < fewest) fewest = counted;
	}
	return {
		known,
		missing: Math.max(0, most - known - ended),
		disagreeing: fewest < most,
		explained: most <= known + ended && fewest >= known - uncounted,
	};
}

/** What the servers count at `model.now`. */
export const censusOf = oncePerMoment(countedNow);

/** Servers that are known to be there and were not heard: how many are counted, and how many are told of by name. */
export type MissingServers = {readonly missing: number; readonly named: number};

function countNow(model: Model): MissingServers {
	return {missing: censusOf(model).missing, named: unheardServers(model).length};
}

/** Which servers are missing, as of the last tick unless servers came or went since. */
export function missingServers(model: Model): MissingServers {
	const last = model.lastCensus;
	return last?.of === model.servers.size ? last : countNow(model);
}

/** Whether every server that is known to be there was heard. */
export function isComplete(model: Model): boolean {
	return model.completeAt !== undefined && missingServers(model).missing === 0 && unheardServers(model).length === 0;
}

/** The speaking servers by how many they count, the most first. */
export function opinionsOf(model: Model): readonly {readonly counted: number; readonly servers: readonly Server[]}[] {
	const groups = new Map<number, Server[]>();
	for (const server of serversInOrder(model)) {
		const counted = opinionOf(server, model.now);
		if (counted === undefined) continue;
		const group = groups.get(counted);
		if (group === undefined) groups.set(counted, [server]);
		else group.push(server);
	}
	return [...groups].sort(([a], [b]) => b - a).map(([counted, servers]) => ({counted, servers}));
}

/** Counts the missing servers anew, for all who ask until the next second. */
export function countMissing(model: Model): void {
	if (model.link.state === 'down') return;
	model.lastCensus = {...countNow(model), of: model.servers.size};
}
