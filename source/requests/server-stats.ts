import {endOfLameDuck} from '../model/end-of-lame-duck.ts';
import {reportStats} from '../model/report-stats.ts';
import {statsMessageOf} from '../wire/stats-message.ts';
import {defineRequest} from './define-request.ts';
import {idAsked} from './request.ts';

/** The subject that asks one server for its statistics. */
export function serverStatsSubject(serverId: string): string {
	return `$SYS.REQ.SERVER.${serverId}.STATSZ`;
}

/** One server's statistics, for its detail page. */
export const serverStatsRequest = defineRequest({
	subject: serverStatsSubject('*'),
	decode: ({envelope}) => statsMessageOf(envelope),
	apply(model, server, fields, {at, envelope}) {
		reportStats(model, server, fields, envelope, at);
	},
	nobodyThere(model, {subject}, at) {
		endOfLameDuck(model, idAsked(subject), at);
	},
});
