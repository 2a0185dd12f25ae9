// Problems that somebody knows of: they are told quietly until they get worse or are over.
import {saying} from './layers.ts';
import type {ProblemHere} from './problem-here.ts';
import type {Ui} from './ui.ts';

/** How many are remembered; the oldest are told again. */
export const mostKnown = 200;
/** So many times as strong as when it was acknowledged is another problem. */
const worseBy = 2;

function isWorse(now: ProblemHere, then: ProblemHere): boolean {
	if (now.severity > then.severity || now.times > then.times) return true;
	return now.strength > then.strength && now.strength >= then.strength * worseBy;
}

/** Whether a problem was acknowledged, lasts, and is not worse since. */
export function isKnown(known: Ui['acknowledged'], problem: ProblemHere | undefined): boolean {
	if (problem?.lasts !== true) return false;
	const then = known[problem.id];
	return then !== undefined && !isWorse(problem, then);
}

export function whyNotAcknowledge(problem: ProblemHere | undefined): string | undefined {
	if (problem === undefined) return 'only on a problem; ! lists them';
	return problem.lasts ? undefined : 'this is over, or only news';
}

/** Acknowledges a problem, or has it told again. */
export function acknowledged(ui: Ui, problem: ProblemHere | undefined, now: number): Ui {
	if (problem === undefined) return ui;
	const {[problem.id]: _before, ...others} = ui.acknowledged;
	if (isKnown(ui.acknowledged, problem)) return saying({...ui, acknowledged: others}, 'told again', now);
	const kept = Object.entries(others).slice(1 - mostKnown);
	return saying(
		{...ui, acknowledged: {...Object.fromEntries(kept), [problem.id]: problem}},
		'acknowledged until it gets worse or is over; a takes it back',
		now,
	);
}

/** Without those that are over or worse: they are told again should they come back. The same object when there are none. */
export function stillAcknowledged(ui: Ui, problems: () => readonly ProblemHere[]): Ui {
	const before = Object.keys(ui.acknowledged);
	if (before.length === 0) return ui;
	const known = new Set(
		problems()
			.filter(problem => isKnown(ui.acknowledged, problem))
			.map(({id}) => id),
	);
	if (before.every(id => known.has(id))) return ui;
	return {...ui, acknowledged: Object.fromEntries(Object.entries(ui.acknowledged).filter(([id]) => known.has(id)))};
}
