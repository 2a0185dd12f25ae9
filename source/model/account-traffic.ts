// What accounts usually carry: their rates are told now and then, and kept every ten seconds.
import {sumOf} from './account-sum.ts';
import {createHistory, record} from './history.ts';
import type {Model} from './model.ts';
import {sumOrNothing} from './stats.ts';

const everyMs = 10_000;
/** Servers tell of an account with clients every thirty seconds; what is older is not of now. */
const freshMs = 60_000;
/** With more accounts than this their sums are not made for it. */
const mostAccounts = 1000;

/** Keeps the traffic of each account, once every ten seconds of message time; `before` is the tick before. */
export function keepAccountTraffic(model: Model, before: number, now: number): void {
	const isDue = Math.floor(now / everyMs) !== Math.floor(before / everyMs);
	if (!isDue || model.link.state === 'down' || model.accounts.size > mostAccounts) return;
	for (const account of model.accounts.values()) {
		const {messagesIn, messagesOut, oldestAt} = sumOf(model, account);
		const traffic = sumOrNothing(messagesIn, messagesOut);
		if (traffic === undefined || oldestAt === undefined || now - oldestAt > freshMs) continue;
		account.traffic ??= createHistory();
		record(account.traffic, now - everyMs, now, traffic);
	}
}
