// How long it may take until the wire tells something that has happened.
import type {Expected} from './incident.ts';

type ToldAfter = NonNullable<Expected['toldAfter']>;

/** The first PING that is not answered comes up to two seconds after a server has ended or stands still. */
export const nextPing: ToldAfter = {ms: 2000, because: 'servers are asked every 2 s'};

/** Of a route that broke nothing is wrong yet: it is dialled again within a second or two. */
export const dialledAgain: ToldAfter = {
	ms: 4000,
	because: 'servers are asked every 2 s, and dial a broken link again every second',
};

export function later(ms: number, because: string): ToldAfter {
	return {ms, because};
}
