// When problems begin, become worse and are over, as lines: from what is concluded once a second.
import {tame} from '../../format/tame.ts';
import type {Problem} from '../../insight/problem.ts';
import {createProblemChanges, type ProblemChange} from '../../insight/problem-changes.ts';
import type {EventLine} from './event-form.ts';
import {problemForm} from './event-forms.ts';

function lineOf(at: number, {state, problem}: ProblemChange): EventLine {
	const {rule, key, severity, worst, who, topic, text, since, overAt} = problem;
	const isOver = state === 'over';
	const shown = isOver ? worst : severity;
	const values = [state, tame(`${rule} ${key}`), rule, shown, who, topic, text, since, isOver ? overAt : undefined];
	return {form: problemForm, at, values};
}

/** Gives the lines of what has changed since it was called last. */
export function createProblemLines(): (problems: readonly Problem[], at: number) => readonly EventLine[] {
	const changes = createProblemChanges();
	return (problems, at) => changes(problems, at).map(change => lineOf(at, change));
}
