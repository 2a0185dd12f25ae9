// When what is told was known, and how much of the system it covers: by this a program tells fresh from stale.
import {asHeard} from '../model/model.ts';
import {shownName} from '../model/server-names.ts';
import {isSpeaking} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {summaryIn} from '../views/frame/summary.ts';
import type {Look} from '../views/look.ts';
import {instant, known, secondsOf} from './known.ts';

export type Observed = {
	readonly observed_at: string | null;
	readonly listening_since: string | null;
	readonly coverage: {
		readonly servers_heard: number;
		/** With those that only other servers count or tell of; null while none that is heard has told how many it knows. */
		readonly servers_expected: number | null;
		readonly servers_not_heard: readonly string[];
		readonly waiting_for_answers: boolean;
		readonly newest_age_seconds: number | null;
		readonly oldest_age_seconds: number | null;
		readonly messages_percent: number | null;
	};
};

/** `isWaiting`: answers to what was asked are still to come. */
export function observedIn(given: Pick<Look, 'model'>, isWaiting: boolean): Observed {
	// While the link is down nothing is known of this moment.
	const model = asHeard(given.model);
	const {speaking, expected, newestMs, oldestMs, coverage} = summaryIn({model});
	const hasTold = serversInOrder(model).some(server => isSpeaking(server) && server.stats?.knownServers !== undefined);
	return {
		observed_at: instant(model.startedAt === undefined ? undefined : model.now),
		listening_since: instant(model.startedAt),
		coverage: {
			servers_heard: speaking,
			servers_expected: hasTold ? expected : null,
			servers_not_heard: serversInOrder(model)
				.filter(server => !isSpeaking(server) && server.goodbye?.kind !== 'stopped')
				.map(server => shownName(model, server))
				.sort(),
			waiting_for_answers: isWaiting,
			newest_age_seconds: known(secondsOf(newestMs)),
			oldest_age_seconds: known(secondsOf(oldestMs)),
			messages_percent: known(coverage),
		},
	};
}
