import {accountLimit} from './account-limit.ts';
import {authStorm} from './auth-storm.ts';
import {blackFriday} from './black-friday.ts';
import {calm} from './calm.ts';
import {deployGoneWrong} from './deploy-gone-wrong.ts';
import {expiringCredentials} from './expiring-credentials.ts';
import {hostileNames} from './hostile-names.ts';
import {leafnodeFlap} from './leafnode-flap.ts';
import {metaLeaderLost} from './meta-leader-lost.ts';
import {missingRoute} from './missing-route.ts';
import {partition} from './partition.ts';
import {reconnectLoop} from './reconnect-loop.ts';
import {rollingUpgrade} from './rolling-upgrade.ts';
import type {Scenario} from './scenario.ts';
import {serverCrash} from './server-crash.ts';
import {slowConsumer} from './slow-consumer.ts';
import {subscriptionLeak} from './subscription-leak.ts';
import {tour} from './tour.ts';

/** Every scenario, the tour first. */
export const scenarios: readonly Scenario[] = [
	tour,
	calm,
	authStorm,
	reconnectLoop,
	rollingUpgrade,
	serverCrash,
	partition,
	missingRoute,
	slowConsumer,
	leafnodeFlap,
	metaLeaderLost,
	accountLimit,
	expiringCredentials,
	subscriptionLeak,
	deployGoneWrong,
	blackFriday,
	hostileNames,
];
