// Servers that others tell of by name, though they were not heard themselves: neighbours on routes, and the replicas of
// JetStream's meta group, of which its leader tells.
import type {Model} from './model.ts';
import {isSpeaking} from './server-state.ts';
import {serversInOrder} from './servers.ts';

export type UnheardServer = {
	readonly name: string;
	/** How others know of it: by a route to it, or as a replica that its leader calls offline or knows no more of. */
	readonly by: 'route' | 'offline replica' | 'replica';
	/** Id of the server that tells. */
	readonly toldBy: string;
};

/** Raft tells a peer that it never met by a sentence instead of a name. */
const noName = /\s/;

/** By name, in the order of the alphabet. */
export function unheardServers(model: Model): readonly UnheardServer[] {
	const found = new Map<string, UnheardServer>();
	// Asked every second of every neighbour of every server: nothing is made for those that are heard.
	let heard: ReadonlySet<string> | undefined;
	const isUnheard = (name: string): boolean => {
		if (name === '' || model.serversByName.has(name) || noName.test(name)) return false;
		// Servers without a name are called by their ids.
		heard ??= new Set(serversInOrder(model).map(server => server.name));
		return !heard.has(name);
	};
	for (const server of serversInOrder(model)) {
		const {stats, id} = server;
		if (stats === undefined || !isSpeaking(server)) continue;
		for (const {name} of stats.peers) {
			if (isUnheard(name)) found.set(name, {name, by: 'route', toldBy: id});
		}
		for (const {name, offline} of stats.jetStream?.metaPeers ?? []) {
			if (!isUnheard(name) || found.has(name)) continue;
			found.set(name, {name, by: offline ? 'offline replica' : 'replica', toldBy: id});
		}
	}
	return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
