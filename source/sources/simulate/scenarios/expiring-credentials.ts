import {hour, minute} from '../application-parts.ts';
import type {Scenario} from './scenario.ts';

const application = 'clickstream';

export const expiringCredentials: Scenario = {
	name: 'expiring-credentials',
	story: 'clickstream comes back with credentials that expire in 40 minutes; renewed ones are rolled out in time',
	roundMs: 420_000,
	incidents: () => [
		{atMs: 20_000, action: {kind: 'credentials', application, validForMs: 40 * minute, withinMs: 10_000}},
		{atMs: 150_000, action: {kind: 'credentials', application, validForMs: 30 * 24 * hour, withinMs: 15_000}},
	],
};
