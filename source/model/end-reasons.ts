// Why connections ended, counted by reason: the journal of disconnects rolls over, these counts do not. Servers know some
// forty reasons; should there be more of them than are kept apart, the rest is counted together.
import {displayName} from '../format/display-name.ts';
import type {Client} from './client.ts';
import {copyOfMap} from './copy-of-map.ts';
import {joinedKey} from './joined-key.ts';
import {copyOfTally, count, createTally, type Tally} from './tally.ts';
import {copyOfTopCounts, countOf, createTopCounts, type TopCounts} from './top-counts.ts';

/** More than servers know. */
export const mostReasons = 64;
const mostServers = 24;
const mostClients = 32;

export type EndReason = {
	readonly ends: Tally;
	/** By the server's id, */
	readonly servers: TopCounts;
	/** and by the application on whatever host. */
	readonly clients: TopCounts;
};

export type EndReasons = {
	readonly byReason: Map<string, EndReason>;
	/** Reasons that are not kept apart. */
	readonly others: EndReason;
};

function createEndReason(): EndReason {
	return {
		ends: createTally(1000, 61),
		servers: createTopCounts(mostServers),
		clients: createTopCounts(mostClients),
	};
}

function copyOfEndReason({ends, servers, clients}: EndReason): EndReason {
	return {ends: copyOfTally(ends), servers: copyOfTopCounts(servers), clients: copyOfTopCounts(clients)};
}

export function createEndReasons(): EndReasons {
	return {byReason: new Map(), others: createEndReason()};
}

export function copyOfEndReasons({byReason, others}: EndReasons): EndReasons {
	return {byReason: copyOfMap(byReason, copyOfEndReason), others: copyOfEndReason(others)};
}

/** The same application on several hosts is one. */
function applicationOf({account, user, name, host}: Client): string {
	return joinedKey(name === '' && user === '' ? [account, host] : [account, user, name]);
}

/** A connection of a client has ended. */
export function countEnd(reasons: EndReasons, reason: string, serverId: string, client: Client, at: number): void {
	let counted = reasons.byReason.get(reason);
	if (counted === undefined) {
		if (reasons.byReason.size < mostReasons) {
			counted = createEndReason();
			reasons.byReason.set(reason, counted);
		} else {
			counted = reasons.others;
		}
	}
	count(counted.ends, at);
	countOf(counted.servers, serverId, serverId, at);
	countOf(counted.clients, applicationOf(client), displayName(client), at);
}
