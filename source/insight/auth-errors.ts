import {count, rate} from '../format/number.ts';
import type {Model} from '../model/model.ts';
import type {RefusedIdentity} from '../model/refusal.ts';
import {perSecond, sumOver} from '../model/tally.ts';
import {defineRule, mostOfOneRule, type Problem} from './problem.ts';

/** In a minute; one mistyped password is no problem. */
const fewest = 5;
/** Per second, from which it is urgent. */
const urgent = 2;

/** How an identity calls itself: client name, else user, else the address. */
export function calls(identity: Pick<RefusedIdentity, 'name' | 'user' | 'host'>): string {
	return identity.name || identity.user || identity.host || 'unnamed';
}

/** Attempts per second over the last ten to fifteen seconds. */
export function attemptsPerSecond(model: Model, identity: RefusedIdentity): number {
	return perSecond(identity.attempts, model.now, 2);
}

export const authErrorsRule = defineRule({
	id: 'auth-errors',
	meaning: 'one identity is refused five times a minute or more',
	find(model) {
		const found: {readonly problem: Problem; readonly size: number}[] = [];
		for (const identity of model.refused.values()) {
			// The cheap test first: most identities are old.
			if (identity.unfinished || model.now - identity.lastSeenAt > 30_000) continue;
			const perMinute = sumOver(identity.attempts, model.now, 60_000);
			if (perMinute < fewest) continue;
			const now = attemptsPerSecond(model, identity);
			const often = now >= 1 ? `${rate(now)}/s` : `${count(perMinute)}/min`;
			const servers = [...identity.servers].slice(0, 4).join(' ');
			found.push({
				size: now,
				problem: {
					rule: 'auth-errors',
					key: identity.key,
					severity: now >= urgent ? 'bad' : 'warn',
					who: calls(identity),
					text: `auth errors ${often} on ${servers}`,
					since: identity.runSince,
					about: {kind: 'refused', key: identity.key},
				},
			});
		}
		found.sort((a, b) => b.size - a.size);
		const problems = found.map(({problem}) => problem);
		if (problems.length <= mostOfOneRule) return problems;
		const total = perSecond(model.tallies.refusals, model.now, 10);
		const first = problems.slice(0, mostOfOneRule - 1);
		return [
			...first,
			{
				rule: 'auth-errors',
				key: 'many',
				severity: total >= urgent ? 'bad' : 'warn',
				who: `${problems.length - first.length} more`,
				text: `refused; all together ${rate(total)}/s`,
				since: undefined,
				about: {kind: 'view', view: 'auth-errors', filter: ''},
			},
		];
	},
});
