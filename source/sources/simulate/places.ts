// Where scenarios play: three servers of each of two clusters.
import type {Cast} from './cast.ts';
import type {Places} from './scenarios/scenario.ts';

/** The first three servers of a cluster; a small one has some of them twice. */
function threeOf(cast: Cast, cluster: number): readonly [string, string, string] {
	const names = (cast.clusters[cluster] ?? cast.clusters[0])?.serverNames ?? [];
	const [first = '', second = first, third = second] = names;
	return [first, second, third];
}

export function placesIn(cast: Cast): Places {
	return {east: threeOf(cast, 0), west: threeOf(cast, 1)};
}
