import type {Poll} from '../asking/poll.ts';
import type {Model} from '../model/model.ts';
import {accountStatsFor} from '../requests/account-stats.ts';

/** The numbers of all accounts, from every server; by themselves servers tell them every 30 s. */
export function accountStatsPoll(model: Model): Poll {
	return {request: accountStatsFor(model), everyMs: 5000, scope: 'all'};
}
