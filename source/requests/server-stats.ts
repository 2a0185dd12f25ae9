import {endOfLameDuck} from '../model/end-of-lame-duck.ts';
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
	answered(model, answer, at, subject) {
		if (answer === undefined) {
			endOfLameDuck(model, subject.split('.')[3] ?? '', at);
			return 'nobody there';
		}
		const server = senderOf(model, answer, at);
		if (server === 'twice') return 'twice';
		if (server === 'nobody') return 'not understood';
		return takeStatsBody(model, server, answer, at) ? 'taken' : 'not understood';
	},
});
