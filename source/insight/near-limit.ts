// Accounts that have used nearly all the connections, or leafnodes, that they may.
import {exactFilter} from '../format/exact-filter.ts';
import {grouped, percent} from '../format/number.ts';
import type {Account} from '../model/account.ts';
import {sumOf} from '../model/account-sum.ts';
import {currentClaims} from '../model/claims.ts';
import type {Model} from '../model/model.ts';
import {defineRule, type Finding} from './problem.ts';

type Use = {readonly what: string; readonly used: number; readonly limit: number};

/** What it may have, and has, as far as both are known: the limits of accounts in a configuration file nobody tells. */
function usesOf(model: Model, account: Account): readonly Use[] {
	const limits = account.claims === undefined ? undefined : currentClaims(account.claims)?.claims.limits;
	if (limits === undefined) return [];
	const {connections, leafs, unheard} = sumOf(model, account);
	if (unheard > 0) return [];
	const uses: Use[] = [];
	for (const [what, used] of [
		['connections', connections],
		['leafnodes', leafs],
	] as const) {
		const limit = limits.find(({name}) => name === what)?.limit;
		if (typeof limit === 'number' && limit > 0 && used !== undefined) uses.push({what, used, limit});
	}
	return uses;
}

function toldOf({id, name}: Account, {what, used, limit}: Use): Finding {
	const short = `${grouped(used)}/${grouped(limit)} ${what}`;
	return {
		key: what === 'connections' ? id : `${what} ${id}`,
		// The next one is refused.
		severity: used >= limit ? 'warn' : 'note',
		who: `account ${name}`,
		topic: used >= limit ? `${what} at their limit` : `${what} near their limit`,
		text: `${short}, ${percent((used / limit) * 100)} of its limit${used >= limit ? ': no more are let in' : ''}`,
		short,
		strength: {value: used / limit, text: short},
		about: {kind: 'view', view: 'accounts', filter: exactFilter({name})},
	};
}

export const nearLimitRule = defineRule({
	id: 'near-limit',
	meaning: 'an account has nine tenths of the connections, or leafnodes, that its claims allow, or all of them',
	find: (model, _lifeOf, {accountLimitPercent}) =>
		[...model.accounts.values()].flatMap(account =>
			usesOf(model, account)
				.filter(({used, limit}) => (used / limit) * 100 >= accountLimitPercent.value)
				.map(use => toldOf(account, use)),
		),
});
