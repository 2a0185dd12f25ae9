import {atLimitRule} from './at-limit.ts';
import {authErrorsRule} from './auth-errors.ts';
import {flappingLeafRule} from './flapping-leaf.ts';
import {missingServerRule} from './missing-server.ts';
import {mixedVersionsRule, reloadedRule, sameNameRule} from './news-rules.ts';
import {cutOffRule, linkDownRule, nothingHeardRule, refusedSubjectsRule, unstableLinkRule} from './own-link.ts';
import {partitionRule} from './partition.ts';
import type {Rule} from './problem.ts';
import {reconnectLoopRule} from './reconnect-loop.ts';
import {
	lameDuckRule,
	restartedServerRule,
	rollingRestartRule,
	silentServerRule,
	stoppedServerRule,
} from './server-rules.ts';
import {shortLivesRule} from './short-lives.ts';
import {slowConsumersRule} from './slow-consumers.ts';

/** Every rule, the most important conclusions first. */
export const rules: readonly Rule[] = [
	linkDownRule,
	nothingHeardRule,
	silentServerRule,
	partitionRule,
	missingServerRule,
	authErrorsRule,
	shortLivesRule,
	atLimitRule,
	reconnectLoopRule,
	slowConsumersRule,
	flappingLeafRule,
	unstableLinkRule,
	cutOffRule,
	lameDuckRule,
	stoppedServerRule,
	restartedServerRule,
	refusedSubjectsRule,
	rollingRestartRule,
	reloadedRule,
	mixedVersionsRule,
	sameNameRule,
];
