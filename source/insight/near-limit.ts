// Accounts that have used nearly all the connections they may.
import {exactFilter} from '../format/exact-filter.ts';
import {grouped, percent} from '../format/number.ts';
import {sumOf} from '../model/account-sum.ts';
import {currentClaims} from '../model/claims.ts';
import {defineRule} from './problem.ts';

export const nearLimitRule = defineRule({
	id: 'near-limit',
	meaning: 'an account has nine tenths of the connections that its claims allow, or more',
	find: (model, _lifeOf, {accountLimitPercent}) =>
		[...model.accounts.values()].flatMap(account => {
			const limits = account.claims === undefined ? undefined : currentClaims(account.claims)?.claims.limits;
			const limit = limits?.find(({name}) => name === 'connections')?.limit;
			if (typeof limit !== 'number' || limit <= 0) return [];
			const {connections, unheard} = sumOf(model, account);
			if (connections === undefined || unheard > 0) return [];
			const share = (connections / limit) * 100;
			if (share < accountLimitPercent.value) return [];
			const short = `${grouped(connections)}/${grouped(limit)} connections`;
			return [
				{
					key: account.id,
					severity: 'note' as const,
					who: `account ${account.name}`,
					topic: 'near its connection limit',
					text: `${short}, ${percent(share)} of its limit`,
					short,
					about: {kind: 'view' as const, view: 'accounts', filter: exactFilter({name: account.name})},
				},
			];
		}),
});
