// When problems begin, become worse and are over, as lines: from what is concluded once a second.
import {tame} from '../../format/tame.ts';
import {isTrouble, type Problem} from '../../insight/problem.ts';
import type {EventLine} from './event-form.ts';
import {problemForm} from './event-forms.ts';

/** The same for as long as it is the same trouble. */
function idOf({rule, key}: Problem): string {
	return `${rule}\n${key}`;
}

function lineOf(at: number, state: 'began' | 'worse' | 'over', problem: Problem): EventLine {
	const {rule, key, severity, worst, who, topic, text, since, overAt} = problem;
	const isOver = state === 'over';
	const shown = isOver ? worst : severity;
	const values = [state, tame(`${rule} ${key}`), rule, shown, who, topic, text, since, isOver ? overAt : undefined];
	return {form: problemForm, at, values};
}

/**
 * Gives the lines of what has changed since it was called last: of all problems of a moment, those that are over too.
 * What is mere news is no problem.
 */
export function createProblemLines(): (problems: readonly Problem[], at: number) => readonly EventLine[] {
	const known = new Map<string, Problem>();
	let lookedAt: number | undefined;

	function begunOrWorse(problem: Problem, at: number): readonly EventLine[] {
		const before = known.get(idOf(problem));
		known.set(idOf(problem), problem);
		if (before === undefined) return [lineOf(at, 'began', problem)];
		return before.severity === 'warn' && problem.severity === 'bad' ? [lineOf(at, 'worse', problem)] : [];
	}

	/** `current`: what lasts has this id too, as something that is over may have come back. */
	function ended(problem: Problem, at: number, current: ReadonlySet<string>): readonly EventLine[] {
		const id = idOf(problem);
		const {overAt, since, worst} = problem;
		if (overAt === undefined || current.has(id)) return [];
		if (known.delete(id)) return [lineOf(at, 'over', problem)];
		// Between two looks, as where a recording has a gap, it has begun and is over.
		const isNew = worst !== 'note' && lookedAt !== undefined && since > lookedAt;
		return isNew ? [lineOf(at, 'began', {...problem, severity: worst}), lineOf(at, 'over', problem)] : [];
	}

	return (problems, at) => {
		const current = new Set(problems.filter(isTrouble).map(idOf));
		const lines = problems.flatMap(problem =>
			isTrouble(problem) ? begunOrWorse(problem, at) : ended(problem, at, current),
		);
		for (const [id, problem] of known) {
			if (current.has(id)) continue;
			// It is mere news now, or is not concluded any more.
			known.delete(id);
			lines.push(lineOf(at, 'over', {...problem, overAt: at}));
		}
		lookedAt = at;
		return lines;
	};
}
