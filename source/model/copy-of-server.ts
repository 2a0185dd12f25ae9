// A copy of a server for a keyframe. All fields are named, so that the compiler asks for those that are new: what changes
// in place is copied, what is only ever replaced is shared.
import type {Client} from './client.ts';
import type {History} from './history.ts';
import type {LiveConnection} from './live-connection.ts';
import {copyOfAttempts} from './login-attempts.ts';
import {copyOfRecentCids} from './recent-cids.ts';
import {copyOfRun} from './run.ts';
import {copyOfSequenceWindow} from './sequence-window.ts';
import type {Coverage, Server} from './server.ts';
import {copyOfServerClock} from './server-clock.ts';
import {copyOfTally} from './tally.ts';

/** The copy of a client, the same whenever it is asked for. */
export type ClientOf = (client: Client) => Client;

function copyOfConnections(
	connections: ReadonlyMap<number, LiveConnection>,
	clientOf: ClientOf,
): Map<number, LiveConnection> {
	const copy = new Map<number, LiveConnection>();
	for (const [id, {cid, client, startedAt}] of connections) copy.set(id, {cid, client: clientOf(client), startedAt});
	return copy;
}

/** Histories that keep their values in one array do so in the copy. */
function copyOfHistories({
	messages,
	connections,
	cpu,
	memory,
	subscriptions,
}: Server['histories']): Server['histories'] {
	const copies = new Map<Float32Array, Float32Array>();
	const copyOfHistory = ({values, first, newest, oldest, longer}: History): History => {
		let copy = copies.get(values);
		if (copy === undefined) {
			copy = values.slice();
			copies.set(values, copy);
		}
		return {values: copy, first, newest, oldest, longer: longer?.slice()};
	};
	return {
		messages: copyOfHistory(messages),
		connections: copyOfHistory(connections),
		cpu: copyOfHistory(cpu),
		memory: copyOfHistory(memory),
		subscriptions: copyOfHistory(subscriptions),
	};
}

function copyOfCoverage(coverage: Coverage): Coverage {
	const {since, received, from, to, receivedBefore, numberedBefore} = coverage;
	return {since, received, from, to, receivedBefore, numberedBefore};
}

export function copyOfServer(server: Server, clientOf: ClientOf): Server {
	return {
		id: server.id,
		rawName: server.rawName,
		name: server.name,
		cluster: server.cluster,
		domain: server.domain,
		version: server.version,
		host: server.host,
		tags: server.tags,
		jetStream: server.jetStream,
		firstSeenAt: server.firstSeenAt,
		lastSeenAt: server.lastSeenAt,
		statsAt: server.statsAt,
		statsServerTime: server.statsServerTime,
		statsSequence: server.statsSequence,
		stats: server.stats,
		rates: server.rates,
		base: server.base,
		clock: copyOfServerClock(server.clock),
		histories: copyOfHistories(server.histories),
		slow: copyOfTally(server.slow),
		slowLinks: copyOfTally(server.slowLinks),
		slowSeen: copyOfTally(server.slowSeen),
		turnedAway: server.turnedAway && copyOfRun(server.turnedAway),
		attempts: server.attempts && copyOfAttempts(server.attempts),
		heartbeatMs: server.heartbeatMs,
		heartbeatAt: server.heartbeatAt,
		roundTripMs: server.roundTripMs,
		clockOffsetsMs: server.clockOffsetsMs.slice(),
		offsetsOfTimesSet: server.offsetsOfTimesSet,
		goodbye: server.goodbye,
		restart: server.restart,
		predecessorsEndedAt: server.predecessorsEndedAt,
		silentSince: server.silentSince,
		connections: copyOfConnections(server.connections, clientOf),
		refusedCids: copyOfRecentCids(server.refusedCids),
		endedCids: copyOfRecentCids(server.endedCids),
		seenSequences: copyOfSequenceWindow(server.seenSequences),
		coverage: copyOfCoverage(server.coverage),
		lateConnects: server.lateConnects.slice(),
		announced: server.announced,
		replayedUntil: server.replayedUntil,
		configuration: server.configuration,
		reloadSeenAt: server.reloadSeenAt,
		reloadSuspected: server.reloadSuspected,
		leafnodes: server.leafnodes,
		jetStreamReport: server.jetStreamReport,
		details: server.details,
	};
}
