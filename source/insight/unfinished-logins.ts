// Sockets that were accepted and never logged in: probes, time-outs, failed TLS handshakes. From 2.12 on servers tell of
// each; before, only their number of accepted sockets does.
import {firstNames} from '../format/first-names.ts';
import {count} from '../format/number.ts';
import type {RefusedLogin} from '../model/refused-login.ts';
import {inLastMinute} from '../model/tally.ts';
import {defineRule} from './problem.ts';

/** In a minute; health probes of load balancers open a socket or two a minute each. */
const fewestPerMinute = 12;
/** What nobody tried for this long is over. */
const quietMs = 15_000;

/** A server that is full is told by a rule of its own. */
const full = 'Maximum Connections Exceeded';

export const unfinishedLoginsRule = defineRule({
	id: 'unfinished-logins',
	meaning: 'twelve sockets a minute or more of one host end before they log in',
	find(model) {
		const trying = [...model.refused.values()].filter(
			({unfinished, lastSeenAt, lastReason}) => unfinished && lastReason !== full && model.now - lastSeenAt < quietMs,
		);
		const byReason = Map.groupBy(trying, ({lastReason}) => lastReason);
		return [...byReason].flatMap(([reason, logins]) => {
			const perMinute = logins.reduce((sum, {attempts}) => sum + inLastMinute(attempts, model.now), 0);
			if (perMinute < fewestPerMinute) return [];
			const servers = firstNames([...new Set(logins.flatMap(login => [...login.servers]))].sort());
			return [
				{
					key: reason,
					severity: 'warn' as const,
					who: logins.length === 1 ? hostOf(logins) : `${count(logins.length)} hosts`,
					topic: 'logins that never finish',
					text: `${count(perMinute)}/min never log in on ${servers}: ${reason}`,
					short: `${count(perMinute)}/min never log in`,
					since: Math.min(...logins.map(({runSince}) => runSince)),
					lastAt: Math.max(...logins.map(({lastSeenAt}) => lastSeenAt)),
					strength: {value: perMinute, text: `${count(perMinute)}/min`},
					about: {kind: 'view' as const, view: 'auth-errors', filter: `reason:"${reason.toLowerCase()}"`},
				},
			];
		});
	},
});

function hostOf([login]: readonly RefusedLogin[]): string {
	return login?.host || 'unknown host';
}
