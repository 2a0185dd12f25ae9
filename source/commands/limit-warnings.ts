// What new limits mean for what is in use now, as far as that is known.
import {grouped} from '../format/number.ts';
import type {Account} from '../model/account.ts';
import {sumOf} from '../model/account-sum.ts';
import type {AccountClaims} from '../model/claims.ts';
import type {Model} from '../model/model.ts';

/** A sentence for each limit that forbids what was allowed, or is below what is in use. */
export function limitWarnings(
	claims: AccountClaims,
	live: AccountClaims | undefined,
	account: Account | undefined,
	model: Model,
): readonly string[] {
	const sum = account === undefined ? undefined : sumOf(model, account);
	const inUse = new Map([
		// Where the use is not known, only a limit of 0 is worth a warning.
		['connections', sum?.connections ?? 0],
		['leafnodes', sum?.leafs ?? 0],
	]);
	return claims.limits.flatMap(({name, limit}) => {
		if (typeof limit !== 'number') return [];
		const used = inUse.get(name) ?? 0;
		if (name === 'connections' && limit < used) {
			return limit === 0
				? [`No connection is allowed: all ${grouped(used)} that are open are cut at once, and none comes back.`]
				: [`${grouped(used)} connections are open, ${grouped(limit)} are allowed: some are cut at once.`];
		}
		if (limit < used) return [`${grouped(used)} ${name} are connected, ${grouped(limit)} are allowed.`];
		const before = live?.limits.find(one => one.name === name);
		const wasAllowed = name === 'connections' || (before !== undefined && before.limit !== 0);
		return limit === 0 && wasAllowed ? [`Of ${name} nothing is allowed any more: the limit is 0.`] : [];
	});
}
