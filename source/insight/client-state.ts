// How a client is doing, in one word: what it does now that it should not, otherwise where its connections are.
import {sumOf} from '../model/account-sum.ts';
import type {Client} from '../model/client.ts';
import type {Model} from '../model/model.ts';
import {refusedKey} from '../model/refused-login.ts';
import {hasStopped, runGapMs, type RunSum, sumOfRuns} from '../model/run.ts';
import {isSpeaking, restartIsNewsMs} from '../model/server-state.ts';
import {flappingLeafs, loopGroups} from './loop-groups.ts';
import type {Thresholds} from './thresholds.ts';

/**
 * - `refused`: it was connected, and its logins are refused now;
 * - `loop`, `flapping`, `slow`: as in the problems of these names;
 * - `lost`: all its known connections are on servers that are not heard;
 * - `moved`: it lost its last known connection and came back on another server lately;
 * - `gone`: it has no connection, and its account has none that is not known;
 * - `left`: its last known connection has ended; it may have others, from before this program began to listen;
 * - `steady`: it has connections, and nothing of the above.
 */
export type ClientState =
	| {readonly kind: 'refused' | 'loop' | 'flapping' | 'slow'; readonly run: RunSum}
	| {readonly kind: 'lost'; readonly lost: number}
	| {readonly kind: 'moved'; readonly from: string; readonly to: string}
	| {readonly kind: 'gone' | 'left'; readonly since: number}
	| {readonly kind: 'steady'};

/** What is known of all clients together, for the state of each. */
export type ClientStates = {
	readonly stateOf: (client: Client) => ClientState;
	/** Its open connections on servers that are heard; those from before this program began to listen are not known. */
	readonly openOf: (client: Client) => number;
	/** Whether all open connections of its account are known, so that it has no others. */
	readonly isAllKnown: (client: Client) => boolean;
};

/** Connections known to be open on servers that are not heard, by the number of their client. */
function lostConnections({servers}: Model): ReadonlyMap<number, number> {
	const lost = new Map<number, number>();
	for (const server of servers.values()) {
		if (isSpeaking(server)) continue;
		for (const {clientNumber: of} of server.connections.values()) lost.set(of, (lost.get(of) ?? 0) + 1);
	}
	return lost;
}

/** The names of clients whose logins are refused now. */
function namesRefused(model: Model): ReadonlySet<string> {
	const names = new Set<string>();
	for (const {name, attempts} of model.refused.values()) if (!hasStopped(attempts, model)) names.add(name);
	return names;
}

/** Open connections of clients that are known, by account. */
function knownByAccount({clients}: Model): ReadonlyMap<string, number> {
	const known = new Map<string, number>();
	for (const {kind, accountId, live} of clients.values()) {
		if (kind === 'Client') known.set(accountId, (known.get(accountId) ?? 0) + live);
	}
	return known;
}

/** Those of them that are in a run that goes on. */
function runsOf(groups: readonly {readonly members: readonly Client[]; readonly run: RunSum}[]): Map<Client, RunSum> {
	const runs = new Map<Client, RunSum>();
	for (const {members, run} of groups) if (!run.stopped) for (const client of members) runs.set(client, run);
	return runs;
}

export function clientStatesOf(model: Model, thresholds: Thresholds): ClientStates {
	const {now} = model;
	const loops = runsOf(loopGroups(model, runGapMs, thresholds));
	const flaps = runsOf(flappingLeafs(model, runGapMs));
	const lost = lostConnections(model);
	const known = knownByAccount(model);
	const refusedNames = namesRefused(model);
	const wholeAccounts = new Map<string, boolean>();

	function isWhole(accountId: string): boolean {
		const account = model.accounts.get(accountId);
		if (account === undefined || model.forgotten.connections > 0) return false;
		const {connections, oldestAt, unheard} = sumOf(model, account);
		return unheard === 0 && oldestAt !== undefined && connections === (known.get(accountId) ?? 0);
	}

	function isAllKnown({accountId, kind}: Client): boolean {
		if (kind !== 'Client') return false;
		let is = wholeAccounts.get(accountId);
		if (is === undefined) {
			is = isWhole(accountId);
			wholeAccounts.set(accountId, is);
		}
		return is;
	}

	function refusedRun(client: Client): RunSum | undefined {
		// Most clients need no key: nobody of their name is refused.
		if (!refusedNames.has(client.name)) return undefined;
		const refused = model.refused.get(refusedKey(client));
		if (refused === undefined || refused.attempts.lastAt < (client.lastCame?.at ?? 0)) return undefined;
		return hasStopped(refused.attempts, model) ? undefined : sumOfRuns([refused.attempts], model);
	}

	function troubleOf(client: Client): ClientState | undefined {
		const refused = refusedRun(client);
		if (refused !== undefined) return {kind: 'refused', run: refused};
		const loop = loops.get(client);
		if (loop !== undefined) return {kind: 'loop', run: loop};
		const flapping = flaps.get(client);
		if (flapping !== undefined) return {kind: 'flapping', run: flapping};
		const {slowEnds} = client;
		if (slowEnds !== undefined && now - slowEnds.lastAt <= runGapMs) {
			return {kind: 'slow', run: sumOfRuns([slowEnds], model)};
		}
		return undefined;
	}

	function stateOf(client: Client): ClientState {
		const trouble = troubleOf(client);
		if (trouble !== undefined) return trouble;
		const {live, moved, lastSeenAt} = client;
		const away = lost.get(client.number) ?? 0;
		if (away > 0 && away >= live) return {kind: 'lost', lost: away};
		if (live <= 0) return {kind: isAllKnown(client) ? 'gone' : 'left', since: lastSeenAt};
		if (moved !== undefined && now - moved.at <= restartIsNewsMs) {
			return {kind: 'moved', from: moved.from, to: moved.to};
		}
		return {kind: 'steady'};
	}

	return {
		stateOf,
		openOf: client => Math.max(0, client.live - (lost.get(client.number) ?? 0)),
		isAllKnown,
	};
}
