// Problems as the user interface knows them, to acknowledge one.
import {isTrouble, type Problem, type Severity} from '../insight/problem.ts';
import {isKnown} from '../ui/acknowledging.ts';
import type {ProblemHere} from '../ui/problem-here.ts';
import type {Ui} from '../ui/ui.ts';

const ranks: Readonly<Record<Severity, number>> = {bad: 2, warn: 1, note: 0};

export function problemHere(problem: Problem): ProblemHere {
	const {rule, key, worst, peakValue, times} = problem;
	return {id: `${rule} ${key}`, severity: ranks[worst], strength: peakValue, times, lasts: isTrouble(problem)};
}

/** Whether somebody knows of it, and it is not worse since. */
export function isAcknowledged({acknowledged}: Ui, problem: Problem): boolean {
	return isKnown(acknowledged, problemHere(problem));
}

/** Whether it has to be looked at: trouble that nobody has said that they know of. */
export function isOpenTrouble(ui: Ui, problem: Problem): boolean {
	return isTrouble(problem) && !isAcknowledged(ui, problem);
}
