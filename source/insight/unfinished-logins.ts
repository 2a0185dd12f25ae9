// Sockets that were accepted and never logged in: probes, time-outs, failed TLS handshakes. Servers tell of each from
// 2.12 on.
import {firstNames} from '../format/first-names.ts';
import {count, grouped} from '../format/number.ts';
import {attemptsInLastMinute} from '../model/login-attempts.ts';
import type {Model} from '../model/model.ts';
import type {RefusedLogin} from '../model/refused-login.ts';
import {sumOfRuns} from '../model/run.ts';
import {shownNamesOf} from '../model/server-names.ts';
import {inLastMinute} from '../model/tally.ts';
import {paceInWords} from './pace.ts';
import {defineRule} from './problem.ts';
import {findingsOfServers} from './server-findings.ts';

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

const minuteMs = 60_000;

/** Whether each login that took place or was refused within the last minute was told to us. */
function heardAllLogins({now, listeningSince, link}: Model): boolean {
	if (now - listeningSince < minuteMs) return false;
	return [...link.refused.values()].every(operation => operation !== 'subscribe');
}

export const countedLoginsRule = defineRule({
	id: 'unfinished-logins-by-count',
	meaning:
		'a server before 2.12, which does not tell of logins that never finish, accepts more sockets than log in or are refused',
	// What is accepted is told every few seconds, and its logins come somewhat later.
	holdMs: () => 8000,
	find(model, _lifeOf, {unfinishedPerMinute}) {
		if (!heardAllLogins(model)) return [];
		return findingsOfServers(model, server => {
			if (server.attempts === undefined || model.now - server.firstSeenAt < minuteMs) return undefined;
			const attempts = attemptsInLastMinute(server, model.now);
			if (attempts === undefined || attempts.unknown < unfinishedPerMinute.value) return undefined;
			const {accepted, loggedIn, refused, unknown} = attempts;
			// Logins to the default account are not told by such servers: that they failed cannot be vouched for.
			const rest = `${grouped(unknown)} never finished or are in $G`;
			return {
				severity: 'note',
				topic: 'logins that never finish',
				text: `${grouped(accepted)} accepted, ${grouped(loggedIn)} logged in, ${grouped(refused)} refused, ${rest}`,
				short: rest,
				strength: {value: unknown, text: `${grouped(unknown)}/min`},
			};
		});
	},
});
