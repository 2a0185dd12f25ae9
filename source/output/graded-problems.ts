// The problems that a check looks at, each with what it means to a monitoring system.
import {rules} from '../insight/catalogue.ts';
import {conclude} from '../insight/conclude.ts';
import {createLedger, type Ledger, problemsIn} from '../insight/ledger.ts';
import {thresholdsFor} from '../insight/measures.ts';
import {type Problem, problemId, type Rule, type Severity} from '../insight/problem.ts';
import type {Thresholds} from '../insight/thresholds.ts';
import type {Model} from '../model/model.ts';
import type {CheckOption} from '../options/check-option.ts';

type Grade = 'ok' | 'warning' | 'critical';

export type GradedProblem = {readonly problem: Problem; readonly grade: Grade};

export type Grading = {
	/** Follows what is measured by other numbers than usual; call it after each tick of the model. */
	readonly second: (model: Model) => void;
	/** What holds now, worst first. `ledger`: a copy of the usual conclusions. */
	readonly graded: (ledger: Ledger, model: Model) => readonly GradedProblem[];
};

const gradeOf: Readonly<Record<Severity, Grade>> = {bad: 'critical', warn: 'warning', note: 'ok'};
const order: readonly Grade[] = ['critical', 'warning', 'ok'];

/** A conclusion that is measured by a number of its own. */
type Measured = {
	readonly grade: Grade;
	readonly rule: Rule;
	readonly ledger: Ledger;
};

function ruleNamed(id: string): Rule {
	const found = rules.find(rule => rule.id === id);
	if (found === undefined) throw new Error(`there is no rule ${id}`);
	return found;
}

function holding(ledger: Ledger): readonly Problem[] {
	return problemsIn(ledger, rules).filter(({overAt}) => overAt === undefined);
}

/** What is found twice is told once, at its worst. */
function worstOfEach(graded: readonly GradedProblem[]): readonly GradedProblem[] {
	const byKey = new Map<string, GradedProblem>();
	for (const one of graded.toSorted((a, b) => order.indexOf(a.grade) - order.indexOf(b.grade))) {
		const key = problemId(one.problem);
		if (!byKey.has(key)) byKey.set(key, one);
	}
	return [...byKey.values()];
}

/** `usual`: from when on something is a problem where the check does not say it. */
export function createGrading({conclusions, warn, critical}: CheckOption, usual: Thresholds): Grading {
	const named = [
		...critical.map(condition => ({...condition, grade: 'critical' as const})),
		...warn.map(condition => ({...condition, grade: 'warning' as const})),
	];
	const measured: readonly Measured[] = named.map(({conclusion, from, grade}) => ({
		grade,
		rule: ruleNamed(conclusion),
		ledger: createLedger(from === undefined ? usual : thresholdsFor(conclusion, from, usual)),
	}));
	const isNamed = new Set(named.map(({conclusion}) => conclusion));
	const isLookedAt = ({rule}: Problem): boolean => conclusions?.includes(rule) ?? true;

	function second(model: Model): void {
		for (const {ledger, rule} of measured) conclude(ledger, model, [rule]);
	}

	return {
		second,
		graded(ledger, model) {
			conclude(ledger, model);
			second(model);
			const others = holding(ledger)
				.filter(problem => isLookedAt(problem) && !isNamed.has(problem.rule))
				.map(problem => ({problem, grade: gradeOf[problem.severity]}));
			const chosen = measured.flatMap(one => holding(one.ledger).map(problem => ({problem, grade: one.grade})));
			return worstOfEach([...chosen, ...others]);
		},
	};
}
