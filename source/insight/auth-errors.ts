// Logins that are refused: by identity, and where no identity repeats, by client name, by host and in total.
import {exactFilterOfClient} from '../format/exact-filter.ts';
import {displayName} from '../format/display-name.ts';
import {firstNames} from '../format/first-names.ts';
import {count} from '../format/number.ts';
import type {Model} from '../model/model.ts';
import type {RefusedLogin} from '../model/refused-login.ts';
import {hasStopped, type Run, runGapMs, sumOfRuns} from '../model/run.ts';
import {shownNamesOf} from '../model/server-names.ts';
import {inLastMinute} from '../model/tally.ts';
import {disambiguate} from './disambiguate.ts';
import {fromHosts, hostsOf, serversOf} from './groups.ts';
import {paceInWords} from './pace.ts';
import {defineRule, type Finding, type Life, mostOfOneRule, type Severity} from './problem.ts';
import {type RefusedGroup, refusedGroups} from './refused-groups.ts';
import type {Thresholds} from './thresholds.ts';

/** What is a problem already stays one as long as it is refused so often in a minute. */
const fewestLasting = 2;
/** A handful of attempts is not urgent because they came at once. */
const fewestUrgent = 20;

function refusedInMinute(model: Model, {members}: RefusedGroup): number {
	return members.reduce((sum, {attempts}) => sum + inLastMinute(attempts.recent, model.now), 0);
}

function urgency(perSecond: number | undefined, total: number, {refusedUrgentPerSecond}: Thresholds): Severity {
	return (perSecond ?? 0) >= refusedUrgentPerSecond.value && total >= fewestUrgent ? 'bad' : 'warn';
}

function identityFinding(model: Model, group: RefusedGroup, who: string, severity: Severity): Finding {
	const {first, run} = group;
	const pace = paceInWords(run);
	return {
		key: group.key,
		severity,
		who,
		topic: 'auth errors',
		text: `auth errors ${pace}${fromHosts(group)} on ${firstNames(shownNamesOf(model, serversOf(group)))}`,
		short: `auth errors ${pace}`,
		since: run.since,
		lastAt: run.lastAt,
		total: run.total,
		strength: {value: run.perSecond ?? 0, text: pace},
		about:
			hostsOf(group).size > 1
				? {kind: 'view', view: 'auth-errors', filter: exactFilterOfClient(first)}
				: {kind: 'refused', key: first.key},
	};
}

/** So many identities, none of which repeats, are a problem together. */
const smallestCrowd = 5;

type Crowd = {
	readonly kind: 'name' | 'host' | 'all';
	readonly name: string;
	readonly members: readonly RefusedLogin[];
	readonly run: Run;
};

function largestBy(
	members: readonly RefusedLogin[],
	kind: 'name' | 'host',
	runs: ReadonlyMap<string, Run>,
): Crowd | undefined {
	let largest: Crowd | undefined;
	for (const [name, found] of Map.groupBy(members, member => member[kind])) {
		const run = runs.get(name);
		if (name === '' || run === undefined || found.length < smallestCrowd) continue;
		if (largest === undefined || found.length > largest.members.length) largest = {kind, name, members: found, run};
	}
	return largest;
}

/** What the identities that are not told one by one have in common: a client name, a host, or only that they are many. */
function crowdsOf(model: Model, untold: readonly RefusedLogin[]): readonly Crowd[] {
	const {byName, byHost, all} = model.refusals;
	const crowds: Crowd[] = [];
	let rest = untold;
	while (crowds.length < mostOfOneRule) {
		const name = largestBy(rest, 'name', byName);
		const host = largestBy(rest, 'host', byHost);
		const crowd = (name?.members.length ?? 0) >= (host?.members.length ?? 0) ? name : host;
		if (crowd === undefined) break;
		crowds.push(crowd);
		const members = new Set(crowd.members);
		rest = rest.filter(identity => !members.has(identity));
	}
	if (rest.length >= smallestCrowd) crowds.push({kind: 'all', name: '', members: rest, run: all});
	return crowds;
}

function crowdFinding(
	model: Model,
	{kind, name, members, run}: Crowd,
	isAlone: boolean,
	thresholds: Thresholds,
): Finding {
	// Where others with the same are told apart, only its own members count: those that are still kept.
	const its = isAlone ? sumOfRuns([run], model) : sumOfCrowd(members, run);
	const pace = paceInWords(its);
	const users = new Set(members.map(({user}) => user)).size;
	const hosts = new Set(members.map(({host}) => host)).size;
	const servers = firstNames(shownNamesOf(model, new Set(members.flatMap(one => [...one.servers]))));
	const from = kind === 'host' ? '' : ` from ${hosts === 1 ? (members[0]?.host ?? '') : `${count(hosts)} hosts`}`;
	const filter = kind === 'all' ? '' : `${kind}:"${name}"`;
	return {
		key: `${kind} ${name}`,
		severity: urgency(its.perSecond, its.total, thresholds),
		who: kind === 'host' ? `host ${name}` : kind === 'name' ? name : 'many clients',
		topic: 'auth errors',
		text: `auth errors ${pace} as ${count(users)} users${from} on ${servers}`,
		short: `auth errors ${pace}`,
		since: its.since,
		lastAt: its.lastAt,
		total: its.total,
		strength: {value: its.perSecond ?? 0, text: pace},
		about: {kind: 'view', view: 'auth-errors', filter},
	};
}

function sumOfCrowd(members: readonly RefusedLogin[], {since, lastAt}: Run): ReturnType<typeof sumOfRuns> {
	const total = members.reduce((sum, {attempts}) => sum + attempts.total, 0);
	const overMs = Math.max(1000, Math.min(runGapMs, lastAt - since));
	return {since, lastAt, total, perSecond: (total * 1000) / overMs, stopped: false};
}

function crowdFindings(
	model: Model,
	told: readonly RefusedGroup[],
	lifeOf: (key: string) => Life,
	thresholds: Thresholds,
): readonly Finding[] {
	const {refusedPerMinute, refusedOfCrowdPerMinute} = thresholds;
	const {now, refusals} = model;
	if (hasStopped(refusals.all, model)) return [];
	const isTold = new Set(told.flatMap(({members}) => members));
	const untold = refusedGroups(model, runGapMs).flatMap(({members}) => members.filter(one => !isTold.has(one)));
	return crowdsOf(model, untold).flatMap(crowd => {
		const {kind, name, members, run} = crowd;
		const isAlone = ![...isTold].some(one => kind === 'all' || one[kind] === name);
		const counted = isAlone
			? inLastMinute(run.recent, now)
			: members.reduce((sum, {attempts}) => sum + inLastMinute(attempts.recent, now), 0);
		const limit = lifeOf(`${kind} ${name}`).lasts ? refusedPerMinute.value : refusedOfCrowdPerMinute.value;
		return counted < limit || hasStopped(run, model) ? [] : [crowdFinding(model, crowd, isAlone, thresholds)];
	});
}

export const authErrorsRule = defineRule({
	id: 'auth-errors',
	meaning:
		'one identity is refused five times a minute or more, or many with one client name or host twenty times together',
	find(model, lifeOf, thresholds) {
		const groups = refusedGroups(model, runGapMs).filter(group => {
			const limit = lifeOf(group.key).lasts ? fewestLasting : thresholds.refusedPerMinute.value;
			return !group.run.stopped && refusedInMinute(model, group) >= limit;
		});
		const names = disambiguate(groups.map(({first}) => [displayName(first), first.user]));
		const together = groups.reduce((sum, {run}) => sum + (run.perSecond ?? 0), 0);
		// Where so many are refused at a time, it is not they who have made the mistake.
		const areMany = groups.length > mostOfOneRule && together >= thresholds.refusedUrgentPerSecond.value;
		const told = groups.map((group, index) => {
			const severity = areMany ? 'bad' : urgency(group.run.perSecond, group.run.total, thresholds);
			return identityFinding(model, group, names[index] ?? displayName(group.first), severity);
		});
		return [...told, ...crowdFindings(model, groups, lifeOf, thresholds)];
	},
});
