import {learnHeartbeat} from '../model/server.ts';
import {senderOf} from '../wire/sender.ts';
import {takeStatsBody} from '../wire/take-stats.ts';
import {defineEvent} from './define-event.ts';

/** A server's statistics, every 10 s (30 s before 2.10.21), more often after a start and at some changes. */
export const heartbeatEvent = defineEvent({
	subject: '$SYS.SERVER.*.STATSZ',
	apply(model, {at, envelope}) {
		const server = senderOf(model, envelope, at);
		if (server === 'twice') return 'twice';
		if (server === 'nobody') return 'not understood';
		if (!takeStatsBody(model, server, envelope, at)) return 'not understood';
		learnHeartbeat(server, at, model.listeningSince);
		return 'taken';
	},
});
