// A check's judgement: ok, warning or critical by what is concluded, and unknown rather than ok where not all that it
// takes was heard.
import {count} from '../format/number.ts';
import {duration} from '../format/time.ts';
import {rules} from '../insight/catalogue.ts';
import {hidesFrom} from '../insight/statistics-rules.ts';
import type {Thresholds} from '../insight/thresholds.ts';
import {asHeard, type Model} from '../model/model.ts';
import {isComplete} from '../model/server-census.ts';
import {type CheckOption, namedIn} from '../options/check-option.ts';
import {type Summary, summaryIn} from '../views/frame/summary.ts';
import type {GradedProblem} from './graded-problems.ts';

export type CheckState = 'ok' | 'warning' | 'critical' | 'unknown';

export type Judged = {
	readonly state: CheckState;
	/** What was not heard, in words; empty when all was. */
	readonly unknown: readonly string[];
	/** Of what was expected, what is not so, in words. */
	readonly unmet: readonly string[];
	/** What is a warning or critical, worst first. */
	readonly problems: readonly GradedProblem[];
	readonly summary: Summary;
	/** Without it no number below stands for anything. */
	readonly isAnythingKnown: boolean;
	/** How long was listened without a gap, in milliseconds. */
	readonly listenedMs: number;
};

export type Heard = {
	readonly model: Model;
	/** Answers to what was asked are still to come. */
	readonly isWaiting: boolean;
	readonly graded: readonly GradedProblem[];
	/** From when on something is a problem. */
	readonly thresholds: Thresholds;
};

/** What our own link keeps from us: of what these hide nothing is known. */
const hiding = new Set(['cut-off', 'events-missed', 'nothing-heard', 'link-down']);
/** Judged by the subjects themselves. */
const refused = 'refused-subjects';

/** Why nothing at all is known of this moment; undefined when something is. */
function nothingKnown({link, now, completeAt, nothingHeardSince}: Model): string | undefined {
	if (link.state === 'down') return `our link is down for ${duration(now - link.since)}: ${link.reason}`;
	if (link.state === 'connecting') return 'there was no connection';
	// A recording that ends while its link is down.
	if (link.state === 'ended' && link.reason !== '') return `the link was down at the end: ${link.reason}`;
	if (nothingHeardSince !== undefined) return `nothing was heard for ${duration(now - nothingHeardSince)}`;
	return completeAt === undefined ? 'the servers’ answers were never complete' : undefined;
}

/** What named conclusions take longer to be drawn than was listened. */
function tooEarly(check: CheckOption, thresholds: Thresholds, listenedMs: number): readonly string[] {
	const named = namedIn(check);
	return rules.flatMap(({id, holdMs}) => {
		const takesMs = holdMs?.(thresholds) ?? 0;
		if (!named.has(id) || takesMs < listenedMs) return [];
		return [`${id} takes ${duration(takesMs)}, and we listened for ${duration(listenedMs)}`];
	});
}

/** What a named conclusion takes and is asked for on the page of an account only. */
function notAsked({accounts}: Model, check: CheckOption): readonly string[] {
	const takesClaims = 'near-limit';
	if (!namedIn(check).has(takesClaims) || [...accounts.values()].some(({claims}) => claims !== undefined)) return [];
	return [`${takesClaims} takes the claims of accounts, which are told only when they change`];
}

/** The conclusions that are looked at. */
function lookedAt({conclusions}: CheckOption): readonly string[] {
	return conclusions ?? rules.map(({id}) => id);
}

/** What we may not see or ask, and what is looked at takes. */
function notAllowed({link}: Model, check: CheckOption): readonly string[] {
	const subjects = [...link.refused].filter(([subject]) => lookedAt(check).some(rule => hidesFrom(rule, subject)));
	const [first] = subjects;
	if (first === undefined) return [];
	const [subject, operation] = first;
	const more = subjects.length > 1 ? ` and ${count(subjects.length - 1)} more` : '';
	return [`our user may not ${operation} ${subject}${more}`];
}

function notHeard(heard: Heard, check: CheckOption, summary: Summary, listenedMs: number): readonly string[] {
	const {model, isWaiting, graded, thresholds} = heard;
	const {speaking, expected, stale} = summary;
	const isAsExpected = check.expectServers !== undefined && speaking >= check.expectServers;
	return [
		...(isWaiting ? ['not all have answered in time'] : []),
		...(isComplete(model) || isAsExpected ? [] : [`${count(speaking)} of ${count(expected)} servers were heard`]),
		...(stale > 0 ? [`${count(stale)} of them not since our link is back`] : []),
		...notAllowed(model, check),
		...graded.flatMap(({problem: {rule, who, text}}) => (hiding.has(rule) ? [`${who} ${text}`] : [])),
		...notAsked(model, check),
		...tooEarly(check, thresholds, listenedMs),
	];
}

function knowingNothing(because: string): Omit<Judged, 'summary'> {
	return {state: 'unknown', unknown: [because], unmet: [], problems: [], isAnythingKnown: false, listenedMs: 0};
}

/** What is told where nothing could be heard. `model`: one that knows nothing. */
export function failed(because: string, model: Model): Judged {
	return {...knowingNothing(because), summary: summaryIn({model})};
}

export function judge(heard: Heard, check: CheckOption): Judged {
	const {model, graded} = heard;
	const {expectServers} = check;
	const summary = summaryIn({model: asHeard(model)});
	const listenedMs = Math.max(0, model.now - Math.max(model.listeningSince, model.startedAt ?? model.now));
	const nothing = nothingKnown(model);
	if (nothing !== undefined) {
		return {...knowingNothing(nothing), summary};
	}
	const {speaking} = summary;
	const unmet =
		expectServers === undefined || speaking >= expectServers
			? []
			: [`${count(speaking)} of ${count(expectServers)} expected servers were heard`];
	const problems = graded.filter(
		({problem, grade}) => grade !== 'ok' && !hiding.has(problem.rule) && problem.rule !== refused,
	);
	const unknown = notHeard(heard, check, summary, listenedMs);
	return {
		state: stateOf({unmet, problems, unknown}),
		unknown,
		unmet,
		problems,
		summary,
		isAnythingKnown: true,
		listenedMs,
	};
}

/** What is certain counts more than what is not known. */
function stateOf({unmet, problems, unknown}: Pick<Judged, 'unmet' | 'problems' | 'unknown'>): CheckState {
	if (unmet.length > 0 || problems.some(({grade}) => grade === 'critical')) return 'critical';
	if (problems.length > 0) return 'warning';
	return unknown.length > 0 ? 'unknown' : 'ok';
}

export const exitCodeOf: Readonly<Record<CheckState, number>> = {ok: 0, warning: 1, critical: 2, unknown: 3};
