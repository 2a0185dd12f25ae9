import type {Scenario} from './scenario.ts';

/** The system of every other scenario, with nothing that goes wrong. */
export const calm: Scenario = {
	name: 'calm',
	story: 'an ordinary day: clients come and go, and nothing is wrong',
	roundMs: 3_600_000,
	incidents: () => [],
};
