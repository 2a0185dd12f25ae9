// A copy of a server for a keyframe. All fields are named, so that the compiler asks for those that are new: what changes
// in place is copied, what is only ever replaced is shared.
import {copyOfHistory, createHistory} from './history.ts';
import {copyOfAttempts} from './login-attempts.ts';
import {copyOfRecentCids, createRecentCids} from './recent-cids.ts';
import {copyOfRun} from './run.ts';
import {copyOfSequenceWindow, createSequenceWindow} from './sequence-window.ts';
import type {Coverage, Server} from './server.ts';
import {copyOfServerClock} from './server-clock.ts';
import {copyOfTally} from './tally.ts';

function copyOfHistories(histories: Server['histories']): Server['histories'] {
	// All histories of a server keep their values in one array: see createServer.
	const values = histories.messages.values.slice();
	return {
		messages: copyOfHistory(histories.messages, values),
		connections: copyOfHistory(histories.connections, values),
		cpu: copyOfHistory(histories.cpu, values),
		memory: copyOfHistory(histories.memory, values),
		subscriptions: copyOfHistory(histories.subscriptions, values),
	};
}

function copyOfCoverage(coverage: Coverage): Coverage {
	const {since, received, from, to, receivedBefore, numberedBefore} = coverage;
	return {since, received, from, to, receivedBefore, numberedBefore};
}

export function copyOfServer(server: Server): Server {
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
		connections: new Map(server.connections),
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

const nothingRecorded = createHistory();
const noHistories: Server['histories'] = {
	messages: nothingRecorded,
	connections: nothingRecorded,
	cpu: nothingRecorded,
	memory: nothingRecorded,
	subscriptions: nothingRecorded,
};
const nothingSeen = createSequenceWindow();
const noConnections: Server['connections'] = new Map();
const noCids = createRecentCids(1);

/**
 * A copy to compare with: what only matters while messages come in is empty, and the same of all servers. Messages must
 * not go on from it.
 */
export function copyToCompare(server: Server): Server {
	return {
		...server,
		clock: copyOfServerClock(server.clock),
		histories: noHistories,
		slow: copyOfTally(server.slow),
		slowLinks: copyOfTally(server.slowLinks),
		slowSeen: copyOfTally(server.slowSeen),
		turnedAway: server.turnedAway && copyOfRun(server.turnedAway),
		attempts: server.attempts && copyOfAttempts(server.attempts),
		clockOffsetsMs: server.clockOffsetsMs.slice(),
		connections: noConnections,
		refusedCids: noCids,
		endedCids: noCids,
		seenSequences: nothingSeen,
		coverage: copyOfCoverage(server.coverage),
		lateConnects: [],
	};
}
