// A `{server, statsz}` body: the heartbeat, the answer to PING and the answer to `<id>.STATSZ` are the same.
import type {Model} from '../model/model.ts';
import {type Server, settleRestart, takeStats} from '../model/server.ts';
import {noticeRestart} from '../model/servers.ts';
import type {Envelope} from './envelope.ts';
import {refreshDescription} from './sender.ts';
import {statsOf} from './stats.ts';
import {timeOf} from './time.ts';

/** Takes the statistics into the model; false when there are none. Older ones than those known are ignored. */
export function takeStatsBody(model: Model, server: Server, envelope: Envelope, at: number): boolean {
	const stats = statsOf(envelope.body['statsz']);
	if (stats === undefined) return false;
	const {sequence} = envelope;
	// Two paths can reorder.
	if (sequence > 0 && sequence < server.statsSequence) return true;
	server.statsSequence = sequence;
	if (stats.memoryLimitBytes !== undefined) model.someHaveMemoryLimits = true;
	refreshDescription(model, server, envelope.server);
	const first = server.stats === undefined;
	takeStats(server, stats, timeOf(envelope.time) ?? at, at);
	if (stats.startedAt === undefined) return true;
	if (first) noticeRestart(model, server, stats.startedAt, at);
	else settleRestart(server, stats.startedAt, at);
	return true;
}
