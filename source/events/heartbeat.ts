import {reportStats} from '../model/report-stats.ts';
import {learnHeartbeat} from '../model/server.ts';
import {statsMessageOf} from '../wire/stats-message.ts';
import {defineEvent} from './define-event.ts';

/** A server's statistics, every 10 s (30 s before 2.10.21), more often after a start and at some changes. */
export const heartbeatEvent = defineEvent({
	kind: 'heartbeat',
	subject: '$SYS.SERVER.*.STATSZ',
	decode: ({envelope}) => statsMessageOf(envelope),
	apply(model, server, fields, {at, envelope}) {
		reportStats(model, server, fields, envelope, at);
		learnHeartbeat(server, at, model.listeningSince);
	},
});
