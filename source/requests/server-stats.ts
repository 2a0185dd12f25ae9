import {endOfLameDuck} from '../model/end-of-lame-duck.ts';
import {takeStatsBody} from '../wire/take-stats.ts';
import {answeredBy, defineRequest} from './define-request.ts';

/** The subject that asks one server for its statistics. */
export function serverStatsSubject(serverId: string): string {
	return `$SYS.REQ.SERVER.${serverId}.STATSZ`;
}

/** One server's statistics, for its detail page. */
export const serverStatsRequest = defineRequest({
	subject: serverStatsSubject('*'),
	answered: answeredBy(
		(model, server, answer, at) => (takeStatsBody(model, server, answer, at) ? 'taken' : 'not understood'),
		(model, at, subject) => endOfLameDuck(model, subject.split('.')[3] ?? '', at),
	),
});
