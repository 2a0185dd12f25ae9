import type {Scenario} from './scenario.ts';

export const leafnodeFlap: Scenario = {
	name: 'leafnode-flap',
	story:
		'the line to the site in Berlin drops every ten seconds, and its leafnode with it, until the provider mends it',
	roundMs: 360_000,
	incidents: () => [
		{
			atMs: 20_000,
			action: {
				kind: 'loop',
				application: 'edge-berlin',
				clients: 1,
				lifetimeMs: 9000,
				pauseMs: 900,
				reason: 'Read Error',
			},
		},
		{atMs: 120_000, action: {kind: 'calm', application: 'edge-berlin'}},
	],
};
