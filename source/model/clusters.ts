// Servers by cluster. This is asked for every second by several rules, and changes only when servers come and go.
import {madeOnce} from '../format/made-once.ts';
import type {Model} from './model.ts';
import type {Server} from './server.ts';
import {serversInOrder} from './servers.ts';

const clustersOf = madeOnce((servers: readonly Server[]): readonly (readonly Server[])[] => {
	const named = servers.filter(({cluster}) => cluster !== '');
	return [...Map.groupBy(named, ({cluster}) => cluster).values()];
});

/** The servers of each cluster, in order; the same lists until a server comes, goes or changes its name. */
export function clustersInOrder(model: Model): readonly (readonly Server[])[] {
	return clustersOf(serversInOrder(model));
}
