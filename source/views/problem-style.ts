import type {Problem} from '../insight/problem.ts';
import type {Style} from '../screen/screen.ts';
import type {Ui} from '../ui/ui.ts';
import {isAcknowledged} from './problem-here.ts';

/** The colour of a problem; news, what is over and what somebody knows of are quiet. */
export function problemStyle(problem: Problem, ui: Ui): Style {
	const {severity, overAt} = problem;
	return overAt === undefined && severity !== 'note' && !isAcknowledged(ui, problem) ? severity : 'dim';
}

/** Its sign, which tells the same without colours. */
export function problemSign(problem: Problem, ui: Ui): string {
	if (problem.overAt !== undefined) return '○';
	if (isAcknowledged(ui, problem)) return '✓';
	switch (problem.severity) {
		case 'bad':
			return '▲';
		case 'warn':
			return '!';
		case 'note':
			return '·';
	}
}
