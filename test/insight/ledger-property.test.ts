// The life of a problem, whatever is found and however time passes.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createLedger, enter, type Ledger, problemsIn} from '../../source/insight/ledger.ts';
import {defineRule, type Finding, type Problem, type Rule, type Severity} from '../../source/insight/problem.ts';
import {noon} from '../events/made-server.ts';

const over = {sameProblemMs: 60_000, shownMs: 120_000};
const keys = ['a', 'b', 'c'] as const;

type Found = {
	readonly key: string;
	readonly severity: Severity;
	/** It began so long ago, where that is known. */
	readonly agoMs: number | undefined;
	/** It was last seen to happen so long ago, where that is known. */
	readonly lastMs: number | undefined;
	readonly counted: boolean;
};

/** What is found after so many milliseconds. */
type Step = {readonly afterMs: number; readonly found: readonly Found[]};

const somewhile = fc.option(fc.integer({min: 0, max: 90_000}), {nil: undefined});

const step: fc.Arbitrary<Step> = fc.record({
	afterMs: fc.oneof(fc.constant(1000), fc.integer({min: 1000, max: 150_000})),
	found: fc.subarray([...keys]).chain(some =>
		fc.tuple(
			...some.map(key =>
				fc.record({
					key: fc.constant(key),
					severity: fc.constantFrom<Severity>('bad', 'warn', 'note'),
					agoMs: somewhile,
					lastMs: somewhile,
					counted: fc.boolean(),
				}),
			),
		),
	),
});

function ruleOf(more: Partial<Rule> = {}): Rule {
	return defineRule({id: 'made', meaning: 'for a test', find: () => [], ...more});
}

function findingOf({key, severity, agoMs, lastMs, counted}: Found, now: number, nth: number): Finding {
	const since = agoMs === undefined ? undefined : now - agoMs;
	return {
		key,
		severity,
		who: key,
		topic: 'trouble',
		text: `trouble ${nth}`,
		short: 'trouble',
		about: {kind: 'view', view: 'servers', filter: ''},
		...(since === undefined ? {} : {since}),
		// Nothing happened before it began.
		...(lastMs === undefined ? {} : {lastAt: Math.max(now - lastMs, since ?? now)}),
		...(counted ? {total: nth} : {}),
	};
}

function told(ledger: Ledger, rule: Rule): ReadonlyMap<string, Problem> {
	return new Map(problemsIn(ledger, [rule]).map(problem => [problem.key, problem]));
}

type Moment = {
	readonly now: number;
	readonly found: readonly string[];
	readonly told: ReadonlyMap<string, Problem>;
	/** What became past in this step. */
	readonly gone: readonly Problem[];
};

/** What is told after each step; `rule` finds what the steps say. */
function lived(rule: Rule, steps: readonly Step[]): readonly Moment[] {
	const ledger = createLedger();
	let now = noon;
	return steps.map(({afterMs, found}, nth) => {
		now += afterMs;
		const before = ledger.past.length;
		const findings = found.map(one => findingOf(one, now, nth));
		enter(ledger, rule, findings, {now, listeningSince: noon});
		return {now, found: found.map(({key}) => key), told: told(ledger, rule), gone: ledger.past.slice(before)};
	});
}

/** What of the way from one moment to the next no problem may do. */
function faultOf(key: string, before: Moment | undefined, after: Moment): string {
	const [was, is] = [before?.told.get(key), after.told.get(key)];
	const gone = after.gone.filter(one => one.key === key);
	const {now} = after;
	const isFound = after.found.includes(key);
	if (isFound !== (is !== undefined && is.overAt === undefined)) return 'what is found lasts, and nothing else';
	if (is !== undefined && (is.since > now || is.times < 1)) return 'it begins before now';
	if (is?.overAt !== undefined && (is.overAt < is.since || is.overAt > now)) return 'it is over after it began';
	if (was === undefined) return is?.overAt === undefined && gone.length === 0 ? '' : 'it is over without having been';
	const wasOver = was.overAt;
	if (is === undefined) {
		const isDue = wasOver === undefined ? gone.length === 1 || !gone.length : now - wasOver > over.shownMs;
		return isDue && gone.length <= 1 ? '' : 'what is over stays two minutes, then is past';
	}
	if (wasOver === undefined || is.overAt !== undefined || now - wasOver <= over.sameProblemMs) {
		const cameBack = wasOver !== undefined && is.overAt === undefined ? 1 : 0;
		if (gone.length > 0) return 'what is past is not told';
		if (is.times !== was.times + cameBack) return 'it counts how often it came back';
		if (is.since > was.since) return 'it begins once';
		if (wasOver !== undefined && cameBack === 0 && is.overAt !== wasOver) return 'it is over once';
		if (cameBack === 0 && is.overAt !== undefined && is.total !== was.total) return 'its total is kept';
		return '';
	}
	// It came back later: it is another one.
	const [first] = gone;
	if (gone.length !== 1 || first?.overAt !== wasOver || first.since !== was.since) return 'the one before is past';
	return is.times === 1 ? '' : 'another one begins anew';
}

function faultsIn(moments: readonly Moment[]): readonly string[] {
	return moments.flatMap((after, index) =>
		keys.flatMap(key => {
			const fault = faultOf(key, moments[index - 1], after);
			return fault === '' ? [] : [`${key} at ${(after.now - noon) / 1000} s: ${fault}`];
		}),
	);
}

const steps = fc.array(step, {minLength: 1, maxLength: 40});

describe('whatever is found', () => {
	test('a problem begins once, is over once, comes back, and becomes past', () => {
		fc.assert(
			fc.property(steps, all => {
				const moments = lived(ruleOf(), all);
				expect(faultsIn(moments)).toEqual([]);
			}),
			{numRuns: 500},
		);
	});

	test('what was worse than a note is past once for each time that it was another one', () => {
		fc.assert(
			fc.property(steps, all => {
				const worse = all.map(({afterMs, found}) => ({
					afterMs,
					found: found.map(one => ({...one, severity: one.severity === 'note' ? ('warn' as const) : one.severity})),
				}));
				const end = {afterMs: 500_000, found: []};
				const moments = lived(ruleOf(), [...worse, end, end]);
				const begun = moments.flatMap(({told: now}, index) => {
					const before = moments[index - 1]?.told;
					return [...now.values()].filter(
						({key, since, times, overAt}) =>
							overAt === undefined &&
							times === 1 &&
							(before?.get(key)?.overAt ?? before?.get(key)?.since) !== since &&
							(before?.get(key) === undefined || before.get(key)?.overAt !== undefined),
					);
				});
				expect(moments.at(-1)?.told.size).toBe(0);
				expect(moments.flatMap(({gone}) => gone)).toHaveLength(begun.length);
			}),
			{numRuns: 300},
		);
	});

	test('news that ends unsaid is never told as over', () => {
		fc.assert(
			fc.property(steps, all => {
				for (const {told: now, found} of lived(ruleOf({endsUnsaid: true}), all)) {
					expect([...now.keys()].sort()).toEqual([...found].sort());
					expect([...now.values()].every(({overAt}) => overAt === undefined)).toBe(true);
				}
			}),
			{numRuns: 300},
		);
	});

	test('what has to hold for a while is told when it has, and not before', () => {
		const holdMs = 20_000;
		fc.assert(
			fc.property(fc.array(fc.record({afterMs: fc.integer({min: 1000, max: 15_000}), holds: fc.boolean()})), all => {
				const ledger = createLedger();
				const rule = ruleOf({holdMs: () => holdMs});
				let now = noon;
				let heldSince: number | undefined;
				let hasBeen = false;
				for (const [nth, {afterMs, holds}] of all.entries()) {
					now += afterMs;
					const finding = {key: 'a', severity: 'bad', agoMs: undefined, lastMs: undefined, counted: false} as const;
					enter(ledger, rule, holds ? [findingOf(finding, now, nth)] : [], {now, listeningSince: noon});
					heldSince = holds ? (heldSince ?? now) : undefined;
					const problem = told(ledger, rule).get('a');
					const isToldNow = problem !== undefined && problem.overAt === undefined;
					if (!hasBeen) {
						expect(isToldNow).toBe(heldSince !== undefined && now - heldSince > holdMs);
						if (isToldNow) expect(problem.since).toBe(heldSince);
					}
					hasBeen ||= isToldNow;
				}
			}),
			{numRuns: 300},
		);
	});

	test('no more is kept than there is room for, and what was let go is counted', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({min: 0, max: 2500}), {minLength: 1, maxLength: 6}), sizes => {
				const ledger = createLedger();
				const rule = ruleOf({endsUnsaid: true});
				let ended = 0;
				let lasting = 0;
				for (const [nth, size] of sizes.entries()) {
					const now = noon + nth * 1000;
					const findings = Array.from({length: size}, (_, index) =>
						findingOf({key: `${nth} ${index}`, severity: 'bad', agoMs: 0, lastMs: 0, counted: true}, now, nth),
					);
					enter(ledger, rule, findings, {now, listeningSince: noon});
					expect(ledger.current.size).toBeLessThanOrEqual(1000);
					expect(ledger.past.length).toBeLessThanOrEqual(1000);
					ended += lasting;
					// Those before leave only after the new ones have come.
					lasting = Math.min(size, 1000 - lasting);
					expect(ledger.current.size).toBe(lasting);
					expect(ledger.beyond.get(rule.id) ?? 0).toBe(size - lasting);
					expect(ledger.past.length + ledger.pastDropped).toBe(ended);
				}
			}),
			{numRuns: 50},
		);
	});
});
