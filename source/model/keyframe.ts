// A copy of the whole model at a moment: what is looked at while the picture stands still and the model goes on. What
// changes in place is copied; what is only ever replaced is shared: statistics, rates, events, raw messages, connections;
// and so are clients, which the model copies before it changes them: see changing-client.ts. Each type has its copy beside
// it, which names all fields, so that the compiler asks for those that are new.
import {copyOfAccount} from './account.ts';
import {sharedClients} from './changing-client.ts';
import {copyOfMap} from './copy-of-map.ts';
import {copyOfServer} from './copy-of-server.ts';
import {copyOfEndReasons} from './end-reasons.ts';
import {copyOfFolded, type Notice} from './journal-entry.ts';
import {copyOfJournal} from './journal.ts';
import {copyOfLink} from './link.ts';
import {copyOfLongTexts} from './long-texts.ts';
import type {Model} from './model.ts';
import {copyOfPingRound} from './ping-round.ts';
import {copyOfRefusals} from './refusals.ts';
import {copyOfRefusedLogin} from './refused-login.ts';
import {copyOfRun} from './run.ts';
import type {Server} from './server.ts';
import {copyOfTally} from './tally.ts';

/** What stands in several places is one thing in the copy too: copied where it is met first. */
function once<Value>(copyOf: (value: Value) => Value): (value: Value) => Value {
	const known = new Map<Value, Value>();
	return value => {
		const before = known.get(value);
		if (before !== undefined) return before;
		const copy = copyOf(value);
		known.set(value, copy);
		return copy;
	};
}

function copyOfNotice({kind, at, serverId, who, text, count}: Notice): Notice {
	return {kind, at, serverId, who, text, count};
}

function copyOfJournals({connections, refusals, notices, messages}: Model['journals']): Model['journals'] {
	return {
		connections: copyOfJournal(connections, copyOfFolded),
		refusals: copyOfJournal(refusals, copyOfFolded),
		notices: copyOfJournal(notices, copyOfNotice),
		messages: copyOfJournal(messages),
	};
}

function copyOfTallies(tallies: Model['tallies']): Model['tallies'] {
	return {
		messages: copyOfTally(tallies.messages),
		connects: copyOfTally(tallies.connects),
		disconnects: copyOfTally(tallies.disconnects),
		refusals: copyOfTally(tallies.refusals),
		unfinished: copyOfTally(tallies.unfinished),
		asks: copyOfTally(tallies.asks),
		answers: copyOfTally(tallies.answers),
	};
}

function copyOfForgotten(forgotten: Model['forgotten']): Model['forgotten'] {
	const {servers, accounts, clients, refused, connections, markers} = forgotten;
	return {servers, accounts, clients, refused, connections, markers};
}

/** The model as it is now, with copies of the servers; nothing that happens to the model afterwards reaches it. */
export function keyframeOf(model: Model, copy: (server: Server) => Server = copyOfServer): Model {
	const serverOf = once(copy);
	const clients = sharedClients(model);
	return {
		now: model.now,
		startedAt: model.startedAt,
		listeningSince: model.listeningSince,
		blindSpans: [...model.blindSpans],
		markers: [...model.markers],
		lastTickAt: model.lastTickAt,
		clockSetBackMs: model.clockSetBackMs,
		revision: model.revision,
		link: copyOfLink(model.link),
		servers: copyOfMap(model.servers, serverOf),
		serversByName: copyOfMap(model.serversByName, namesakes => namesakes.map(serverOf)),
		formerServers: new Map(model.formerServers),
		metaMembers: new Map(model.metaMembers),
		serverOrder: model.serverOrder.map(serverOf),
		serverOrderStale: model.serverOrderStale,
		accounts: copyOfMap(model.accounts, copyOfAccount),
		clients,
		sharing: {generation: model.sharing.generation},
		refused: copyOfMap(model.refused, copyOfRefusedLogin),
		refusals: copyOfRefusals(model.refusals),
		shortLives: model.shortLives && copyOfRun(model.shortLives),
		endReasons: copyOfEndReasons(model.endReasons),
		connections: model.connections,
		listings: copyOfMap(model.listings, listing => new Map(listing)),
		linkReports: new Map(model.linkReports),
		sentRequests: new Map(model.sentRequests),
		pingRound: model.pingRound && copyOfPingRound(model.pingRound),
		askEveryMs: model.askEveryMs,
		pingAnsweredAt: model.pingAnsweredAt,
		nothingHeardSince: model.nothingHeardSince,
		missed: model.missed,
		completeAt: model.completeAt,
		someHaveMemoryLimits: model.someHaveMemoryLimits,
		lastCensus: model.lastCensus,
		journals: copyOfJournals(model.journals),
		longTexts: copyOfLongTexts(model.longTexts),
		tallies: copyOfTallies(model.tallies),
		duplicates: model.duplicates,
		misunderstood: model.misunderstood,
		tooLarge: model.tooLarge,
		forgotten: copyOfForgotten(model.forgotten),
	};
}
