// When problems begin, become worse and are over: from what is concluded once a second.
import {isTrouble, type Problem, problemId} from './problem.ts';

export type ProblemChange = {readonly state: 'began' | 'worse' | 'over'; readonly problem: Problem};

/**
 * Gives what has changed since it was called last: of all problems of a moment, those that are over too. What is mere
 * news is no problem. `at`: the moment, epoch milliseconds.
 */
export function createProblemChanges(): (problems: readonly Problem[], at: number) => readonly ProblemChange[] {
	const known = new Map<string, Problem>();
	let lookedAt: number | undefined;

	function begunOrWorse(problem: Problem): readonly ProblemChange[] {
		const before = known.get(problemId(problem));
		known.set(problemId(problem), problem);
		if (before === undefined) return [{state: 'began', problem}];
		return before.severity === 'warn' && problem.severity === 'bad' ? [{state: 'worse', problem}] : [];
	}

	/** `current`: what lasts has this id too, as something that is over may have come back. */
	function ended(problem: Problem, current: ReadonlySet<string>): readonly ProblemChange[] {
		const id = problemId(problem);
		const {overAt, since, worst} = problem;
		if (overAt === undefined || current.has(id)) return [];
		if (known.delete(id)) return [{state: 'over', problem}];
		// Between two looks, as where a recording has a gap, it has begun and is over.
		const isNew = worst !== 'note' && lookedAt !== undefined && since > lookedAt;
		return isNew
			? [
					{state: 'began', problem: {...problem, severity: worst}},
					{state: 'over', problem},
				]
			: [];
	}

	return (problems, at) => {
		const current = new Set(problems.filter(isTrouble).map(problemId));
		const changes = problems.flatMap(problem => (isTrouble(problem) ? begunOrWorse(problem) : ended(problem, current)));
		for (const [id, problem] of known) {
			if (current.has(id)) continue;
			// It is mere news now, or is not concluded any more.
			known.delete(id);
			changes.push({state: 'over', problem: {...problem, overAt: at}});
		}
		lookedAt = at;
		return changes;
	};
}
