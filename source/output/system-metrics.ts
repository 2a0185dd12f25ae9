// What is known as metrics for Prometheus. Unknown is left out: while nothing is heard that is nearly everything.
import {count as counted} from '../format/number.ts';
import {rules} from '../insight/catalogue.ts';
import type {Account} from '../model/account.ts';
import {type AccountSum, sumOf} from '../model/account-sum.ts';
import type {Model} from '../model/model.ts';
import {isComplete} from '../model/server-census.ts';
import {sumOver} from '../model/tally.ts';
import {summaryIn} from '../views/frame/summary.ts';
import type {Look} from '../views/look.ts';
import {secondsOf} from './known.ts';
import {labelOf, largestBy} from './metric-labels.ts';
import {counter, gauge, type Metric, samplesOf} from './metrics-text.ts';
import {serverMetrics} from './server-metrics.ts';

/** So many accounts, and users, have time series of their own. */
const mostAccounts = 200;
const mostUsers = 20;
const minute = 60_000;

const severities = ['bad', 'warn', 'note'] as const;

function linkMetrics({link, tallies, misunderstood, duplicates}: Model, isHearing: boolean): readonly Metric[] {
	return [
		gauge('link_up', '1 while our own connection brings what servers say, otherwise 0.', [{value: isHearing ? 1 : 0}]),
		counter('link_losses', 'How often our own connection was lost.', [{value: link.losses}]),
		counter('messages_heard', 'Messages of servers that reached us.', [{value: tallies.messages.total}]),
		counter('messages_not_understood', 'Those that could not be read.', [{value: misunderstood}]),
		counter('messages_twice', 'Those that came twice and were counted once.', [{value: duplicates}]),
		counter('connects_heard', 'Connections that servers told the begin of.', [{value: tallies.connects.total}]),
		counter('disconnects_heard', 'Connections that servers told the end of.', [{value: tallies.disconnects.total}]),
		counter('refused_logins_heard', 'Logins that servers told to have refused.', [{value: tallies.refusals.total}]),
	];
}

function coverageMetrics(model: Model): readonly Metric[] {
	const {speaking, expected, oldestMs, newestMs, coverage} = summaryIn({model});
	return [
		gauge('complete', '1 when every server that is known to be there was heard, otherwise 0.', [
			{value: isComplete(model) ? 1 : 0},
		]),
		gauge('servers_heard', 'Servers that are heard.', [{value: speaking}]),
		gauge('servers_expected', 'Servers that are known, and those that other servers count or tell of.', [
			{value: expected},
		]),
		gauge('oldest_statistics_age_seconds', 'Age of the oldest statistics of a server.', samplesOf(secondsOf(oldestMs))),
		gauge('newest_statistics_age_seconds', 'Age of the newest ones.', samplesOf(secondsOf(newestMs))),
		gauge(
			'messages_heard_ratio',
			'Of what servers numbered, how much reached us, at least.',
			samplesOf(coverage === undefined ? undefined : coverage / 100),
		),
	];
}

/** An account is told of only as far as all servers that have its connections are heard. */
function accountMetrics(model: Model): readonly Metric[] {
	const all = [...model.accounts.values()]
		.map(account => ({account, sum: sumOf(model, account)}))
		.filter(({sum}) => sum.oldestAt !== undefined)
		.sort((a, b) => (b.sum.connections ?? 0) - (a.sum.connections ?? 0));
	const told = all.slice(0, mostAccounts);
	const others = all.slice(mostAccounts);
	const labelsOf = ({id, name}: Account) => ({account: labelOf(name), account_id: labelOf(id)});
	const figure = (name: string, help: string, of: (sum: AccountSum) => number | undefined): Metric => {
		const known = (sum: AccountSum): number | undefined => (sum.unheard > 0 ? undefined : of(sum));
		const rest = others.reduce<number | undefined>((total, {sum}) => {
			const value = known(sum);
			return total === undefined || value === undefined ? undefined : total + value;
		}, 0);
		return gauge(name, help, [
			...told.flatMap(({account, sum}) => samplesOf(known(sum), labelsOf(account))),
			...(others.length === 0 ? [] : samplesOf(rest, {account: 'other'})),
		]);
	};
	return [
		figure('account_connections', 'Client connections over all servers.', ({connections}) => connections),
		figure('account_leafnodes', 'Leafnode connections over all servers.', ({leafs}) => leafs),
		figure('account_subscriptions', 'Subscriptions over all servers.', ({subscriptions}) => subscriptions),
		gauge(
			'account_servers_not_heard',
			'Silent servers that had connections of it: without them its other numbers are not known.',
			told.flatMap(({account, sum}) => samplesOf(sum.unheard, labelsOf(account))),
		),
	];
}

/** Who is refused, once that was listened to for a minute. */
function refusedMetrics(model: Model): readonly Metric[] {
	if (model.now - model.listeningSince < minute) return [];
	const refused = [...model.refused.values()].map(
		({user, attempts}) => [user, sumOver(attempts.recent, model.now, minute)] as const,
	);
	const help = `Refused logins within the last minute, of the ${counted(mostUsers)} users with the most.`;
	return [
		gauge(
			'user_refused_logins_last_minute',
			help,
			largestBy(
				'user',
				refused.filter(([, value]) => value > 0),
				mostUsers,
			),
		),
	];
}

function problemMetrics({problems}: Pick<Look, 'problems'>): readonly Metric[] {
	const lasting = problems.filter(({overAt}) => overAt === undefined);
	return [
		gauge(
			'problems',
			'Problems by severity, as in the verdict: many of one conclusion may be one.',
			severities.map(severity => ({
				value: lasting.filter(problem => problem.severity === severity).length,
				labels: {severity},
			})),
		),
		gauge(
			'conclusion_state',
			'By conclusion: 0 not drawn or a note, 1 a warning, 2 bad.',
			rules.map(({id}) => {
				const its = lasting.filter(({rule}) => rule === id).map(({severity}) => severity);
				return {value: its.includes('bad') ? 2 : its.includes('warn') ? 1 : 0, labels: {conclusion: id}};
			}),
		),
	];
}

export function systemMetrics(look: Pick<Look, 'model' | 'problems'>, version: string): readonly Metric[] {
	const {model} = look;
	const isHearing = model.link.state === 'up' && model.nothingHeardSince === undefined;
	const always = [
		gauge('build_info', 'The version of this program; always 1.', [{value: 1, labels: {version}}]),
		...linkMetrics(model, isHearing),
	];
	if (!isHearing || model.completeAt === undefined) return always;
	return [
		...always,
		...coverageMetrics(model),
		...problemMetrics(look),
		...serverMetrics(model),
		...accountMetrics(model),
		...refusedMetrics(model),
	];
}
