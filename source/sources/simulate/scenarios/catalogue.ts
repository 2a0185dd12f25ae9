import {accountLimit} from './account-limit.ts';
import {authStorm} from './auth-storm.ts';
import {calm} from './calm.ts';
import {deployGoneWrong} from './deploy-gone-wrong.ts';
import {hostileNames} from './hostile-names.ts';
import {leafnodeFlap} from './leafnode-flap.ts';
import {metaLeaderLost} from './meta-leader-lost.ts';
import {reconnectLoop} from './reconnect-loop.ts';
import {rollingUpgrade} from './rolling-upgrade.ts';
import type {Scenario} from './scenario.ts';
import {serverCrash} from './server-crash.ts';
import {slowConsumer} from './slow-consumer.ts';
import {tour} from './tour.ts';

/** Every scenario, the tour first. */
export const scenarios: readonly Scenario[] = [
	tour,
	calm,
	authStorm,
	reconnectLoop,
	rollingUpgrade,
	serverCrash,
	slowConsumer,
	leafnodeFlap,
	metaLeaderLost,
	accountLimit,
	deployGoneWrong,
	hostileNames,
];
