// The meta group of JetStream: who leads it, and who of it does not follow. Every server with JetStream names the leader
// it knows; only the leader itself tells of the others.
import {firstNames} from '../format/first-names.ts';
import {count} from '../format/number.ts';
import {missingMembers} from '../model/meta-group.ts';
import type {Model} from '../model/model.ts';
import {type Server, uptimeMs} from '../model/server.ts';
import {shownName} from '../model/server-names.ts';
import {isSpeaking} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {defineRule, type Finding} from './problem.ts';

const aboutJetStream = {kind: 'view', view: 'jetstream', filter: ''} as const;

/** An election takes longer where all servers have just begun. */
const firstElectionMs = 20_000;

/** One meta group for each JetStream domain: its servers that speak and are members. */
function groupsOf(model: Model): readonly (readonly Server[])[] {
	const groups = new Map<string, Server[]>();
	for (const server of serversInOrder(model)) {
		if (!isSpeaking(server) || (server.stats?.jetStream?.metaSize ?? 0) <= 1) continue;
		const group = groups.get(server.domain);
		if (group === undefined) groups.set(server.domain, [server]);
		else group.push(server);
	}
	return [...groups.values()];
}

/** Whether all of them name one leader, the same in all domains: then there is nothing to look for in each. */
function isOfOneLeader(model: Model): boolean {
	let one: string | undefined;
	return serversInOrder(model).every(server => {
		const jetStream = server.stats?.jetStream;
		if (jetStream === undefined || (jetStream.metaSize ?? 0) <= 1 || !isSpeaking(server)) return true;
		one ??= jetStream.metaLeader;
		return one !== '' && jetStream.metaLeader === one;
	});
}

/** Whether a member of any group is not heard any more. */
function areSomeLost(model: Model): boolean {
	return serversInOrder(model).some(server => !isSpeaking(server) && (server.stats?.jetStream?.metaSize ?? 0) > 1);
}

/** Whether nobody tells of a peer that is offline or not current. */
function isUpToDate(model: Model): boolean {
	return serversInOrder(model).every(
		({stats}) => stats?.jetStream?.metaPeers.every(({offline, current}) => current && !offline) ?? true,
	);
}

function sizeOf(group: readonly Server[]): number {
	return Math.max(...group.map(({stats}) => stats?.jetStream?.metaSize ?? 0));
}

/** How many of a group have to agree. */
function quorumOf(group: readonly Server[]): number {
	const told = Math.max(...group.map(({stats}) => stats?.jetStream?.metaQuorum ?? 0));
	return told > 0 ? told : Math.floor(sizeOf(group) / 2) + 1;
}

/** Names of members that were heard, and are not any more. */
function lostMembers(model: Model, group: readonly Server[]): ReadonlySet<string> {
	const domain = group[0]?.domain;
	const lost = new Set<string>();
	for (const server of serversInOrder(model)) {
		if (isSpeaking(server) || server.domain !== domain || (server.stats?.jetStream?.metaSize ?? 0) <= 1) continue;
		lost.add(server.name);
	}
	for (const {name} of group) lost.delete(name);
	return lost;
}

/** Whether so many are lost that no leader can be elected, and one that there is will give up within ten seconds. */
function isWithoutQuorum(model: Model, group: readonly Server[]): boolean {
	return sizeOf(group) - lostMembers(model, group).size < quorumOf(group);
}

function noLeader(model: Model, group: readonly Server[]): Finding {
	const size = sizeOf(group);
	const needed = quorumOf(group);
	const missing = missingMembers(model, group[0]?.domain ?? '', group);
	const isShort = group.length < needed;
	const named = missing.length === 0 ? '' : `, missing ${firstNames(missing)}`;
	const why = isShort
		? `: ${count(group.length)} of ${count(size)} ${group.length === 1 ? 'answers' : 'answer'}, need ${count(needed)}${named}`
		: '';
	return {
		key: `leader ${group[0]?.domain ?? ''}`,
		severity: 'bad',
		who: 'JetStream',
		topic: isShort ? 'no quorum of the meta group' : 'no meta leader',
		text: `${isShort ? 'no quorum of the meta group' : 'no meta leader'}${why}`,
		short: isShort ? `no quorum${named}` : 'no meta leader',
		about: aboutJetStream,
	};
}

function disagreement(group: readonly Server[]): Finding {
	const leaders = Map.groupBy(group, ({stats}) => stats?.jetStream?.metaLeader ?? '');
	const told = [...leaders]
		.filter(([leader]) => leader !== '')
		.map(([leader, servers]) => `${firstNames(servers.map(({name}) => name))}→${leader}`);
	return {
		key: `leader ${group[0]?.domain ?? ''}`,
		severity: 'bad',
		who: 'JetStream',
		topic: 'meta leader disagreement',
		text: `servers disagree on the meta leader: ${told.slice(0, 4).join(', ')}`,
		short: `meta leader: ${told.slice(0, 2).join(', ')}`,
		about: aboutJetStream,
	};
}

export const metaLeaderRule = defineRule({
	id: 'meta-leader',
	meaning:
		'so many servers with JetStream are lost that they have no quorum, or they know no meta leader, or different ones, for five seconds',
	holdMs: () => 0,
	find: (model, lifeOf, {metaElectionMs}) =>
		(isOfOneLeader(model) && !areSomeLost(model) ? [] : groupsOf(model)).flatMap(group => {
			if (isWithoutQuorum(model, group)) return [noLeader(model, group)];
			if (!group.some(server => (uptimeMs(server) ?? 0) >= firstElectionMs)) return [];
			const told = new Set(group.map(({stats}) => stats?.jetStream?.metaLeader ?? ''));
			told.delete('');
			if (told.size === 1) return [];
			const finding = told.size > 1 ? disagreement(group) : noLeader(model, group);
			// An election takes some seconds.
			const isShort = model.now - lifeOf(finding.key).since <= metaElectionMs.value;
			return [isShort ? {...finding, isUnripe: true as const} : finding];
		}),
});

export const metaPeersRule = defineRule({
	id: 'meta-peers',
	meaning: 'the meta leader counts a peer that speaks as offline or not current for a quarter of a minute',
	holdMs: ({metaCatchUpMs}) => metaCatchUpMs.value,
	find: model =>
		(isUpToDate(model) ? [] : groupsOf(model)).flatMap(group => {
			const leader = group.find(({name, stats}) => stats?.jetStream?.metaLeader === name);
			// Of a server that is silent, draining, stopped or missing that is told already.
			const isTold = (name: string): boolean => model.serversByName.get(name)?.every(isSpeaking) !== true;
			const behind = (leader?.stats?.jetStream?.metaPeers ?? []).filter(
				({name, current, offline}) => (offline || !current) && !isTold(name),
			);
			if (leader === undefined || behind.length === 0) return [];
			const told = behind.slice(0, 4).map(({name, offline, lag}) => {
				if (offline) return `${name} offline`;
				return lag === undefined || lag === 0 ? `${name} not current` : `${name} lags ${count(lag)}`;
			});
			return [
				{
					key: `peers ${leader.domain}`,
					severity: 'warn',
					who: 'JetStream meta peers',
					topic: 'meta peers not current',
					text: `${told.join(', ')}, as ${shownName(model, leader)} tells`,
					short: told.slice(0, 2).join(', '),
					about: aboutJetStream,
				},
			];
		}),
});
