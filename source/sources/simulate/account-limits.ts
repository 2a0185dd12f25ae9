// How many connections an account may have, on all servers together.
import type {World} from './world.ts';

/** Whether an account has all the connections that it may have. */
export function isFull({limits, servers}: World, account: string): boolean {
	const limit = limits.get(account);
	if (limit === undefined) return false;
	let open = 0;
	for (const {accounts, state} of servers.values()) {
		const here = state === 'down' ? undefined : accounts.get(account);
		open += (here?.clients ?? 0) + (here?.leafnodes ?? 0);
	}
	return open >= limit;
}
