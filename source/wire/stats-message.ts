// A `{server, statsz}` body: the heartbeat, the answer to PING and the answer to `<id>.STATSZ` are the same.
import type {Envelope} from './envelope.ts';
import {statsOf} from './stats.ts';
import {timeOf} from './time.ts';

/** The statistics and the server's clock at sending; undefined when there are none. */
export function statsMessageOf({body, time}: Envelope) {
	const stats = statsOf(body['statsz']);
	return stats === undefined ? undefined : {stats, sentAt: timeOf(time)};
}
