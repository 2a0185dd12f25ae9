// All problems of a ledger one by one, for what is read later: nothing is folded, and nothing is left out for lack of room.
import {rules} from './catalogue.ts';
import {type Ledger, problemsIn} from './ledger.ts';
import type {Problem} from './problem.ts';

export type EveryProblem = {
	/** In the order in which they began. */
	readonly problems: readonly Problem[];
	/** Earlier ones, which were dropped to keep the bound. */
	readonly dropped: number;
};

export function everyProblem(ledger: Ledger): EveryProblem {
	const problems = [...ledger.past, ...problemsIn(ledger, rules)].sort((one, other) => one.since - other.since);
	return {problems, dropped: ledger.pastDropped};
}
