import type {Poll} from '../asking/poll.ts';
import type {Server} from '../model/server.ts';
import {serverStatsSubject} from '../requests/server-stats.ts';

/** The statistics of a server whose page is open; nothing is asked of one that is not there. */
export function serverStatsPolls({id, goodbye}: Server, everyMs: number): readonly Poll[] {
	return goodbye === undefined ? [{request: {subject: serverStatsSubject(id), body: ''}, everyMs, scope: 'one'}] : [];
}
