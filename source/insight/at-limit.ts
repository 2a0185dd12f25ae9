// Clients that are turned away because there are too many: of an account they come as a DISCONNECT without a CONNECT,
// of a whole server as a socket that never came to a login.
import {exactFilter} from '../format/exact-filter.ts';
import {displayName} from '../format/display-name.ts';
import {firstNames} from '../format/first-names.ts';
import {grouped} from '../format/number.ts';
import type {Account} from '../model/account.ts';
import {sumOf} from '../model/account-sum.ts';
import {currentClaims} from '../model/claims.ts';
import {accountIsFull} from '../model/connections.ts';
import type {Model} from '../model/model.ts';
import {hasStopped, type Run, runGapMs, sumOfRuns} from '../model/run.ts';
import type {Server} from '../model/server.ts';
import {isSpeaking} from '../model/server-state.ts';
import {shownName, shownNamesOf} from '../model/server-names.ts';
import {inLastMinute} from '../model/tally.ts';
import {paceInWords} from './pace.ts';
import {defineRule, type Finding, type Life} from './problem.ts';

/** In a minute: what is a problem already stays one. */
const fewestLasting = 2;

function isGoing(model: Model, run: Run, {lasts}: Life, fewest: number): boolean {
	return !hasStopped(run, model) && inLastMinute(run.recent, model.now) >= (lasts ? fewestLasting : fewest);
}

/** Servers tell of an account that has connections every 30 s; the rest is for the way. */
const toldWithinMs = 40_000;

/** Whether every server that may have connections of the account has told of them. */
function isToldByAll({servers, listeningSince, now}: Model, {shares}: Account): boolean {
	for (const server of servers.values()) {
		if (!isSpeaking(server) || shares.has(server.id)) continue;
		if (now - Math.max(listeningSince, server.firstSeenAt) < toldWithinMs) return false;
	}
	return true;
}

/** `5/5 connections`; without the limit where nobody has told it. */
function usedInWords(model: Model, account: Account): string {
	const {connections, oldestAt, unheard} = sumOf(model, account);
	const limits = account.claims === undefined ? undefined : currentClaims(account.claims)?.claims.limits;
	const limit = limits?.find(({name}) => name === 'connections')?.limit;
	const isWhole = isToldByAll(model, account) && oldestAt !== undefined && unheard === 0 && connections !== undefined;
	const used = isWhole ? grouped(connections) : undefined;
	if (typeof limit === 'number') return `${used ?? grouped(limit)}/${grouped(limit)} connections`;
	return used === undefined ? 'connection limit' : `full at ${used} connections`;
}

/** Names of those that are turned away now, by account. */
function turnedAwayNow({clients, now}: Model): ReadonlyMap<string, ReadonlySet<string>> {
	const byAccount = new Map<string, Set<string>>();
	for (const client of clients.values()) {
		if (client.lastReason !== accountIsFull || now - client.lastSeenAt > runGapMs) continue;
		const names = byAccount.get(client.accountId);
		if (names === undefined) byAccount.set(client.accountId, new Set([displayName(client)]));
		else names.add(displayName(client));
	}
	return byAccount;
}

function accountFinding(model: Model, account: Account, run: Run, turnedAway: ReadonlySet<string>): Finding {
	const pace = paceInWords(sumOfRuns([run], model));
	const used = usedInWords(model, account);
	const on = firstNames(shownNamesOf(model, account.turnedAwayOn));
	const who = turnedAway.size === 0 ? '' : `${firstNames([...turnedAway], 2)} `;
	return {
		key: `account ${account.id}`,
		severity: 'warn',
		who: `account ${account.name}`,
		topic: 'connection limit',
		text: `${used}, turns away ${who}${pace} on ${on}`,
		short: used.includes('/') ? used : `turns away ${pace}`,
		since: run.since,
		lastAt: run.lastAt,
		total: run.total,
		strength: {value: sumOfRuns([run], model).perSecond ?? 0, text: pace},
		about: {kind: 'view', view: 'connects', filter: `${exactFilter({acc: account.name})} reason:"maximum account"`},
	};
}

function serverFinding(model: Model, server: Server, run: Run): Finding {
	const sum = sumOfRuns([run], model);
	const pace = paceInWords(sum);
	const used =
		server.stats?.connections === undefined
			? 'connection limit'
			: `full at ${grouped(server.stats.connections)} connections`;
	return {
		key: `server ${server.id}`,
		severity: 'warn',
		who: shownName(model, server),
		topic: 'connection limit',
		text: `${used}, turns away ${pace}`,
		short: `turns away ${pace}`,
		since: run.since,
		lastAt: run.lastAt,
		total: run.total,
		strength: {value: sum.perSecond ?? 0, text: pace},
		about: {kind: 'view', view: 'auth-errors', filter: 'reason:"maximum connections"'},
	};
}

export const atLimitRule = defineRule({
	id: 'at-limit',
	meaning: 'an account or a server that is full turns away five clients a minute or more',
	find(model, lifeOf, {turnedAwayPerMinute: {value: fewest}}) {
		const findings: Finding[] = [];
		for (const server of model.servers.values()) {
			const run = server.turnedAway;
			if (run !== undefined && isGoing(model, run, lifeOf(`server ${server.id}`), fewest)) {
				findings.push(serverFinding(model, server, run));
			}
		}
		let turnedAway: ReturnType<typeof turnedAwayNow> | undefined;
		for (const account of model.accounts.values()) {
			const run = account.turnedAway;
			if (run === undefined || !isGoing(model, run, lifeOf(`account ${account.id}`), fewest)) continue;
			turnedAway ??= turnedAwayNow(model);
			findings.push(accountFinding(model, account, run, turnedAway.get(account.id) ?? new Set()));
		}
		const strengthOf = ({strength}: Finding): number => strength?.value ?? 0;
		return findings.sort((a, b) => strengthOf(b) - strengthOf(a));
	},
});
