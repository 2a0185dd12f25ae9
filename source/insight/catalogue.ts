import {deployRule} from './deploy.ts';
import {memoryGrowingRule, subscriptionsGrowingRule} from './growth-rules.ts';
import {apiErrorsRule, jetStreamOffRule} from './jetstream-rules.ts';
import {leafnodeDownRule} from './leafnode-down.ts';
import {lostClientsRule} from './lost-clients.ts';
import {nearLimitRule} from './near-limit.ts';
import {routePendingRule} from './route-pending.ts';
import {trafficChangeRule} from './traffic-change.ts';
import {unevenLoadRule} from './uneven-load.ts';
import {clientMovedRule} from './client-moved.ts';
import {clockOffsetRule, cpuSaturatedRule, memoryLimitRule, storageFullRule} from './load-rules.ts';
import {metaLeaderRule, metaPeersRule} from './meta-group.ts';
import {missingGatewayRule, missingRouteRule} from './missing-links.ts';
import {reconnectStormRule} from './reconnect-storm.ts';
import {countedLoginsRule, unfinishedLoginsRule} from './unfinished-logins.ts';
import {atLimitRule} from './at-limit.ts';
import {authErrorsRule} from './auth-errors.ts';
import {expiringRule} from './expiring.ts';
import {flappingLeafRule} from './flapping-leaf.ts';
import {missingServerRule} from './missing-server.ts';
import {mixedVersionsRule, reloadedRule, sameNameRule} from './news-rules.ts';
import {cutOffRule, linkDownRule, nothingHeardRule, refusedSubjectsRule, unstableLinkRule} from './own-link.ts';
import {missedEventsRule, slowLinkRule} from './own-news.ts';
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
import {unevenLeadersRule} from './uneven-leaders.ts';

/** Every rule, the most important conclusions first. */
export const rules: readonly Rule[] = [
	linkDownRule,
	nothingHeardRule,
	metaLeaderRule,
	silentServerRule,
	partitionRule,
	missingServerRule,
	missingRouteRule,
	missingGatewayRule,
	reconnectStormRule,
	authErrorsRule,
	shortLivesRule,
	unfinishedLoginsRule,
	atLimitRule,
	expiringRule,
	reconnectLoopRule,
	slowConsumersRule,
	storageFullRule,
	memoryLimitRule,
	cpuSaturatedRule,
	memoryGrowingRule,
	subscriptionsGrowingRule,
	routePendingRule,
	apiErrorsRule,
	metaPeersRule,
	flappingLeafRule,
	leafnodeDownRule,
	unstableLinkRule,
	cutOffRule,
	slowLinkRule,
	lameDuckRule,
	stoppedServerRule,
	restartedServerRule,
	refusedSubjectsRule,
	missedEventsRule,
	rollingRestartRule,
	lostClientsRule,
	deployRule,
	reloadedRule,
	clientMovedRule,
	countedLoginsRule,
	trafficChangeRule,
	nearLimitRule,
	unevenLoadRule,
	unevenLeadersRule,
	jetStreamOffRule,
	mixedVersionsRule,
	clockOffsetRule,
	sameNameRule,
];
