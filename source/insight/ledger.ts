// Which problems there are, since when, and which are over: what the rules, which look at one moment only, cannot know.
// Plain data, so that a copy of it belongs to the picture of a moment; changed only once a second, by the findings of the
// rules; bounded.
import {count} from '../format/number.ts';
import {ordinal} from '../format/ordinal.ts';
import {duration} from '../format/time.ts';
import {type Finding, type Life, type Problem, problemId, type Rule, type Severity} from './problem.ts';
import {defaultThresholds, type Thresholds} from './thresholds.ts';

type Entry = Problem & {
	/** It has not held for long enough to be a problem. */
	readonly isPending: boolean;
	readonly lastAt: number | undefined;
	/** Its place among those of its rule, the worst first. */
	readonly rank: number;
};

export type Ledger = {
	/** By what its problems are measured. */
	readonly thresholds: Thresholds;
	/** What holds, what may come to hold, and what was over lately; by rule and key. */
	readonly current: Map<string, Entry>;
	/** What is over for longer than that, the latest last. */
	readonly past: Problem[];
	/** Past problems that were dropped to keep the bound. */
	pastDropped: number;
	/** Findings that there was no room for, by rule, when it was last concluded. */
	readonly beyond: Map<string, number>;
};

/** How many problems are followed at a time. */
const mostCurrent = 1000;
/** How many past problems are kept; of a bad day that is an hour and more. */
const mostPast = 1000;
/** What is over stays in the verdict for this long. */
const shownOverMs = 120_000;
/** What comes back sooner than this is the same problem. */
const sameProblemMs = 60_000;

export function createLedger(thresholds = defaultThresholds): Ledger {
	return {thresholds, current: new Map(), past: [], pastDropped: 0, beyond: new Map()};
}

/** A copy that goes its own way; problems never change, so that they are not copied. */
export function copyOf({thresholds, current, past, pastDropped, beyond}: Ledger): Ledger {
	return {thresholds, current: new Map(current), past: [...past], pastDropped, beyond: new Map(beyond)};
}

/** What is known of what a rule may find again. */
export function lifeOf({current}: Ledger, rule: Rule, key: string, now: number): Life {
	const entry = current.get(problemId({rule: rule.id, key}));
	const lasts = entry !== undefined && entry.overAt === undefined;
	return {since: lasts ? entry.since : now, lasts};
}

function keepPast(ledger: Ledger, entry: Entry): void {
	const {isPending, lastAt: _lastAt, rank: _rank, ...problem} = entry;
	if (isPending) return;
	ledger.past.push({...problem, severity: problem.worst});
	const tooMany = ledger.past.length - mostPast;
	if (tooMany <= 0) return;
	ledger.past.splice(0, tooMany);
	ledger.pastDropped += tooMany;
}

const ranks: Readonly<Record<Severity, number>> = {bad: 0, warn: 1, note: 2};

function worse(one: Severity, other: Severity): Severity {
	return ranks[one] <= ranks[other] ? one : other;
}

function begun(rule: Rule, finding: Finding, now: number, rank: number): Entry {
	const {key, severity, who, topic, text, short, since = now, lastAt, total, strength, about} = finding;
	return {
		rule: rule.id,
		key,
		severity,
		who,
		topic,
		text,
		short,
		since,
		overAt: undefined,
		times: 1,
		total,
		peak: strength?.text ?? '',
		peakValue: strength?.value ?? 0,
		worst: severity,
		isPending: rule.holdMs !== undefined,
		lastAt,
		rank,
		about,
	};
}

function goneOn(entry: Entry, finding: Finding, now: number, rank: number): Entry {
	const {severity, who, topic, text, short, since = entry.since, lastAt, total, strength, about} = finding;
	const isStrongest = strength !== undefined && strength.value > entry.peakValue;
	// Where nothing is heard any more, it is concluded once more as it was when something was: that is not another time.
	const isBack = entry.overAt !== undefined && entry.overAt <= now;
	const times = isBack ? entry.times + 1 : entry.times;
	return {
		...entry,
		severity,
		who,
		topic,
		text: times === 1 ? text : `${text}, ${ordinal(times)} time`,
		short,
		since: Math.min(entry.since, since),
		overAt: undefined,
		times,
		total,
		worst: worse(severity, entry.worst),
		lastAt,
		rank,
		about,
		...(isStrongest ? {peak: strength.text, peakValue: strength.value} : {}),
	};
}

/** What the ledger holds now, by rule. */
export function idsByRule({current}: Ledger): ReadonlyMap<string, readonly string[]> {
	const ids = new Map<string, string[]>();
	for (const [id, {rule}] of current) {
		const known = ids.get(rule);
		if (known === undefined) ids.set(rule, [id]);
		else known.push(id);
	}
	return ids;
}

const noIds: readonly string[] = [];

/**
 * What a rule has found at a moment; `listeningSince` is since when there is no gap in what was heard. `before` are the
 * ids of what the ledger holds of this rule.
 */
export function enter(
	ledger: Ledger,
	rule: Rule,
	findings: readonly Finding[],
	{now, listeningSince}: {readonly now: number; readonly listeningSince: number},
	before: readonly string[] = idsByRule(ledger).get(rule.id) ?? noIds,
): void {
	const {current, beyond, thresholds} = ledger;
	beyond.delete(rule.id);
	// Of most rules there is nothing to tell.
	if (findings.length === 0 && before.length === 0) return;
	const holdMs = rule.holdMs?.(thresholds) ?? 0;
	const found = new Set<string>();
	for (const [rank, finding] of findings.entries()) {
		const id = problemId({rule: rule.id, key: finding.key});
		let entry = current.get(id);
		if (entry?.overAt !== undefined && now - entry.overAt > sameProblemMs) {
			keepPast(ledger, entry);
			current.delete(id);
			entry = undefined;
		}
		// What was told and has an innocent reason now is over.
		if (finding.isUnripe === true && entry?.isPending === false) continue;
		if (entry === undefined && current.size >= mostCurrent) {
			beyond.set(rule.id, (beyond.get(rule.id) ?? 0) + 1);
			continue;
		}
		found.add(id);
		let next = entry === undefined ? begun(rule, finding, now, rank) : goneOn(entry, finding, now, rank);
		if (next.isPending) {
			const since = Math.max(next.since, listeningSince);
			next = {...next, since, isPending: finding.isUnripe === true || (holdMs > 0 && now - since <= holdMs)};
		}
		current.set(id, next);
	}
	for (const id of before) {
		const entry = found.has(id) ? undefined : current.get(id);
		if (entry !== undefined) notFound(ledger, rule, id, entry, now);
	}
}

function notFound(ledger: Ledger, rule: Rule, id: string, entry: Entry, now: number): void {
	const {current} = ledger;
	if (entry.isPending) {
		current.delete(id);
		return;
	}
	const overAt = entry.overAt ?? Math.max(entry.since, entry.lastAt ?? now);
	const over: Entry = {...entry, overAt, ...overInWords(entry, overAt, now)};
	if (entry.worst === 'note' && rule.endsUnsaid !== true) {
		// It was about to become a problem and did not.
		current.delete(id);
	} else if (rule.endsUnsaid === true || now - overAt > shownOverMs) {
		keepPast(ledger, over);
		current.delete(id);
	} else {
		current.set(id, over);
	}
}

function overInWords(
	{topic, since, total, times}: Entry,
	overAt: number,
	now: number,
): Pick<Problem, 'text' | 'short'> {
	const again = times === 1 ? '' : `, ${ordinal(times)} time`;
	const much = total === undefined ? `lasted ${duration(overAt - since)}` : `${count(total)} in all`;
	return {text: `${topic} over for ${duration(now - overAt)}${again} · ${much}`, short: `${topic} over`};
}

/** What holds, and what was over lately, worst first and otherwise in the order of the rules. */
export function problemsIn({current}: Ledger, rules: readonly Rule[]): readonly Problem[] {
	const order = new Map(rules.map(({id}, index) => [id, index]));
	const place = (entry: Entry): number => (entry.overAt === undefined ? ranks[entry.severity] : ranks.note + 1);
	return [...current.values()]
		.filter(({isPending}) => !isPending)
		.sort((a, b) => place(a) - place(b) || (order.get(a.rule) ?? 0) - (order.get(b.rule) ?? 0) || a.rank - b.rank);
}
