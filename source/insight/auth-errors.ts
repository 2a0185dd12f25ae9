import {displayName} from '../format/display-name.ts';
import {count, rate} from '../format/number.ts';
import type {Model} from '../model/model.ts';
import type {RefusedLogin} from '../model/refused-login.ts';
import {perSecond, sumOver} from '../model/tally.ts';
import {defineRule, mostOfOneRule, type Problem} from './problem.ts';
import {disambiguate} from './disambiguate.ts';

/** In a minute; one mistyped password is no problem. */
const fewest = 5;
/** Per second, from which it is urgent. */
const urgent = 2;

/** Attempts per second over the last ten to fifteen seconds, or since they began when that is less. */
export function attemptsPerSecond(model: Model, identity: RefusedLogin): number {
	return perSecond(identity.attempts, model.now, 2, identity.runSince);
}

/** The same application on several hosts is one trouble. */
type Group = {
	readonly name: string;
	readonly first: RefusedLogin;
	readonly hosts: Set<string>;
	readonly servers: Set<string>;
	perMinute: number;
	/** Per second, since it began: what the lists of identities tell. */
	shown: number;
	/** Per second over the whole window: a handful of attempts is no storm because they came at once. */
	steady: number;
	since: number;
};

function groupsOf(model: Model): readonly Group[] {
	const groups = new Map<string, Group>();
	for (const identity of model.refused.values()) {
		// The cheap test first: most identities are old.
		if (identity.unfinished || model.now - identity.lastSeenAt > 30_000) continue;
		const perMinute = sumOver(identity.attempts, model.now, 60_000);
		if (perMinute === 0) continue;
		const name = displayName(identity);
		const key = `${name}\n${identity.user}`;
		let group = groups.get(key);
		if (group === undefined) {
			group = {
				name,
				first: identity,
				hosts: new Set(),
				servers: new Set(),
				perMinute: 0,
				shown: 0,
				steady: 0,
				since: identity.runSince,
			};
			groups.set(key, group);
		}
		group.hosts.add(identity.host);
		for (const server of identity.servers) group.servers.add(server);
		group.perMinute += perMinute;
		group.shown += attemptsPerSecond(model, identity);
		group.steady += perSecond(identity.attempts, model.now, 2);
		group.since = Math.min(group.since, identity.runSince);
	}
	return [...groups.values()].filter(group => group.perMinute >= fewest).sort((a, b) => b.shown - a.shown);
}

function problemOf({name, first, hosts, servers, perMinute, shown, steady, since}: Group, who: string): Problem {
	const often = shown >= 1 ? `${rate(shown)}/s` : `${count(perMinute)}/min`;
	const from = hosts.size > 1 ? ` from ${hosts.size} hosts` : '';
	return {
		rule: 'auth-errors',
		key: first.key,
		severity: steady >= urgent ? 'bad' : 'warn',
		who,
		text: `auth errors ${often}${from} on ${[...servers].sort().slice(0, 4).join(' ')}`,
		since,
		about:
			hosts.size > 1 ? {kind: 'view', view: 'auth-errors', filter: `"${name}"`} : {kind: 'refused', key: first.key},
	};
}

export const authErrorsRule = defineRule({
	id: 'auth-errors',
	meaning: 'one identity is refused five times a minute or more',
	find(model) {
		const groups = groupsOf(model);
		const names = disambiguate(groups.map(({name, first}) => [name, first.user]));
		const tell = (group: Group, index: number): Problem => problemOf(group, names[index] ?? group.name);
		if (groups.length <= mostOfOneRule) return groups.map(tell);
		const told = groups.slice(0, mostOfOneRule - 1);
		const total = groups.reduce((sum, {shown}) => sum + shown, 0);
		const steady = perSecond(model.tallies.refusals, model.now, 10);
		return [
			...told.map(tell),
			{
				rule: 'auth-errors',
				key: 'many',
				severity: steady >= urgent ? 'bad' : 'warn',
				who: `${groups.length - told.length} more`,
				text: `refused; all together ${rate(total)}/s`,
				since: undefined,
				about: {kind: 'view', view: 'auth-errors', filter: ''},
			},
		];
	},
});
