// The meta group of JetStream, one for each domain: who leads it, and who of it is missing. Every server names the leader
// it knows; of the others tells the leader in its statistics, and each of them when it is asked.
import {isPeerName, type MetaPeer, type MetaView} from './jetstream.ts';
import type {Model} from './model.ts';
import type {Server} from './server.ts';
import {shownName} from './server-names.ts';
import {isSpeaking} from './server-state.ts';
import {serversInOrder} from './servers.ts';

/** Domains whose members are remembered, and members of each. */
const mostDomains = 64;
const mostMembers = 2000;

/** Remembers who belongs to the meta group, from a server that tells of all others. */
export function learnMetaMembers(model: Model, server: Server, {metaSize, metaPeers}: MetaView): void {
	// Without a leader a server lists itself with the others.
	const others = metaPeers.filter(({name}) => name !== server.name);
	if (others.length === 0 || others.length + 1 !== metaSize) return;
	const known = model.metaMembers.get(server.domain);
	const named = others
		.slice(0, mostMembers)
		.map(({name}) => name)
		.filter(isPeerName);
	const names = [server.name, ...named].sort();
	if (known !== undefined && known.length === names.length && known.every((name, index) => name === names[index])) {
		return;
	}
	if (known === undefined && model.metaMembers.size >= mostDomains) return;
	model.metaMembers.set(server.domain, names);
}

export type MetaGroup = {
	/** Empty for servers without one. */
	readonly domain: string;
	readonly size: number;
	/** How many have to agree. */
	readonly quorum: number;
	/** An operator has lowered the quorum. */
	readonly isRescue: boolean;
	/** Its members that are heard now. */
	readonly heard: readonly Server[];
	readonly state: MetaState;
};

type MetaState =
	| {
			readonly kind: 'led';
			/** Its name, and the server itself when it is heard. */
			readonly leader: string;
			readonly server: Server | undefined;
			/** The others, as the leader tells; undefined while it has not. */
			readonly peers: readonly MetaPeer[] | undefined;
			/** Names of members that are heard and know no leader. */
			readonly unaware: readonly string[];
	  }
	/** `missing`: names of members that are not heard. */
	| {readonly kind: 'leaderless'; readonly missing: readonly string[]}
	| {
			readonly kind: 'disagreement';
			readonly sides: readonly {readonly leader: string; readonly servers: readonly string[]}[];
	  };

function statsOf(server: Server): MetaView | undefined {
	return server.stats?.jetStream;
}

/** Members that are not heard, by name: from who told of all members, else from the servers that are known. */
export function missingMembers(model: Model, domain: string, heard: readonly Server[]): readonly string[] {
	const present = new Set(heard.map(({name}) => name));
	const members = model.metaMembers.get(domain);
	const quiet = serversInOrder(model).filter(
		server => !isSpeaking(server) && server.jetStream && server.domain === domain,
	);
	const names = members ?? quiet.map(server => server.name);
	return [...new Set(names)].filter(name => !present.has(name)).sort();
}

/** The others of the meta group as its leader told last: in its statistics, or asked for more. */
function metaPeersOf(leader: Server): readonly MetaPeer[] {
	const {jetStreamReport: report, statsAt} = leader;
	if (report?.metaPeers !== undefined && report.at > (statsAt ?? 0)) return report.metaPeers;
	return statsOf(leader)?.metaPeers ?? [];
}

function stateOf(model: Model, domain: string, heard: readonly Server[]): MetaState {
	const byLeader = Map.groupBy(heard, server => statsOf(server)?.metaLeader ?? '');
	const named = [...byLeader].filter(([leader]) => leader !== '');
	const [first] = named;
	if (first === undefined) return {kind: 'leaderless', missing: missingMembers(model, domain, heard)};
	if (named.length > 1) {
		const sides = named.map(([leader, servers]) => ({
			leader,
			servers: servers.map(server => shownName(model, server)),
		}));
		return {kind: 'disagreement', sides: sides.sort((a, b) => b.servers.length - a.servers.length)};
	}
	const [leader] = first;
	const server = heard.find(({name}) => name === leader);
	const peers = server === undefined ? [] : metaPeersOf(server);
	return {
		kind: 'led',
		leader,
		server,
		peers: peers.length === 0 ? undefined : peers,
		unaware: (byLeader.get('') ?? []).map(one => shownName(model, one)),
	};
}

/** The groups of which a member is heard, by domain. Servers that run JetStream alone have none. */
export function metaGroups(model: Model): readonly MetaGroup[] {
	const members = serversInOrder(model).filter(server => isSpeaking(server) && (statsOf(server)?.metaSize ?? 0) > 0);
	return [...Map.groupBy(members, ({domain}) => domain)]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([domain, heard]) => {
			const views = heard.flatMap(server => statsOf(server) ?? []);
			const size = Math.max(...views.map(({metaSize}) => metaSize ?? 0));
			const quorum = Math.max(0, ...views.map(({metaQuorum}) => metaQuorum ?? 0));
			return {
				domain,
				size,
				quorum: quorum > 0 ? quorum : Math.floor(size / 2) + 1,
				isRescue: views.some(({metaRescue}) => metaRescue),
				heard,
				state: stateOf(model, domain, heard),
			};
		});
}
