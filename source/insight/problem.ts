// A conclusion over the model, in words.
import type {Model} from '../model/model.ts';

/** What a problem is about, and what opening it shows. */
type About =
	| {readonly kind: 'server'; readonly id: string}
	| {readonly kind: 'refused'; readonly key: string}
	| {readonly kind: 'client'; readonly key: string}
	| {readonly kind: 'view'; readonly view: string; readonly filter: string};

export type Problem = {
	/** Stable name of the rule: `silent-server`. */
	readonly rule: string;
	/** What tells this problem from others of its rule. */
	readonly key: string;
	/** `bad` needs somebody now; `warn` wants to be known. */
	readonly severity: 'bad' | 'warn';
	/** Who it is about: a server's name, a client's name. */
	readonly who: string;
	/** The rest of the sentence: `silent 41 s (expected ≤ 25)`. */
	readonly text: string;
	/** Since when, epoch milliseconds; undefined when that is not known. */
	readonly since: number | undefined;
	readonly about: About;
};

export type Rule = {
	readonly id: string;
	/** One sentence for the help: when it speaks. */
	readonly meaning: string;
	/** Pure; what holds at `model.now`, worst first. */
	readonly find: (model: Model) => readonly Problem[];
};

export function defineRule(rule: Rule): Rule {
	return rule;
}

/** How many problems of one rule are told one by one. */
export const mostOfOneRule = 5;
