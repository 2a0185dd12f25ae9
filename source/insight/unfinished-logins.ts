// Sockets that were accepted and never logged in: probes, time-outs, failed TLS handshakes. Servers tell of each from
// 2.12 on.
import {firstNames} from '../format/first-names.ts';
import {count} from '../format/number.ts';
import type {RefusedLogin} from '../model/refused-login.ts';
import {sumOfRuns} from '../model/run.ts';
import {shownNamesOf} from '../model/server-names.ts';
import {inLastMinute} from '../model/tally.ts';
import {paceInWords} from './pace.ts';
import {defineRule} from './problem.ts';

/** A server that is full is told by a rule of its own. */
const full = 'Maximum Connections Exceeded';

function whoOf(logins: readonly RefusedLogin[]): string {
	const [first] = logins;
	return logins.length === 1 && first !== undefined ? first.host || 'unknown host' : `${count(logins.length)} hosts`;
}

export const unfinishedLoginsRule = defineRule({
	id: 'unfinished-logins',
	meaning: 'twelve sockets a minute or more end before they log in, for the same reason',
	find(model, _lifeOf, {unfinishedPerMinute}) {
		const trying = [...model.refused.values()].filter(({unfinished, lastReason}) => unfinished && lastReason !== full);
		return [...Map.groupBy(trying, ({lastReason}) => lastReason)].flatMap(([reason, all]) => {
			const logins = all.filter(({attempts}) => inLastMinute(attempts.recent, model.now) > 0);
			const perMinute = logins.reduce((sum, {attempts}) => sum + inLastMinute(attempts.recent, model.now), 0);
			if (perMinute < unfinishedPerMinute.value) return [];
			const run = sumOfRuns(
				logins.map(({attempts}) => attempts),
				model,
			);
			if (run.stopped) return [];
			const servers = new Set(logins.flatMap(login => [...login.servers]));
			const pace = paceInWords(run);
			return [
				{
					key: reason,
					severity: 'warn' as const,
					who: whoOf(logins),
					topic: 'logins that never finish',
					text: `${pace} never log in on ${firstNames(shownNamesOf(model, servers))}: ${reason}`,
					short: `${pace} never log in`,
					since: run.since,
					lastAt: run.lastAt,
					total: run.total,
					strength: {value: perMinute, text: pace},
					about: {kind: 'view' as const, view: 'auth-errors', filter: `reason:"${reason.toLowerCase()}"`},
				},
			];
		});
	},
});
