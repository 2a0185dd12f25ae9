import type {Scenario} from './scenario.ts';

export const reconnectLoop: Scenario = {
	name: 'reconnect-loop',
	story: 'two clients of orders-svc crash on one message, again and again, until it is taken out of their queue',
	roundMs: 300_000,
	incidents: () => [
		{atMs: 20_000, action: {kind: 'loop', application: 'orders-svc', clients: 2, lifetimeMs: 400, pauseMs: 610}},
		{atMs: 110_000, action: {kind: 'calm', application: 'orders-svc'}},
	],
};
