import {fields} from '../wire/fields.ts';
import {senderOf} from '../wire/sender.ts';
import {takeStatsBody} from '../wire/take-stats.ts';
import {defineRequest} from './define-request.ts';

/** The subject that asks one server for its statistics. */
export function serverStatsSubject(serverId: string): string {
	return `$SYS.REQ.SERVER.${serverId}.STATSZ`;
}

/** One server's statistics, for its detail page. */
export const serverStatsRequest = defineRequest({
	subject: serverStatsSubject('*'),
	answered(model, body, at) {
		if (body === undefined) return 'nobody there';
		const answer = fields(body);
		const sender = senderOf(model, answer['server'], at);
		if (sender === 'twice') return 'twice';
		if (sender === 'nobody') return 'not understood';
		return takeStatsBody(model, sender, answer, at) ? 'taken' : 'not understood';
	},
});
