import {learnHeartbeat} from '../model/server.ts';
import {fields} from '../wire/fields.ts';
import {senderOf} from '../wire/sender.ts';
import {takeStatsBody} from '../wire/take-stats.ts';
import {defineEvent} from './define-event.ts';

/** A server's statistics, every 10 s (30 s before 2.10.21), more often after a start and at some changes. */
export const heartbeatEvent = defineEvent({
	subject: '$SYS.SERVER.*.STATSZ',
	payload: 'json',
	apply(model, {at, body}) {
		const event = fields(body);
		const sender = senderOf(model, event['server'], at);
		if (sender === 'twice') return 'twice';
		if (sender === 'nobody') return 'not understood';
		if (!takeStatsBody(model, sender, event, at)) return 'not understood';
		learnHeartbeat(sender.server, at);
		return 'taken';
	},
});
