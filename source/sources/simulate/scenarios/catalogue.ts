import {authStorm} from './auth-storm.ts';
import {calm} from './calm.ts';
import {reconnectLoop} from './reconnect-loop.ts';
import {rollingUpgrade} from './rolling-upgrade.ts';
import type {Scenario} from './scenario.ts';
import {serverCrash} from './server-crash.ts';
import {tour} from './tour.ts';

/** Every scenario, the tour first. */
export const scenarios: readonly Scenario[] = [tour, calm, authStorm, reconnectLoop, rollingUpgrade, serverCrash];
