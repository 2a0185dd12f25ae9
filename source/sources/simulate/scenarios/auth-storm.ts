import type {Scenario} from './scenario.ts';

/** Thirty clients that try again without waiting. */
export const authStorm: Scenario = {
	name: 'auth-storm',
	story: 'the password of billing-worker was changed: it retries until it is given the new one',
	roundMs: 300_000,
	incidents: () => [
		{atMs: 20_000, action: {kind: 'refuse', application: 'billing-worker', withinMs: 4000}},
		{atMs: 100_000, action: {kind: 'admit', application: 'billing-worker'}},
	],
};
