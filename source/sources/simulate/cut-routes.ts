// Which routes are cut.
import type {World} from './world.ts';

export const routeKey = (one: string, other: string): string => (one < other ? `${one} ${other}` : `${other} ${one}`);

/** Whether two servers of one cluster cannot have a route to each other. */
export const isCut = ({cuts}: World, one: string, other: string): boolean =>
	cuts.size > 0 && cuts.has(routeKey(one, other));
