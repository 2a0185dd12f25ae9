// What is known, as plain JSON for scripts: servers, accounts, clients, problems. The names are a promise: they are
// listed in docs/scripts.md, and new ones may come, but none changes its meaning. What is not known is null, never 0.
import {spanMs} from '../format/time.ts';
import type {Problem} from '../insight/problem.ts';
import type {Account} from '../model/account.ts';
import {isUnheard, sumOf} from '../model/account-sum.ts';
import {type Client, medianLifeMs} from '../model/client.ts';
import {asHeard, type Model} from '../model/model.ts';
import type {RefusedLogin} from '../model/refused-login.ts';
import {clockOffsetMs, type Server, uptimeMs} from '../model/server.ts';
import {isComplete} from '../model/server-census.ts';
import {shownName, shownNameOf, shownNamesOf} from '../model/server-names.ts';
import {isSpeaking, quietMs, stateOf} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {sumOver} from '../model/tally.ts';
import type {Look} from '../views/look.ts';
import {jetStreamOf, metaGroupsOf} from './jetstream-json.ts';
import {instant, type Json, known, secondsOf} from './known.ts';
import {observedIn} from './observed.ts';

/** Bumped when a name goes or changes its meaning. */
export const snapshotFormat = 1;
const minute = 60_000;

/** How long nothing was heard of it: of one that is silent since then, whatever became of our own link meanwhile. */
function notHeardMs(model: Model, server: Server): number {
	return server.silentSince === undefined ? quietMs(model, server) : model.now - server.silentSince;
}

function serverOf(model: Model, server: Server): Json {
	const {stats, rates} = server;
	// The figures of a silent server may have changed since.
	const live = isSpeaking(server) ? stats : undefined;
	const liveRates = isSpeaking(server) ? rates : undefined;
	return {
		name: server.name,
		// Unique, where the name alone is not.
		shown_name: shownName(model, server),
		id: server.id,
		cluster: server.cluster,
		version: server.version,
		domain: server.domain,
		tags: server.tags,
		jetstream: server.jetStream,
		state: stateOf(model, server),
		quiet_seconds: known(secondsOf(notHeardMs(model, server))),
		stats_age_seconds: known(secondsOf(spanMs(server.statsAt, model.now))),
		started: instant(stats?.startedAt),
		uptime_seconds: known(isSpeaking(server) ? secondsOf(uptimeMs(server)) : undefined),
		restarted: instant(server.restart?.at),
		cpu_percent_of_one_core: known(live?.cpuPercent),
		cores: known(live?.cores),
		memory_bytes: known(live?.memoryBytes),
		memory_limit_bytes: known(live?.memoryLimitBytes === 'none' ? undefined : live?.memoryLimitBytes),
		connections: known(live?.connections),
		last_known_connections: known(server.goodbye?.kind === 'stopped' ? undefined : stats?.connections),
		total_connections: known(live?.accepted),
		accounts: known(live?.accounts),
		subscriptions: known(live?.subscriptions),
		messages_in: known(live?.received.messages),
		messages_out: known(live?.sent.messages),
		bytes_in: known(live?.received.bytes),
		bytes_out: known(live?.sent.bytes),
		messages_in_per_second: known(liveRates?.messagesIn),
		messages_out_per_second: known(liveRates?.messagesOut),
		bytes_in_per_second: known(liveRates?.bytesIn),
		bytes_out_per_second: known(liveRates?.bytesOut),
		slow_consumers: known(live?.slowConsumers),
		slow_consumers_last_minute: sumOver(server.slow, model.now, minute),
		route_peers: live?.peers.map(({name}) => name).sort() ?? null,
		gateways: live?.gateways.map(({name}) => name) ?? null,
		known_servers: known(live?.knownServers),
		meta_leader: live?.jetStream === undefined ? null : live.jetStream.metaLeader,
		round_trip_ms: known(isSpeaking(server) ? server.roundTripMs : undefined),
		clock_offset_ms: known(isSpeaking(server) ? clockOffsetMs(server) : undefined),
		...jetStreamOf(server),
	};
}

function accountOf(model: Model, account: Account): Json {
	const sum = sumOf(model, account);
	// Its clients may have been seen before any server has told of it.
	const told = (value: number | undefined): number | null => known(sum.oldestAt === undefined ? undefined : value);
	return {
		id: account.id,
		name: account.name,
		connections: told(sum.connections),
		leafnodes: told(sum.leafs),
		subscriptions: known(sum.subscriptions),
		servers: told(sum.servers),
		messages_in_per_second: known(sum.messagesIn),
		messages_out_per_second: known(sum.messagesOut),
		bytes_in_per_second: known(sum.bytesIn),
		bytes_out_per_second: known(sum.bytesOut),
		connects_last_minute: sumOver(account.connects, model.now, minute),
		disconnects_last_minute: sumOver(account.disconnects, model.now, minute),
		slow_consumers: known(sum.slowConsumers),
		age_seconds: known(secondsOf(spanMs(sum.oldestAt, model.now))),
		// While this is not empty, the numbers above are the least there can be.
		servers_not_heard: [...account.shares.values()]
			.flatMap(share => {
				const server = model.servers.get(share.serverId);
				return server !== undefined && isUnheard(server, share) ? [shownName(model, server)] : [];
			})
			.sort(),
		last_known_connections: known(sum.lastKnownConnections),
		traffic_includes_copies: sum.withCopies > 0,
	};
}

function clientOf(model: Model, client: Client): Json {
	return {
		account: client.account,
		user: client.user,
		name: client.name,
		host: client.host,
		language: client.language,
		version: client.version,
		kind: client.kind,
		open_connections_seen: Math.max(0, client.live),
		connects_last_minute: sumOver(client.connects, model.now, minute),
		disconnects_last_minute: sumOver(client.disconnects, model.now, minute),
		median_life_seconds: known(secondsOf(medianLifeMs(client))),
		last_reason: client.lastReason,
		servers: shownNamesOf(model, client.servers),
		first_seen: instant(client.firstSeenAt),
		last_seen: instant(client.lastSeenAt),
	};
}

function refusedOf(model: Model, identity: RefusedLogin): Json {
	return {
		user: identity.user,
		name: identity.name,
		host: identity.host,
		kind: identity.kind,
		finished_login: !identity.unfinished,
		attempts: identity.attempts.recent.total,
		attempts_last_minute: sumOver(identity.attempts.recent, model.now, minute),
		last_reason: identity.lastReason,
		servers: shownNamesOf(model, identity.servers),
		since: instant(identity.attempts.since),
		last_seen: instant(identity.lastSeenAt),
	};
}

function problemOf({rule, severity, who, text, since, total}: Problem): Json {
	return {rule, severity, who, text, since: instant(since), total: known(total)};
}

/**
 * The snapshot of what is looked at, ready for `JSON.stringify`. Problems are those of the screen that last.
 * `isWaiting`: answers to what was asked are still to come.
 */
export function snapshotOf(look: Pick<Look, 'model' | 'problems'>, isWaiting = false): {readonly [name: string]: Json} {
	const {problems} = look;
	// While the link is down nothing is known of this moment.
	const model = asHeard(look.model);
	const servers = serversInOrder(model);
	return {
		format: snapshotFormat,
		time: instant(look.model.now),
		...observedIn(look, isWaiting),
		complete: isComplete(model),
		link: {
			state: model.link.state,
			address: model.link.address,
			server: shownNameOf(model, model.link.serverId, model.link.serverName),
			user: model.link.user,
			account: model.link.account,
			refused: [...model.link.refused.keys()],
		},
		servers: servers.map(server => serverOf(model, server)),
		accounts: [...model.accounts.values()].map(account => accountOf(model, account)),
		clients: [...model.clients.values()].map(client => clientOf(model, client)),
		refused_logins: [...model.refused.values()].map(identity => refusedOf(model, identity)),
		meta_groups: metaGroupsOf(model),
		problems: problems.filter(({overAt}) => overAt === undefined).map(problemOf),
		markers: model.markers.map(({at, note}) => ({time: instant(at), note})),
		not_kept: {...model.forgotten},
		messages_not_understood: model.misunderstood,
		messages_twice: model.duplicates,
	};
}
