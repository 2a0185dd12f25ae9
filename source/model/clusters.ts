// Servers by cluster. This is asked for every second by several rules, and changes only when servers come and go.
import type {Model} from './model.ts';
import type {Server} from './server.ts';
import {serversInOrder} from './servers.ts';

const clustersOf = new WeakMap<readonly Server[], readonly (readonly Server[])[]>();

/** The servers of each cluster, in order; the same lists until a server comes, goes or changes its name. */
export function clustersInOrder(model: Model): readonly (readonly Server[])[] {
	const servers = serversInOrder(model);
	let clusters = clustersOf.get(servers);
	if (clusters === undefined) {
		const named = servers.filter(({cluster}) => cluster !== '');
		clusters = [...Map.groupBy(named, ({cluster}) => cluster).values()];
		clustersOf.set(servers, clusters);
	}
	return clusters;
}
