import type {Scenario} from './scenario.ts';

const application = 'inventory';

export const subscriptionLeak: Scenario = {
	name: 'subscription-leak',
	story:
		'inventory subscribes for each request and never unsubscribes: its servers have more and more, until it is mended',
	roundMs: 480_000,
	incidents: () => [
		{atMs: 20_000, action: {kind: 'leak', application, perSecond: 8}},
		{atMs: 200_000, action: {kind: 'stop leak', application, withinMs: 20_000}},
	],
};
