import {asHeard, type Model} from '../model/model.ts';
import {atLimitRule} from './at-limit.ts';
import {authErrorsRule} from './auth-errors.ts';
import {missingServerRule} from './missing-server.ts';
import {linkDownRule, refusedSubjectsRule} from './own-link.ts';
import {partitionRule} from './partition.ts';
import type {Problem, Rule} from './problem.ts';
import {reconnectLoopRule} from './reconnect-loop.ts';
import {lameDuckRule, restartedServerRule, silentServerRule, stoppedServerRule} from './server-rules.ts';
import {slowConsumersRule} from './slow-consumers.ts';

/** Every rule, the most important conclusions first. */
export const rules: readonly Rule[] = [
	linkDownRule,
	silentServerRule,
	partitionRule,
	missingServerRule,
	authErrorsRule,
	atLimitRule,
	reconnectLoopRule,
	slowConsumersRule,
	lameDuckRule,
	stoppedServerRule,
	restartedServerRule,
	refusedSubjectsRule,
];

/** All that is wrong now: what needs somebody first, then by the order of the rules. */
export function problemsOf(model: Model): readonly Problem[] {
	// While the link is down nothing new is known: what is counted per time stays as it was when it was lost.
	const heard = asHeard(model);
	const problems = rules.flatMap(rule => rule.find(rule === linkDownRule ? model : heard));
	return [
		...problems.filter(({severity}) => severity === 'bad'),
		...problems.filter(({severity}) => severity === 'warn'),
	];
}
