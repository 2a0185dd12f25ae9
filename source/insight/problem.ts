// What is concluded from the model, in words: what a rule finds, and the problem that the ledger makes of it.
import type {Model} from '../model/model.ts';
import type {Thresholds} from './thresholds.ts';

/** What a problem is about, and what opening it shows. */
export type About =
	| {readonly kind: 'server'; readonly id: string}
	| {readonly kind: 'refused'; readonly key: string}
	| {readonly kind: 'client'; readonly key: string}
	| {readonly kind: 'view'; readonly view: string; readonly filter: string};

/**
 * - `bad`: somebody is harmed, or will be within minutes;
 * - `warn`: wants a look today;
 * - `note`: ordinary news that explains other things.
 */
export type Severity = 'bad' | 'warn' | 'note';

/** What a rule finds to hold now. */
export type Finding = {
	/** What tells it from others of its rule; the same for as long as it is the same trouble. */
	readonly key: string;
	readonly severity: Severity;
	/** Who it is about, and who can be acted on: a client's name, a server's name. */
	readonly who: string;
	/** What it is, without numbers: `auth errors`. Said of it when it is over. */
	readonly topic: string;
	/** The rest of the sentence: `silent 41 s (expected ≤ 25 s)`. */
	readonly text: string;
	/** The same without detail, for where there is little room: `silent 41 s`. */
	readonly short: string;
	/** Since when, where the model knows; otherwise it is since it was first found. */
	readonly since?: number;
	/** When it was last seen to happen, where that differs from now: what it was over at, once it is over. */
	readonly lastAt?: number;
	/** How often it has happened, where it is counted. */
	readonly total?: number;
	/** How strong it is now, to keep the strongest. */
	readonly strength?: {readonly value: number; readonly text: string};
	/** It may have an innocent reason: it is not told yet, though it counts for how long it holds. */
	readonly isUnripe?: true;
	readonly about: About;
};

/** What the ledger knows of a problem that a rule may find again. */
export type Life = {
	/** Since when it holds; now for what is new. */
	readonly since: number;
	/** Whether it held when it was last concluded: what lasts may stop later than it begins. */
	readonly lasts: boolean;
};

/** How many problems of one rule are told one by one. */
export const mostOfOneRule = 5;

export type Rule = {
	readonly id: string;
	/** One sentence for the help: when it speaks. */
	readonly meaning: string;
	/** Pure; what holds at `model.now`, worst first. */
	readonly find: (model: Model, lifeOf: (key: string) => Life, thresholds: Thresholds) => readonly Finding[];
	/** It has to be found for this long before it is a problem, milliseconds; a time in which nothing is heard does not count. */
	readonly holdMs?: (thresholds: Thresholds) => number;
	/** News, which is not told to be over when it is not news any more. */
	readonly endsUnsaid?: true;
	/** It tells in which state a server is: of one server only the latest is told. */
	readonly isServerState?: true;
	/** It is about our own link: it is concluded although nothing is heard. */
	readonly isOwnLink?: true;
	/** More than `mostOfOneRule` of them as one line: who, what, and where they are listed. */
	readonly fold?: (problems: readonly Problem[]) => Pick<Problem, 'who' | 'text' | 'short' | 'about'>;
};

export function defineRule(rule: Rule): Rule {
	return rule;
}

export type Problem = {
	/** Stable name of the rule: `silent-server`. */
	readonly rule: string;
	/** What tells this problem from others of its rule. */
	readonly key: string;
	readonly severity: Severity;
	readonly who: string;
	/** What it is, without numbers. */
	readonly topic: string;
	readonly text: string;
	readonly short: string;
	/** When it began, epoch milliseconds. */
	readonly since: number;
	/** When it was over; undefined while it lasts. */
	readonly overAt: number | undefined;
	/** How often it came back within a minute, the first time included. */
	readonly times: number;
	/** How often it happened in all, where it is counted. */
	readonly total: number | undefined;
	/** How strong it was at its worst; empty where that has no number. */
	readonly peak: string;
	/** The same as a number, 0 without one: it only grows while the problem lasts. */
	readonly peakValue: number;
	/** The worst severity that it had. */
	readonly worst: Severity;
	readonly about: About;
};

/** The same for as long as it is the same trouble. */
export function problemId({rule, key}: Pick<Problem, 'rule' | 'key'>): string {
	return `${rule}\n${key}`;
}

/** Whether it holds now, and somebody should look. */
export function isTrouble({severity, overAt}: Problem): boolean {
	return overAt === undefined && severity !== 'note';
}
