// Servers that others tell of by name, though they were not heard themselves: neighbours on routes, and the replicas of
// JetStream's meta group, of which its leader tells.
import {isPeerName} from './jetstream.ts';
import type {Model} from './model.ts';
import type {Server} from './server.ts';
import {isSpeaking} from './server-state.ts';
import {serversInOrder} from './servers.ts';
import type {Stats} from './stats.ts';

export type UnheardServer = {
	readonly name: string;
	/** How others know of it: by a route to it, or as a replica that its leader calls offline or knows no more of. */
	readonly by: 'route' | 'offline replica' | 'replica';
	/** Id of the server that tells. */
	readonly toldBy: string;
};

/** Of which statistics of each server all neighbours were heard, in the order of these servers: they come and go seldom. */
const allHeardIn = new WeakMap<readonly Server[], (Stats | undefined)[]>();

/** By name, in the order of the alphabet. */
export function unheardServers(model: Model): readonly UnheardServer[] {
	const found = new Map<string, UnheardServer>();
	const servers = serversInOrder(model);
	// Asked every second of every server: neighbours are looked at once for each time that they were told.
	let heard: ReadonlySet<string> | undefined;
	const isUnheard = (name: string): boolean => {
		if (model.serversByName.has(name) || !isPeerName(name)) return false;
		// Servers without a name are called by their ids.
		heard ??= new Set(servers.map(server => server.name));
		return !heard.has(name);
	};
	const allHeard = allHeardIn.get(servers) ?? servers.map(() => undefined);
	allHeardIn.set(servers, allHeard);
	for (let index = 0; index < servers.length; index++) {
		const server = servers[index];
		const stats = server?.stats;
		if (server === undefined || stats === undefined || allHeard[index] === stats || !isSpeaking(server)) continue;
		const {id} = server;
		let are = true;
		for (const {name} of stats.peers) {
			if (!isUnheard(name)) continue;
			are = false;
			found.set(name, {name, by: 'route', toldBy: id});
		}
		for (const {name, offline} of stats.jetStream?.metaPeers ?? []) {
			if (!isUnheard(name)) continue;
			are = false;
			if (!found.has(name)) found.set(name, {name, by: offline ? 'offline replica' : 'replica', toldBy: id});
		}
		if (are) allHeard[index] = stats;
	}
	return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
