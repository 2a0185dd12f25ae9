// A `{server, statsz}` body: the heartbeat, the answer to PING and the answer to `<id>.STATSZ` are the same.
import type {Model} from '../model/model.ts';
import {takeStats} from '../model/server.ts';
import {noticeRestart} from '../model/servers.ts';
import type {Fields} from './fields.ts';
import {refreshDescription, type Sender} from './sender.ts';
import {statsOf} from './stats.ts';

/** Takes the statistics into the model; false when there are none. Older ones than those known are ignored. */
export function takeStatsBody(model: Model, sender: Sender, body: Fields, at: number): boolean {
	const stats = statsOf(body['statsz']);
	if (stats === undefined) return false;
	const {server, sequence, serverTime} = sender;
	// Two paths can reorder.
	if (sequence > 0 && sequence < server.statsSequence) return true;
	server.statsSequence = sequence;
	refreshDescription(model, server, body['server']);
	const first = server.stats === undefined;
	takeStats(server, stats, serverTime, at);
	if (first && stats.startedAt !== undefined) noticeRestart(model, server, stats.startedAt, at);
	return true;
}
